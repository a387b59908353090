"""The press goes with the dataset in use, and with the desk."""

from pathlib import Path

import pytest

from desktop import press
from desktop.briefing.options import BriefingOptions
from desktop.desk import EXAMPLE, Desk
from desktop.ui.preferences import PaperSize

OPTIONS, A4 = BriefingOptions(), PaperSize.A4


def from_the_press(desk: Desk, options: BriefingOptions = OPTIONS) -> bytes | None:
    wait = desk.services().press.begin(EXAMPLE, options, A4)
    return None if wait is None else wait()


def made_here(desk: Desk, options: BriefingOptions = OPTIONS) -> bytes:
    services = desk.services()
    return services.render(services.compose(services.prepare(EXAMPLE, options.own), options), A4)


def test_another_dataset_has_a_press_of_its_own(dataset_path: Path) -> None:
    with Desk(dataset_path) as desk:
        assert from_the_press(desk) is None
        desk.make_ready_to_draw()
        assert desk.is_press_ready()
        assert from_the_press(desk) == made_here(desk)
        desk.reopen()
        assert desk.is_press_ready()
        assert from_the_press(desk) == made_here(desk)
        desk.services().press.forget()
    assert from_the_press(desk) is None


def test_the_press_speaks_for_an_organisation(dataset_path: Path, checkout: Path) -> None:
    with Desk(dataset_path) as desk:
        own = desk.services().organisation(checkout / "resources" / "examples" / "organisation.toml")
        assert own.letterhead.logo is not None
        assert own.advice
        options = BriefingOptions(own=own, has_sign_off=True)
        desk.make_ready_to_draw()
        assert desk.is_press_ready()
        assert from_the_press(desk, options) == made_here(desk, options)


def test_without_a_press_the_desk_works_on(dataset_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "command", lambda: (str(dataset_path.with_name("no-program")),))
    with Desk(dataset_path) as desk:
        desk.make_ready_to_draw()
        assert not desk.is_press_ready()
        assert from_the_press(desk) is None
        desk.services().press.forget()
        desk.reopen()
        assert made_here(desk).startswith(b"%PDF")
