"""A process of its own that makes the briefings of a batch: orders come in as lines of JSON, answers go out likewise.

A plain child process with two pipes, because what Python offers for pools of processes brings sockets with it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from desktop.errors import ForewarnedError, OutputError
from desktop.handout.issue import Issued
from desktop.handout.manifest import file_name
from desktop.handout.travellers import Order
from desktop.output import write_file
from desktop.trip import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an order: a digest, an error of the row, or a `halt` that concerns every row."""

    row: int
    sha256: str = ""
    posture: str = ""
    dataset_version: str = ""
    error: str = ""
    halt: str = ""


def serve(issue: Callable[[Order], Issued], out: Path, orders: TextIO, answers: TextIO) -> None:
    """Say that all is ready; then make every briefing asked for and write it below `out`, until no more orders come."""
    _say(answers, {"row": 0})
    for line in orders:
        _say(answers, _answer(issue, out, order_from(json.loads(line))))


def say_halt(answers: TextIO, reason: str) -> None:
    """Say instead why no briefing can be made at all."""
    _say(answers, {"row": 0, "halt": reason})


def _say(answers: TextIO, answer: Mapping[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def answer_from(line: str) -> Answer:
    """Read an answer that a worker wrote; raise ValueError when it is none."""
    document = json.loads(line)
    if not isinstance(document, dict):
        raise TypeError("an answer is an object")
    return Answer(**document)


def _answer(issue: Callable[[Order], Issued], out: Path, order: Order) -> Mapping[str, object]:
    try:
        issued = issue(order)
        write_file(out / file_name(order.row, order.traveller, order.reference), issued.pdf)
    except OutputError as error:
        return {"row": order.row, "halt": str(error)}
    except ForewarnedError as error:
        return {"row": order.row, "error": str(error)}
    return {
        "row": order.row,
        "sha256": issued.sha256,
        "posture": issued.posture,
        "dataset_version": issued.dataset_version,
    }


def line_from(order: Order) -> str:
    """Write an order as a line for a worker."""
    return json.dumps(
        {
            "row": order.row,
            "line": order.line,
            "traveller": order.traveller,
            "reference": order.reference,
            "destinations": list(order.destinations),
            "arrive": order.arrive.isoformat() if order.arrive else None,
            "leave": order.leave.isoformat() if order.leave else None,
            "profile": order.profile.value,
            "paper": order.paper,
        }
    )


def order_from(document: object) -> Order:
    """Read an order that `line_from` wrote."""
    match document:
        case {
            "row": int(row),
            "line": int(line),
            "traveller": str(traveller),
            "reference": str(reference),
            "destinations": list(destinations),
            "arrive": arrive,
            "leave": leave,
            "profile": str(profile),
            "paper": str(paper),
        }:
            return Order(
                row=row,
                line=line,
                traveller=traveller,
                reference=reference,
                destinations=tuple(destinations),
                arrive=date.fromisoformat(arrive) if arrive else None,
                leave=date.fromisoformat(leave) if leave else None,
                profile=Profile(profile),
                paper=paper,
            )
        case _:
            raise ValueError("an order holds row, line, traveller, reference, destinations, dates, profile and paper")
