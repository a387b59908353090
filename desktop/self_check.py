"""Proves a packaged program on the machine it stands on: every kind of shipped file, the dataset, a window, a PDF.

Nothing is written to disk, and no screen is needed.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.app import draw_window
from desktop.assessment.rule_book import shipped_method
from desktop.assets import asset
from desktop.briefing.model import Briefing
from desktop.briefing.service import BriefingService
from desktop.dataset.geometry import Resolution, load_world
from desktop.dataset.info import verify
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.desk import EXAMPLE
from desktop.errors import ForewarnedError
from desktop.handout.organisation import read_organisation
from desktop.handout.travellers import read_travellers
from desktop.i18n import _
from desktop.trip_file import read_trip

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
        (_("Search"), lambda: _try_search(Search(dataset))),
        (_("Map"), _try_map),
        (_("Texts"), _try_texts),
        (_("Examples"), _try_examples),
        (_("PDF"), lambda: _try_pdf(service.compose(service.prepare(EXAMPLE)))),
        (_("Window"), _try_window),
    )


def _try_dataset() -> str:
    identity = verify().identity
    return f"{identity.version} {identity.sha256[:8]}"


def _try_search(search: Search) -> str:
    # One letter wrong, so that what forgives it is tried as well.
    found = search.find("Untied Kingdom")
    if not found or found[0].country != "GB":
        raise SelfCheckError("The search does not find what it should; install the program again.")
    return found[0].country_name


def _try_map() -> str:
    count = min(len(load_world(resolution).shapes) for resolution in Resolution)
    if count < _FEWEST_COUNTRIES:
        raise SelfCheckError(f"The map holds {count} countries only; install the program again.")
    return _("{count} countries").format(count=count)


def _try_texts() -> str:
    licences = [file.name for file in asset("resources", "licences").iterdir()]
    for name in ("font-source-sans-pro.txt", "pyside6-essentials.txt", "qt.txt", "pypdfium2.txt"):
        if name not in licences:
            raise SelfCheckError(f"The licence {name} is missing; install the program again.")
    method = asset("data", "METHOD.md").read_text(encoding="utf-8")
    return _("{licences} licences, {lines} lines of method").format(
        licences=len(licences), lines=len(method.splitlines())
    )


def _try_examples() -> str:
    folder = Path(str(asset("resources", "examples")))
    own, saved = read_organisation(folder / "organisation.toml"), read_trip(folder / "journey.trip")
    orders = read_travellers(folder / "travellers.csv")
    if own.letterhead.logo is None:
        raise SelfCheckError("The logo of the example cannot be drawn; install the program again.")
    return _("{stops} stops, {travellers} travellers").format(stops=len(saved.trip.stops), travellers=len(orders))


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
    # Loaded when somebody prints; to look for printers would be to talk to them.
    from desktop.ui import printing

    assert printing
    width, height = draw_window()
    return f"{width} × {height}"
