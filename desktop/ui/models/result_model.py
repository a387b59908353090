"""Search results as a list."""

from desktop.i18n import _
from desktop.ui.models.row_model import RowModel
from desktop.ui.services import Found


def why(found: Found) -> str:
    """Say why a result answers the search, such as “city in Serbia”."""
    sentences = {
        "city": _("city in {country}"),
        "airport": _("airport in {country}"),
        "code": _("code of {country}"),
        "former-name": _("former name of {country}"),
        "country": _("name of {country}"),
    }
    if found.kind == "country" and found.matched == found.country_name:
        return _("country")
    sentence = sentences[found.kind].format(country=found.country_name)
    if found.detail in {"", found.matched, found.country_name}:
        return sentence
    return _("{why}, {detail}").format(why=sentence, detail=found.detail)


class ResultModel(RowModel[Found]):
    """Says each result as “Belgrade — city in Serbia”."""

    def text_of(self, row: Found) -> str:
        return _("{text} — {why}").format(text=row.matched, why=why(row))
