"""Search results as a list."""

from PySide6.QtCore import Qt

from desktop.i18n import _
from desktop.ui.models.row_model import Index, RowModel
from desktop.ui.services import Found


def whys(found: Found) -> tuple[str, str, str]:
    """Say why a result answers the search: “airport in Serbia, Nikola Tesla”, “airport in Serbia”, “Serbia”.

    The last is empty where the country itself was matched, by its name.
    """
    sentences = {
        "city": _("city in {country}"),
        "airport": _("airport in {country}"),
        "code": _("code of {country}"),
        "former-name": _("former name of {country}"),
        "country": _("name of {country}"),
    }
    if found.kind == "country" and found.matched == found.country_name:
        return _("country"), _("country"), ""
    short = sentences[found.kind].format(country=found.country_name)
    if found.detail in {"", found.matched, found.country_name}:
        return short, short, found.country_name
    return _("{why}, {detail}").format(why=short, detail=found.detail), short, found.country_name


class ResultModel(RowModel[Found]):
    """Says each result as “Belgrade — city in Serbia”."""

    def text_of(self, row: Found) -> str:
        return _("{text} — {why}").format(text=row.matched, why=whys(row)[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # The column may be too narrow for all of it.
        return super().data(index, Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.ToolTipRole else role)
