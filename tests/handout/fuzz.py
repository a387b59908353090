"""Hands a reader mutated files until the time is up: ``python -m tests.handout.fuzz organisation --seconds 600``.

Needs `atheris`, which runs on few systems and is therefore no part of the lock. Whatever breaks a reader is written
beside the corpus; once mended it becomes part of it, and tests/handout/test_readers.py keeps it so.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["desktop", "tomllib", "csv", "zipfile", "tuf"]):
    from tests.handout.readers import READERS

CORPUS = Path(__file__).parent / "corpus"


def main() -> None:
    """Fuzz one reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # The corpus grows while it runs; what is kept is chosen by hand.
        seeds = Path(folder, "seeds")
        shutil.copytree(CORPUS / options.reader, seeds)
        arguments = [sys.argv[0], str(seeds), f"-max_total_time={options.seconds}", "-timeout=10", "-rss_limit_mb=2048"]
        arguments += [f"-artifact_prefix={CORPUS / options.reader}/found-", "-print_final_stats=1", "-max_len=20000"]
        atheris.Setup(arguments, READERS[options.reader])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
