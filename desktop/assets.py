"""The one place that finds shipped files, in a checkout, a wheel and a packaged program alike.

Knows nothing of what the files hold.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable


def asset(*parts: str) -> Traversable:
    """Find a shipped file or folder by its path below the top level, such as ``asset("data", "method.toml")``."""
    package = files("desktop")
    bundle = package / "_bundle"
    root = bundle if bundle.is_dir() else package / ".."
    return root.joinpath(*parts)
