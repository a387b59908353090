"""Text as it comes: what the fonts carry prints as it stands; what they do not is refused before anything is drawn."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.briefing.model import Cell, Column, Paragraph, Table
from desktop.dataset.store import open_dataset
from desktop.errors import TextError
from desktop.pdf.fonts import carried, printable, register
from desktop.pdf.render import render
from tests.pdf.reading import pages_text
from tests.pdf.sample import a_briefing, a_section, overview, said, with_traveller


@pytest.mark.parametrize(
    "name",
    [
        "A. <b>Example</b> & Söhne",
        "</para><para>",
        "&amp; &lt; {page} %s \\n (x) \\(",
        "Đorđe Šćepanović",
        "Nguyễn Thị Ánh",
        "Сергій Ґалаґан",
        "Ελένη Παπαδοπούλου",
    ],
)
def test_what_the_fonts_carry_prints_as_it_stands(name: str) -> None:
    text = pages_text(render(with_traveller(a_briefing(overview()), name)))[0]
    assert " ".join(name.split()) in text


def test_a_decomposed_name_prints_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Šćepanović")
    assert "Šćepanović" in pages_text(render(with_traveller(a_briefing(overview()), decomposed)))[0]


@pytest.mark.parametrize("name", ["W" * 300, "name " * 60, "very-long-name" * 22])
def test_three_hundred_characters_all_print(name: str) -> None:
    pages = pages_text(render(with_traveller(a_briefing(overview()), name.strip())))
    assert "".join(pages).replace(" ", "").count(name.strip().replace(" ", "")[:14]) >= 1
    letters = name.replace(" ", "")[0]
    assert "".join(pages).count(letters) >= name.count(letters)


def test_more_letters_than_a_subset_of_a_font_holds_all_print() -> None:
    letters = "".join(sorted(letter for letter in carried() if letter.isalpha()))
    assert len(letters) > 3 * 256
    words = " ".join(letters[place : place + 8] for place in range(0, len(letters), 8))
    text = "".join(pages_text(render(a_briefing(a_section(Paragraph(text=said(words)))))))
    # Who reads the file takes ligatures apart.
    missing = set(unicodedata.normalize("NFKC", letters)) - set(unicodedata.normalize("NFKC", text))
    assert missing == set()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("😀", "U+1F600"),
        ("محمد", "U+0645"),
        ("王伟", "U+738B"),
        ("x\u0301", "U+0301"),
        ("a\u200bb", "U+200B"),
        ("a\x00", "U+0000"),
    ],
)
def test_what_the_fonts_do_not_carry_is_refused_by_name(name: str, code: str) -> None:
    with pytest.raises(TextError) as caught:
        render(with_traveller(a_briefing(overview()), name))
    sentence = str(caught.value)
    assert code in sentence
    assert "lines at the top right" in sentence
    assert "Source Sans" in sentence
    assert "by hand" in sentence


@given(st.text(max_size=60))
def test_a_text_prints_whole_or_is_refused(text: str) -> None:
    try:
        shown = printable(text, "a test")
    except TextError:
        return
    faces = register()
    assert all(ord(character) in face.face.charToGlyph for face in faces.values() for character in shown)


def test_every_printable_ascii_character_is_carried() -> None:
    assert carried().issuperset(map(chr, range(0x20, 0x7F)))


def test_markup_in_a_cell_stays_text() -> None:
    table = Table(
        caption="c", columns=(Column(title="T", share=1.0),), rows=((Cell(text=said("<font color=red>x</font>")),),)
    )
    assert "<font color=red>x</font>" in pages_text(render(a_briefing(a_section(table))))[0]


def test_an_empty_text_draws_nothing() -> None:
    assert render(a_briefing(a_section(Paragraph(text=())))).startswith(b"%PDF-1.7")


def test_every_string_of_the_dataset_can_be_drawn(dataset_path: Path) -> None:
    # Names of places in every language are for searching; a title that has a translation is shown in that.
    with open_dataset(dataset_path) as dataset:
        rows = dataset.connection.execute
        tables = [
            name
            for (name,) in rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
            if not name.startswith("place")
        ]
        strings = {
            value
            for table in tables
            for row in rows(f'SELECT * FROM "{table}"')  # noqa: S608 - the names come from the database itself
            for value in row
            if isinstance(value, str)
        }
        strings -= {title for (title,) in rows("SELECT title FROM sources WHERE title_translated <> ''")}
    assert len(strings) > 1000
    for each in strings:
        printable(each, "the dataset")
