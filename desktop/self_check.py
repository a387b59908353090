"""Proves a packaged program on the machine it stands on: every kind of shipped file, the dataset, a window, a PDF.

Nothing is written to disk but Qt's own throwaway settings, and no screen is needed.
"""

import os
import sys
from collections.abc import Callable

from desktop.app import draw_window
from desktop.assessment.rule_book import shipped_method
from desktop.assets import asset
from desktop.briefing.model import Briefing
from desktop.briefing.service import BriefingService
from desktop.dataset.geometry import Resolution, load_world
from desktop.dataset.info import verify
from desktop.dataset.store import Dataset, open_dataset
from desktop.desk import EXAMPLE
from desktop.errors import ForewarnedError
from desktop.i18n import _

_FEWEST_COUNTRIES = 200


class SelfCheckError(ForewarnedError):
    """A part of the package is missing, or does not do its work."""


def main() -> int:
    """Try every part, say what was found, and return 1 at the first that fails."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        with open_dataset() as dataset:
            for title, check in _checks(dataset):
                sys.stdout.write(f"{title}: {check()}\n")
    except (ForewarnedError, OSError, ImportError) as error:
        sys.stderr.write(f"forewarned: {error}\n")
        return 1
    sys.stdout.write(_("Everything is there and works.") + "\n")
    return 0


def _checks(dataset: Dataset) -> tuple[tuple[str, Callable[[], str]], ...]:
    service = BriefingService(dataset=dataset, method=shipped_method())
    return (
        (_("Dataset"), _try_dataset),
        (_("Map"), _try_map),
        (_("Texts"), _try_texts),
        (_("PDF"), lambda: _try_pdf(service.compose(service.prepare(EXAMPLE)))),
        (_("Window"), _try_window),
    )


def _try_dataset() -> str:
    identity = verify().identity
    return f"{identity.version} {identity.sha256[:8]}"


def _try_map() -> str:
    count = min(len(load_world(resolution).shapes) for resolution in Resolution)
    if count < _FEWEST_COUNTRIES:
        raise SelfCheckError(f"The map holds {count} countries only; install the program again.")
    return _("{count} countries").format(count=count)


def _try_texts() -> str:
    licences = [file.name for file in asset("resources", "licences").iterdir()]
    for name in ("font-source-sans-pro.txt", "pyside6-essentials.txt", "pypdfium2.txt"):
        if name not in licences:
            raise SelfCheckError(f"The licence {name} is missing; install the program again.")
    method = asset("data", "METHOD.md").read_text(encoding="utf-8")
    return _("{licences} licences, {lines} lines of method").format(
        licences=len(licences), lines=len(method.splitlines())
    )


def _try_pdf(briefing: Briefing) -> str:
    # The command line's other parts do not wait for these.
    from desktop.pdf.protect import encrypt
    from desktop.pdf.render import render
    from desktop.ui.pdf_pages import draw_page, find_text, page_sizes

    pdf = render(briefing)
    if render(briefing) != pdf:
        raise SelfCheckError("The same briefing gave two different PDFs; report this.")
    if not find_text(pdf, "Belgrade") or draw_page(pdf, 0, scale=1.0).isNull():
        raise SelfCheckError("The PDF that was made cannot be read again; install the program again.")
    if b"/Encrypt" not in encrypt(pdf, "a password for this check"):
        raise SelfCheckError("A PDF could not be protected with a password; install the program again.")
    return _("{pages} pages, {size} bytes").format(pages=len(page_sizes(pdf)), size=len(pdf))


def _try_window() -> str:
    width, height = draw_window()
    return f"{width} × {height}"
