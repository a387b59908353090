"""Assessments as rows of tables: levels by stop, and who can reach what is recorded. Qt-free."""

from desktop.assessment.levels import Theme
from desktop.assessment.model import Assessment
from desktop.briefing.date_words import date_text
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.i18n import _
from desktop.ui.models.table_model import TableCell, TableRow


def level_rows(assessments: tuple[Assessment, ...], *, with_reasons: bool) -> tuple[TableRow, ...]:
    """Return one row per theme, one column per stop; nothing without stops."""
    if not assessments:
        return ()
    return tuple(_level_row(theme, assessments, with_reasons=with_reasons) for theme in Theme)


def _level_row(theme: Theme, assessments: tuple[Assessment, ...], *, with_reasons: bool) -> TableRow:
    cells = [TableCell(text=theme_name(theme))]
    for assessment in assessments:
        rating = assessment.rating(theme)
        reason = rating.reasons[0].text if with_reasons and rating.reasons else ""
        cells.append(TableCell(text=level_word(rating.level, theme), level=rating.level, detail=reason))
    return tuple(cells)


def posture_row(assessments: tuple[Assessment, ...]) -> TableRow:
    """Return the posture of each stop."""
    postures = (TableCell(text=posture_title(each.posture.posture)) for each in assessments)
    return (TableCell(text=_("Posture")), *postures)


def names(assessments: tuple[Assessment, ...]) -> tuple[str, ...]:
    """Return the names of the stops."""
    return tuple(each.facts.country.name for each in assessments)


def reach_header() -> tuple[str, ...]:
    """Return the header of the table of reach."""
    return (_("Government"), _("Through"), _("By what law"))


def reach_rows(assessments: tuple[Assessment, ...]) -> tuple[TableRow, ...]:
    """Return one row per government that can compel what is recorded at a stop."""
    return tuple(row for assessment in assessments for row in _reach_rows(assessment, is_alone=len(assessments) == 1))


def _reach_rows(assessment: Assessment, *, is_alone: bool) -> tuple[TableRow, ...]:
    suppliers = assessment.facts.suppliers
    rows: list[TableRow] = []
    for reach in assessment.reach:
        through = ", ".join(suppliers[each].name for each in reach.through) or _("its own systems and laws")
        where = "" if is_alone else _("in {country}").format(country=assessment.facts.country.name)
        laws = "; ".join(_law_text(law.law, date_text(law.effective)) for law in reach.laws)
        rows.append(
            (
                TableCell(text=reach.name, detail=where),
                TableCell(text=through),
                TableCell(text=laws or _("No law on compelled access documented, which is no all-clear.")),
            )
        )
    return tuple(rows)


def _law_text(law: str, effective: str) -> str:
    return _("{law}, {date}").format(law=law, date=effective) if effective else law
