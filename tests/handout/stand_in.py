"""A worker that writes small files at once, for tests of what is around it; its setup line says how it behaves."""

import json
import os
import sys
import time
from pathlib import Path

from desktop.errors import TripError
from desktop.handout.issue import Issued
from desktop.handout.travellers import Order
from desktop.handout.worker import say_halt, serve


class StandIn:
    """Issues a text instead of a briefing."""

    def __init__(self, setup: dict[str, object]) -> None:
        self._pause = float(str(setup.get("pause", 0)))

    def issue(self, order: Order) -> Issued:
        """Make the file of an order; some travellers are trouble."""
        time.sleep(self._pause)
        match order.traveller:
            case "dies":
                os._exit(3)
            case "fails":
                raise TripError("=cmd: This trip cannot be.")
            case "babbles":
                sys.stdout.write("what?\n")
            case _:
                pass
        pdf = f"%PDF for {order.traveller} to {order.destinations}\n".encode() * 50
        return Issued(pdf=pdf, sha256=digest(pdf), posture="own-hardened", dataset_version="2026-11-25 test")


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    # Kept out of the way of the process's start.
    import hashlib

    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    told = json.loads(sys.stdin.readline())
    if told.get("halt"):
        say_halt(sys.stdout, told["halt"])
    else:
        serve(StandIn(told).issue, Path(told["out"]), sys.stdin, sys.stdout)
