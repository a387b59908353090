"""How the command line is read: what every room of commands is added to, and errors of one line."""

import argparse
from typing import NoReturn

from desktop.errors import UsageError

Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse exports no public name for what add_subparsers returns


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError where argparse would print its usage and exit."""
        raise UsageError(f"{message}; “{self.prog} --help” shows how.")
