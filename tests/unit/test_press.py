"""The process that makes the PDF while the window paints: the very PDF, or none; and nothing of it stays."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import open_dataset
from desktop.pdf.render import Paper, render
from desktop.press import Order, Press, command, hear, order_from, say
from desktop.trip import Profile, Stop, Trip

TRIP = Trip(
    stops=(Stop(country=CountryCode("RS")), Stop(country=CountryCode("UY"), is_transit=True)),
    profile=Profile.JOURNALIST,
    traveller="Quill",
)
ORDER = Order(trip=TRIP, options=BriefingOptions(), paper="a4")
UNPRINTABLE = replace(ORDER, trip=replace(TRIP, traveller="\U0001f9ed"))


@pytest.fixture(scope="module")
def service(dataset_path: Path) -> Iterator[BriefingService]:
    with open_dataset(dataset_path) as dataset:
        yield BriefingService(dataset=dataset, method=shipped_method())


@pytest.fixture
def press(dataset_path: Path, service: BriefingService) -> Iterator[Press]:
    with closing(Press(command(), dataset=dataset_path, digests=service.identity.digests)) as press:
        assert press.is_ready()
        yield press


def pdf_of(press: Press, order: Order) -> bytes | None:
    wait = press.begin(order)
    assert wait is not None
    return wait()


@pytest.mark.parametrize(
    "order",
    [
        ORDER,
        replace(ORDER, paper="letter"),
        replace(ORDER, options=BriefingOptions(is_short=True, has_sign_off=True)),
    ],
)
def test_its_pdf_is_the_very_one(press: Press, service: BriefingService, order: Order) -> None:
    here = render(service.compose(service.prepare(order.trip), order.options), paper=Paper(order.paper))
    assert pdf_of(press, order) == here
    press.forget()
    assert pdf_of(press, order) == here


def test_it_comes_back_without_what_cannot_be_printed_and_goes_on(press: Press) -> None:
    assert pdf_of(press, UNPRINTABLE) is None
    assert pdf_of(press, ORDER) is not None


def test_it_has_one_order_at_a_time(press: Press) -> None:
    wait = press.begin(ORDER)
    assert wait is not None
    assert press.begin(ORDER) is None
    assert wait() is not None
    assert pdf_of(press, ORDER) is not None


def test_one_that_is_killed_comes_back_without_and_takes_no_more(press: Press) -> None:
    wait = press.begin(ORDER)
    os.kill(press.process_id, signal.SIGTERM)
    assert wait is not None
    # It may have been quicker than the signal.
    wait()
    assert press.begin(ORDER) is None or pdf_of(press, ORDER) is None
    assert press.begin(ORDER) is None
    press.forget()


def test_whoever_waits_is_let_go_when_it_is_closed(press: Press) -> None:
    found: list[bytes | None] = []
    os.kill(press.process_id, signal.SIGSTOP)
    wait = press.begin(ORDER)
    assert wait is not None
    waiting = threading.Thread(target=lambda: found.append(wait()))
    waiting.start()
    press.close()
    waiting.join()
    assert found == [None]


@pytest.mark.parametrize("program", [(sys.executable, "-c", ""), (sys.executable, "-c", "print('a' * 99)")])
def test_a_program_that_is_no_press_is_never_ready(program: tuple[str, ...]) -> None:
    with closing(Press(program, dataset=None, digests="0")) as press:
        assert not press.is_ready()
        assert press.begin(ORDER) is None
        press.forget()


def test_one_for_another_dataset_is_never_ready(dataset_path: Path) -> None:
    with closing(Press(command(), dataset=dataset_path, digests="0")) as press:
        assert not press.is_ready()


def test_a_dataset_that_cannot_be_read_ends_it(tmp_path: Path) -> None:
    with closing(Press(command(), dataset=tmp_path / "none.sqlite", digests="0")) as press:
        assert not press.is_ready()


def test_it_ends_with_the_pipe_of_its_window(dataset_path: Path, service: BriefingService, checkout: Path) -> None:
    orders = io.BytesIO()
    for message in (str(dataset_path).encode(), b"", pickle.dumps(ORDER)):
        say(orders, message)
    ended = subprocess.run(command(), input=orders.getvalue(), cwd=checkout, capture_output=True, check=True)
    answers = io.BytesIO(ended.stdout)
    assert hear(answers) == service.identity.digests.encode()
    assert (hear(answers) or b"").startswith(b"%PDF")
    assert hear(answers) is None
    assert ended.stderr == b""


def test_a_message_that_is_cut_short_is_none() -> None:
    pipe = io.BytesIO()
    say(pipe, b"message")
    assert hear(io.BytesIO(pipe.getvalue())) == b"message"
    for length in range(len(pipe.getvalue())):
        assert hear(io.BytesIO(pipe.getvalue()[:length])) is None


def test_the_empty_order_means_to_forget() -> None:
    assert order_from(b"") is None
