"""A briefing that holds every kind of block, with words as a real one has them; levels are made up."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from desktop.assessment.levels import Level, Posture, Theme
from desktop.briefing.letterhead import PictureLogo, Shape, Stroke, VectorLogo
from desktop.briefing.model import (
    ActionColumn,
    ActionColumns,
    Block,
    Briefing,
    BulletList,
    Cell,
    Checklist,
    ChecklistItem,
    Column,
    Heading,
    LevelGrid,
    LevelMark,
    LevelRow,
    LocatorMap,
    Paragraph,
    PocketCard,
    PostureBox,
    Role,
    Section,
    SignOff,
    SourceEntry,
    SourceList,
    Span,
    Table,
    Text,
    Timeline,
    TimelinePoint,
)
from desktop.dataset.codes import CountryCode, Phase, SourceId
from desktop.dataset.identity import DatasetIdentity

IDENTITY = DatasetIdentity(version=date(2026, 11, 22), sha256="3f9a1c7e" * 8, built_from="ab" * 32, schema_version=1)
_WORDS = {
    Level.NOT_DOCUMENTED: "Not documented",
    Level.LOW: "Low",
    Level.MODERATE: "Moderate",
    Level.HIGH: "High",
    Level.VERY_HIGH: "Very high",
}
_SERBIA = (4, 4, 0, 3, 1, 1, 3, 3, 2)
_URUGUAY = (3, 2, 2, 0, 0, 0, 2, 2, 1)


def said(text: str, *cites: int, bold: bool = False) -> Text:
    """Make a text of one span."""
    return (Span(text=text, cites=cites, bold=bold),)


def mark(level: Level, theme: Theme = Theme.PUBLIC_SURVEILLANCE) -> LevelMark:
    """Make a level with its word."""
    return LevelMark(theme=theme, level=level, word=_WORDS[level])


def level_row(title: str, dates: str, levels: tuple[int, ...]) -> LevelRow:
    """Make a stop of the grid."""
    marks = tuple(mark(Level(level), theme) for theme, level in zip(Theme, levels, strict=True))
    return LevelRow(title=title, details=(dates, "stay"), marks=marks)


def a_table(rows: int, *, text: str = "Cameras with face recognition watch main streets.") -> Table:
    """Make a table of so many rows, each named by its number."""
    return Table(
        caption="Documented systems",
        columns=(
            Column(title="Place", share=0.2),
            Column(title="System", share=0.5),
            Column(title="Level", share=0.2),
            Column(title="Source", share=0.1),
        ),
        rows=tuple(
            (
                Cell(text=said(f"Town {row}")),
                Cell(text=said(text, bold=True), detail=said("cameras, face recognition", 1)),
                Cell(mark=mark(Level(row % 5))),
                Cell(text=said("", 1, 2)),
            )
            for row in range(1, rows + 1)
        ),
    )


def a_section(*blocks: Block, title: str = "Serbia", starts_page: bool = True) -> Section:
    """Make a section."""
    return Section(
        section_id=title.lower().replace(" ", "-"),
        kicker="Stop 1 of 2",
        title=title,
        aside=("10–17 January 2027", "34 facts, newest November 2025"),
        blocks=blocks,
        starts_page=starts_page,
    )


def a_briefing(*sections: Section) -> Briefing:
    """Make a briefing of these sections."""
    return Briefing(
        title="Pre-travel briefing: Serbia, Uruguay",
        subject="Surveillance that your devices and data will meet",
        language="en",
        footer="Forewarned · dataset 22 November 2026 · 3f9a1c7e",
        page_label="Page {page} of {pages}",
        sections=sections,
        identity=IDENTITY,
        facts=(),
    )


def with_traveller(briefing: Briefing, name: str) -> Briefing:
    """Return the briefing with a traveller's name at the top right of page one."""
    first = replace(briefing.sections[0], aside=(name, *briefing.sections[0].aside[1:]))
    return replace(briefing, sections=(first, *briefing.sections[1:]))


def overview() -> Section:
    """Make page one."""
    phases = ("Before", "At the border", "During", "After")
    return a_section(
        PostureBox(
            posture=Posture.LOAN_DEVICES,
            label="Posture",
            title="Clean loan devices",
            text=(
                Span(
                    text="Police phone forensics and spyware against reporters are documented in Serbia.", cites=(1, 3)
                ),
                Span(text=" Leave your own phone and laptop at home."),
            ),
        ),
        Heading(text="What you will meet"),
        LevelGrid(
            caption="Levels by stop and theme",
            columns=(
                "Public surveillance",
                "Communications",
                "Border",
                "Identification",
                "Tools",
                "Connectivity",
                "Data reach",
                "Equipment",
                "Safeguards",
            ),
            rows=(
                level_row("Serbia", "10–17 January 2027", _SERBIA),
                level_row("Uruguay", "17–24 January 2027", _URUGUAY),
            ),
            legend=tuple(mark(level) for level in Level),
            note="Not documented means nothing found, which is no all-clear.",
        ),
        Heading(text="If you do only this"),
        ActionColumns(
            columns=tuple(
                ActionColumn(label=phase, items=(said("Carry a loan phone"), said("Power off before you land")))
                for phase in phases
            )
        ),
        title="Serbia, Uruguay",
    )


