"""The digest of the shipped dataset, taken on a thread of its own while the rest of a program is still loading.

A large file digested after everything else keeps the window from standing for a tenth of its time.
"""

from pathlib import Path
from threading import Thread

from desktop.dataset import identity


class EarlyDigest(Thread):
    """Begins when it is made. Whoever asks before it is done waits for the rest of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="early digest", daemon=True)
        self._path = path
        self._digest = ""
        self.start()

    def run(self) -> None:
        """Take the digest; a file that cannot be read is left to who asks for it."""
        try:
            self._digest = identity.digest_of(self._path)
        except OSError:
            self._digest = ""

    def of(self, path: Path) -> str:
        """Return the SHA-256 of a file: what was taken meanwhile, or of another file what it is now."""
        self.join()
        return self._digest if self._digest and path == self._path else identity.digest_of(path)
