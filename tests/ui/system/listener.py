"""Walks the accessibility tree as a screen reader would and prints each role and name.

Runs in the system's own Python, which has the bindings; takes the name of the program to listen to.
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 -- the version is chosen before

_PATIENCE_S = 20


def program(name: str) -> Atspi.Accessible:
    """Wait for the program to come on the bus."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(place)
            if child is not None and child.get_name() == name and child.get_child_count():
                return child
        time.sleep(0.2)
    sys.exit(f"{name} did not come on the bus")


def walk(node: Atspi.Accessible, depth: int = 0) -> None:
    """Print a node and what is inside it."""
    sys.stdout.write(f"{node.get_role_name()}\t{' '.join(node.get_name().split())}\n")
    for place in range(min(node.get_child_count(), 300)):
        child = node.get_child_at_index(place)
        if child is not None and depth < 40:
            walk(child, depth + 1)


walk(program(sys.argv[1]))