def destination() -> Section:
    """Make a stop."""
    return a_section(
        LocatorMap(country=CountryCode("RS"), level=Level.VERY_HIGH, alternative="Map: where Serbia lies."),
        Paragraph(
            text=(
                Span(text="Central Belgrade is watched by a camera network built by Huawei.", cites=(1, 2)),
                Span(text=" Officials say face matching is not in use.", cites=(3,)),
            ),
            role=Role.LEAD,
        ),
        Paragraph(text=said("Not documented: border."), role=Role.NOTE),
        Heading(text="Documented systems"),
        a_table(6),
        Heading(text="When they appeared", level=3),
        Timeline(
            caption="Systems by year",
            points=(
                TimelinePoint(year=2014, label="Circles", cites=(3,), is_past=True),
                TimelinePoint(year=2019, label="Safe City", cites=(1, 2), is_past=False),
                TimelinePoint(year=2019, label="Airport video", cites=(2,), is_past=False),
                TimelinePoint(year=2024, label="NoviSpy", cites=(3,), is_past=False),
            ),
            alternative="Timeline: 2014 Circles; 2019 Safe City; 2019 Airport video; 2024 NoviSpy.",
        ),
    )


def closing() -> tuple[Section, ...]:
    """Make what follows the stops."""
    checklist = a_section(
        *(
            Checklist(
                phase=phase,
                title=phase.value.title(),
                items=tuple(
                    ChecklistItem(
                        measure_id=f"adv-{number}",
                        action=f"Power off the phone before you land, step {number}.",
                        why=said("Data is hardest to extract from a phone not unlocked since it was started.", 2),
                        stops="Serbia",
                    )
                    for number in range(1, 4)
                ),
            )
            for phase in Phase
        ),
        title="Checklist",
    )
    card = a_section(
        Heading(text="Cut out and fold"),
        PocketCard(
            title="Serbia and Uruguay",
            front=(said("Call at home", bold=True), said("Name and number: "), said("Treat networks as read")),
            back=(said("At the border", bold=True), said("Power off before you land")),
        ),
        title="Pocket card",
        starts_page=False,
    )
    limits = a_section(
        BulletList(
            items=(said("Serbia: nothing found on border; this is no all-clear."), said("Ask before you rely."))
        ),
        title="What is not known",
        starts_page=False,
    )
    sources = a_section(
        SourceList(
            entries=(
                _source(
                    1, "RFE/RL", "How Serbia Became Blanketed In Chinese-Made Surveillance Cameras", "September 2023"
                ),
                _source(2, "Bug.hr (Mreža)", "Što vrijedi za Srbiju, ne vrijedi za Jordan i Keniju", ""),
                _source(3, "Citizen Lab", "Running in Circles & <other> tales", "1 December 2020"),
            )
        ),
        title="Sources",
    )
    sign_off = a_section(
        SignOff(
            statement="I have read this briefing.",
            lines=("Name", "Date", "Signature"),
            identity=(("Fingerprint", "c1" * 32), ("Dataset", "2026-11-22")),
        ),
        title="Sign-off",
    )
    return checklist, card, limits, sources, sign_off


def _source(number: int, publisher: str, title: str, when: str) -> SourceEntry:
    return SourceEntry(
        number=number,
        source_id=SourceId(f"source-{number}"),
        publisher=publisher,
        title=title,
        date=when,
        url=f"https://example.org/serbia/surveillance-cameras-china/{number}",
    )


def a_logo() -> VectorLogo:
    """Make a logo of a square with a round hole."""
    square = (
        Stroke(kind="move", points=((0, 0),)),
        Stroke(kind="line", points=((40, 0),)),
        Stroke(kind="line", points=((40, 20),)),
        Stroke(kind="line", points=((0, 20),)),
        Stroke(kind="close"),
        Stroke(kind="move", points=((20, 4),)),
        Stroke(kind="curve", points=((30, 4), (30, 16), (20, 16))),
        Stroke(kind="curve", points=((10, 16), (10, 4), (20, 4))),
        Stroke(kind="close"),
    )
    return VectorLogo(
        width=40,
        height=20,
        shapes=(Shape(outline=square, fill="#005040", is_even_odd=True),),
        alternative="Example Trust",
    )


def a_picture_logo() -> PictureLogo:
    """Make a logo of a few pixels, half of them see-through."""
    buffer = BytesIO()
    Image.new("RGBA", (60, 20), (0, 80, 64, 128)).save(buffer, "PNG")
    return PictureLogo(width=60, height=20, content=buffer.getvalue(), alternative="Example Trust")


def sample() -> Briefing:
    """Make a briefing with every kind of block."""
    return a_briefing(overview(), destination(), *closing())
