"""Search results as a list."""

from desktop.i18n import _
from desktop.ui.models.row_model import RowModel
from desktop.ui.services import Found


def why(found: Found) -> str:
    """Say why a result answers the search, such as “city in Serbia”; empty where the name itself matched."""
    match found.kind:
        case "city":
            return _("city in {country}").format(country=found.country_name)
        case "airport":
            return _("airport in {country}").format(country=found.country_name)
        case "code":
            return _("code of {country}").format(country=found.country_name)
        case _ if found.matched != found.country_name:
            return _("name of {country}").format(country=found.country_name)
        case _:
            return _("country")


class ResultModel(RowModel[Found]):
    """Says each result as “Belgrade — city in Serbia”."""

    def text_of(self, row: Found) -> str:
        return _("{text} — {why}").format(text=row.matched, why=why(row))
