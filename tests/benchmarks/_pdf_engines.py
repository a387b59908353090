"""The same words for four engines: each turns a briefing into its own source once, and that into a PDF many times.

Maps, timelines, the pocket card and the boxes of page one stay out for all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files

from desktop.briefing.model import (
    Briefing,
    BulletList,
    Cell,
    Checklist,
    Heading,
    Paragraph,
    SourceList,
    Span,
    Table,
    Text,
)

FONTS = str(files("font_source_sans_pro") / "files")
NAME = "TRAVELLER-NAME"
Shared = Heading | Paragraph | BulletList | Table | Checklist | SourceList
Draw = Callable[[str], bytes]
"""Draws the content for a traveller of this name."""


def shared_content(briefing: Briefing) -> Briefing:
    """Keep what every engine can set, with the traveller's name above the first title."""
    first, *others = [
        replace(section, blocks=tuple(block for block in section.blocks if isinstance(block, Shared)))
        for section in briefing.sections
    ]
    return replace(briefing, sections=(replace(first, kicker=NAME), *others))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: what it is, and its rows of cells, a cell being texts one below the other."""

    kind: str
    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    shares: tuple[float, ...] = ()

    @property
    def text(self) -> Text:
        """The only text of a heading or paragraph."""
        return self.rows[0][0][0]


def pieces(briefing: Briefing) -> Iterator[Piece]:
    """Yield the content in reading order."""
    for section in briefing.sections:
        yield _single("note", section.kicker)
        yield _single("h1", section.title)
        yield from (_single("note", line) for line in section.aside)
        for block in section.blocks:
            yield from _pieces(block)


def _pieces(block: object) -> Iterator[Piece]:
    match block:
        case Heading():
            yield _single(f"h{block.level}", block.text)
        case Paragraph():
            yield Piece(block.role.value, (((block.text,),),))
        case BulletList():
            yield Piece("list", tuple(((item,),) for item in block.items))
        case Table():
            head = tuple((_words(column.title),) for column in block.columns)
            rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
            yield Piece("table", (head, *rows), tuple(column.share for column in block.columns))
        case Checklist():
            yield _single("h2", block.title)
            items = tuple(((_words(item.action), (*item.why, *_words(f" {item.stops}"))),) for item in block.items)
            yield Piece("checks", items)
        case SourceList():
            texts = [f"{each.publisher}: {each.title}, {each.date}. {each.address}" for each in block.entries]
            yield Piece("sources", tuple(((_words(text),),) for text in texts))


def _single(kind: str, text: str) -> Piece:
    return Piece(kind, (((_words(text),),),))


def _words(text: str) -> Text:
    return (Span(text=text),)


def _cell(cell: Cell) -> tuple[Text, ...]:
    mark = (_words(cell.mark.word),) if cell.mark else ()
    return tuple(text for text in (*mark, cell.text, cell.detail) if text)


def forewarned(briefing: Briefing) -> Draw:
    """Draw with Forewarned: tagged as PDF/UA-1."""
    from desktop.pdf.render import render

    first, *others = briefing.sections

    def draw(name: str) -> bytes:
        return render(replace(briefing, sections=(replace(first, kicker=name), *others)))

    return draw


def typst(briefing: Briefing) -> Draw:
    """Draw with Typst: tagged, and checked against PDF/UA-1 by Typst itself."""
    import typst as engine

    source = _typst_source(briefing)
    compiler = engine.Compiler(font_paths=[FONTS], ignore_system_fonts=True)

    def draw(name: str) -> bytes:
        made = compiler.compile(input=source.replace(NAME, name).encode(), format="pdf", pdf_standards="ua-1")
        assert isinstance(made, bytes)
        return made

    return draw


_TYPST_HEAD = """#set document(title: "Briefing")
#set text(font: "Source Sans Pro", size: 9.5pt, lang: "en")
#set page(paper: "a4", margin: (x: 18mm, y: 16mm), footer: context [Dataset #h(1fr) #counter(page).display()])
#set par(leading: 0.55em)
#show heading.where(level: 1): set text(21pt)
#show heading.where(level: 2): set text(12.5pt, rgb("#1F4E79"))
#set table(stroke: (x: none, y: 0.5pt + rgb("#D5DADF")), inset: 4pt)
#let cite-to(n) = super(link(label("s" + n), n))
#let tick = box(rect(width: 9pt, height: 9pt, stroke: 0.9pt))
"""


def _typst_source(briefing: Briefing) -> str:
    parts = [_TYPST_HEAD]
    for piece in pieces(briefing):
        rows = [[" #linebreak() ".join(map(_typst_text, cell)) for cell in row] for row in piece.rows]
        match piece.kind:
            case "h1" | "h2" | "h3":
                parts.append(f"{'=' * int(piece.kind[1])} {rows[0][0]}\n")
            case "table":
                head, *body = [", ".join(f"[{cell}]" for cell in row) for row in rows]
                shares = ", ".join(f"{share * 100:.1f}fr" for share in piece.shares)
                parts.append(f"#table(columns: ({shares},), table.header({head}), {', '.join(body)})\n")
            case "list":
                parts.append(f"#list({', '.join(f'[{row[0]}]' for row in rows)})\n")
            case "checks":
                boxes = ", ".join(f"[#tick #h(4pt) {row[0]}]" for row in rows)
                parts.append(f"#columns(2)[#list(marker: none, {boxes})]\n")
            case "sources":
                entries = ", ".join(f'[{row[0]} #label("s{number}")]' for number, row in enumerate(rows, start=1))
                parts.append(f"#columns(2)[#set text(8pt)\n#enum({entries})]\n")
            case "note":
                parts.append(f"#text(8pt)[{rows[0][0]}]\n")
            case _:
                parts.append(f"{rows[0][0]}\n")
    return "\n".join(parts)


def _typst_text(text: Text) -> str:
    found = []
    for span in text:
        literal = '"' + span.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        found.append(f"#strong({literal});" if span.bold else f"#text({literal});")
        found += [f'#cite-to("{number}");' for number in span.cites]
    return "".join(found)


def weasyprint(briefing: Briefing) -> Draw:
    """Draw with WeasyPrint: tagged as PDF/UA-1."""
    from weasyprint import HTML

    source = _html_source(briefing)

    def draw(name: str) -> bytes:
        made = HTML(string=source.replace(NAME, name)).write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True)
        assert isinstance(made, bytes)
        return made

    return draw


_STYLE = """@page {size: A4; margin: 16mm 18mm; @bottom-right {content: counter(page)}}
body {font: 9.5pt/1.36 "Source Sans Pro"; color: #1B2127} h1 {font-size: 21pt} h2 {font-size: 12.5pt; color: #1F4E79}
table {width: 100%; border-collapse: collapse; table-layout: fixed} td, th {text-align: left; vertical-align: top;
padding: 4pt; border-bottom: 0.5pt solid #D5DADF} .note, ol {font-size: 8pt} .two {columns: 2} a {color: #1F4E79}
tr, li {break-inside: avoid} h1, h2, h3 {break-after: avoid} input {width: 10pt; height: 10pt}"""


def _html_source(briefing: Briefing) -> str:
    faces = "".join(
        f'@font-face {{font-family: "Source Sans Pro"; font-weight: {weight}; '
        f'src: url("file://{FONTS}/SourceSansPro-{face}.ttf")}}'
        for face, weight in (("Regular", 400), ("Semibold", 600), ("Bold", 700))
    )
    parts = [
        f'<html lang="{briefing.language}"><head><title>{escape(briefing.title)}</title>',
        f"<style>{faces}{_STYLE}</style></head><body>",
    ]
    for piece in pieces(briefing):
        rows = [["<br>".join(map(_html_text, cell)) for cell in row] for row in piece.rows]
        match piece.kind:
            case "h1" | "h2" | "h3":
                parts.append(f"<{piece.kind}>{rows[0][0]}</{piece.kind}>")
            case "table":
                columns = "".join(f'<col style="width:{share * 100:.1f}%">' for share in piece.shares)
                head, *body = rows
                titles = "".join(f'<th scope="col">{cell}</th>' for cell in head)
                lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
                parts.append(f"<table>{columns}<thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>")
            case "list":
                parts.append(f"<ul>{''.join(f'<li>{row[0]}</li>' for row in rows)}</ul>")
            case "checks":
                box = '<label><input type="checkbox" name="{0}-{1}">{2}</label>'
                lines = "".join(f"<li>{box.format(len(parts), at, row[0])}</li>" for at, row in enumerate(rows))
                parts.append(f'<ul class="two">{lines}</ul>')
            case "sources":
                lines = "".join(f'<li id="s{number}">{row[0]}</li>' for number, row in enumerate(rows, start=1))
                parts.append(f'<ol class="two">{lines}</ol>')
            case _:
                parts.append(f'<p class="{piece.kind}">{rows[0][0]}</p>')
    return "".join((*parts, "</body></html>"))


def _html_text(text: Text) -> str:
    found = []
    for span in text:
        found.append(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text))
        found += [f'<sup><a href="#s{number}">{number}</a></sup>' for number in span.cites]
    return "".join(found)


def fpdf2(briefing: Briefing) -> Draw:
    """Draw with fpdf2, which writes no tags for text; source numbers stand in line, without links."""
    from fpdf import FPDF

    content = list(pieces(briefing))

    def draw(name: str) -> bytes:
        pdf = FPDF(format="A4", unit="pt")
        pdf.set_margins(51, 45)
        pdf.set_auto_page_break(auto=True, margin=45)
        for style, face in (("", "Regular"), ("B", "Semibold")):
            pdf.add_font("Sans", style, f"{FONTS}/SourceSansPro-{face}.ttf")
        pdf.add_page()
        for piece in content:
            rows = [["\n".join(map(_flat, cell)).replace(NAME, name) for cell in row] for row in piece.rows]
            bold, size = {"h1": ("B", 21), "h2": ("B", 12.5), "note": ("", 8)}.get(piece.kind, ("", 9.5))
            pdf.set_font("Sans", bold, size)
            if piece.kind == "table":
                with pdf.table(col_widths=piece.shares, line_height=13, borders_layout="HORIZONTAL_LINES") as table:
                    for row in rows:
                        table.row(row)
                continue
            for row in rows:
                for cell in row:
                    pdf.multi_cell(0, size * 1.36, cell, new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    return draw


def _flat(text: Text) -> str:
    return "".join(" ".join((span.text, *map(str, span.cites))) for span in text)


ENGINES: dict[str, Callable[[Briefing], Draw]] = {
    "Forewarned": forewarned,
    "Typst": typst,
    "WeasyPrint": weasyprint,
    "fpdf2": fpdf2,
}
