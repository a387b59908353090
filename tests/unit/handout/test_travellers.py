"""A list of travellers is read as spreadsheets write it, and never read as something it does not say."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import TravellersError
from desktop.handout.travellers import MAX_ROWS, Order, read_travellers
from desktop.trip import Profile

HEADER = "traveller,reference,destinations,arrive,leave,profile,paper,language"


def read(folder: Path, content: str | bytes) -> tuple[Order, ...]:
    path = folder / "travellers.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_travellers(path)


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(TravellersError) as caught:
        read(folder, content)
    return str(caught.value)


def row(folder: Path, cells: str) -> Order:
    (order,) = read(folder, f"{HEADER}\n{cells}\n")
    return order


def test_a_row_becomes_an_order(tmp_path: Path) -> None:
    order = row(tmp_path, "Ana Jović,R-1,Serbia;UY,2027-01-10,2027-01-17,journalist,letter,en")

    assert order == Order(
        row=1,
        line=2,
        traveller="Ana Jović",
        reference="R-1",
        destinations=("Serbia", "UY"),
        arrive=date(2027, 1, 10),
        leave=date(2027, 1, 17),
        profile=Profile.JOURNALIST,
        paper="letter",
    )


def test_the_example_can_be_read(checkout: Path) -> None:
    orders = read_travellers(checkout / "resources" / "examples" / "travellers.csv")

    assert len(orders) > 1
    assert not any(order.problem for order in orders)


def test_what_is_left_empty_has_a_default(tmp_path: Path) -> None:
    (order,) = read(tmp_path, "destinations,traveller\nRS,Ana\n")

    assert (order.profile, order.paper, order.arrive) == (Profile.GENERAL, "a4", None)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_separator_is_met(tmp_path: Path, separator: str) -> None:
    header = separator.join(("traveller", "destinations", "arrive"))
    (order,) = read(tmp_path, f"{header}\r\n" + separator.join(("A, B", "x")).replace("A, B", '"A, B"') + separator * 1)

    assert order.traveller == "A, B"


def test_a_separator_named_in_the_first_line_is_taken(tmp_path: Path) -> None:
    (order,) = read(tmp_path, 'sep=;\r\ntraveller;destinations\r\nAna;"RS;UY"\r\n')

    assert order.destinations == ("RS", "UY")
    assert order.line == 3


def test_habits_of_spreadsheets_are_met(tmp_path: Path) -> None:
    content = (
        "\ufeffTraveller;Reference;Destinations;Arrive\r\n"
        '"Ana\r\nJović";1;"RS\r\nUY";2027-01-10\r\n'
        ";;;\r\n"
        "Bob;2;CN;\r\n"
        ";;;\r\n\r\n   \r\n"
    )
    first, second = read(tmp_path, content)

    assert (first.traveller, first.destinations, first.line) == ("Ana Jović", ("RS", "UY"), 2)
    assert (second.row, second.line) == (2, 6)


def test_marks_that_nobody_sees_fall_away(tmp_path: Path) -> None:
    order = row(tmp_path, "\u200bAna\u00a0\u202eJović\ufeff,,R\u200eS,,,,,")

    assert (order.traveller, order.destinations) == ("Ana Jović", ("RS",))


def test_words_may_be_written_with_capitals_and_spaces(tmp_path: Path) -> None:
    order = row(tmp_path, "A,,RS,,,Human Rights, A4 ,EN")

    assert (order.profile, order.paper, order.problem) == (Profile.HUMAN_RIGHTS, "a4", "")


def test_a_date_may_carry_its_midnight(tmp_path: Path) -> None:
    order = row(tmp_path, "A,,RS,2027-01-10 00:00:00,2027-01-17T00:00,,,")

    assert (order.arrive, order.leave) == (date(2027, 1, 10), date(2027, 1, 17))
    assert "is no date" in row(tmp_path, "A,,RS,2027-01-10 23:00,,,,").problem


def test_a_reference_can_stand_for_a_name(tmp_path: Path) -> None:
    assert not row(tmp_path, ",R-1,RS,,,,,").problem


def test_names_are_kept_as_one_form_of_the_same_letters(tmp_path: Path) -> None:
    assert row(tmp_path, "Jovic\u0301,,RS,,,,,").traveller == "Jović"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("A,,,,,,,", "destinations: there is none"),
        ("A,,RS,10.01.2027,,,,", "arrive: “10.01.2027” can be read in more than one way; write the date as 2027-01-10"),
        ("A,,RS,01/02/2027,,,,", "arrive: “01/02/2027” can be read in more than one way"),
        ("A,,RS,20270110,,,,", "arrive: “20270110” can be read in more than one way"),
        ("A,,RS,2027/01/10,,,,", "arrive: “2027/01/10” is no date as it is written here; write 2027-01-10"),
        ("A,,RS,10 Jan 2027,,,,", "arrive: “10 Jan 2027” is no date as it is written here; write 2027-01-10"),
        (",,RS,,,,,", "traveller: there is neither a name nor a reference; fill one in"),
        ("A,,RS,,46032,,,", "leave: “46032” is how a spreadsheet counts days; write 2026-01-10 if that is meant"),
        ("A,,RS,2027-02-30,,,,", "arrive: there is no 2027-02-30 in the calendar"),
        ("A,,RS,,,spy,,", "profile: “spy” is none of general, business"),
        ("A,,RS,,,,a5,", "paper: “a5” is none of a4, letter"),
        ("A,,RS,,,,,sr", "language: there is no briefing in “sr” yet"),
        ("A,,RS", "the row has 3 cells and the header 8"),
        ("A,,RS,,,,,,extra", "the row has 9 cells and the header 8"),
        ("A" * 121 + ",,RS,,,,,", "traveller: 121 characters are too long; keep it to 120"),
        ("A\x07,,RS,,,,,", "traveller: it holds the invisible character U+0007"),
        ("A,," + ";".join(["RS"] * 13) + ",,,,,", "destinations: 13 are too many"),
    ],
)
def test_a_bad_cell_is_the_problem_of_its_row(tmp_path: Path, cells: str, problem: str) -> None:
    bad, good = read(tmp_path, f"{HEADER}\n{cells}\nBob,,RS,,,,,\n")

    assert bad.problem.startswith(problem)
    assert (bad.row, bad.line) == (1, 2)
    assert not good.problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("traveller,destination\nA,RS\n", "travellers.csv:1: no column is called “destination” (destinations?); "),
        ("name;country\nA;RS\n", "travellers.csv:1: no columns are called “name”, “country”; rename or remove them"),
        ("traveller,destinations,traveller\n", "travellers.csv:1: the column traveller stands there twice"),
        ("traveller,arrive\nA,\n", "travellers.csv:1: the column destinations is missing"),
        ("", "travellers.csv:1: the column traveller is missing"),
        (f"{HEADER}\n", "travellers.csv: there is no traveller in it"),
        (f'{HEADER}\nA,,RS,,,,,\n"B,,RS\n', "travellers.csv:3: the quotes are broken"),
        (b"PK\x03\x04rest", "travellers.csv: this is a spreadsheet, not a CSV file"),
        (f"{HEADER}\nJovi\u0107,,RS\n".encode("utf-16"), "travellers.csv:1: it is not in UTF-8"),
        (f"{HEADER}\nM\u00fcller,,RS\n".encode("cp1252"), "travellers.csv:2: it is not in UTF-8"),
        (b"traveller,destinations\nA\0,RS\n", "travellers.csv:2: it holds a zero byte"),
        (b"x" * (8 * 1024 * 1024 + 1), "travellers.csv: it is larger than 8 MB"),
        ("traveller,destinations\n" + "A,RS\n" * (MAX_ROWS + 1), "travellers.csv:20002: there are more than 20000"),
    ],
)
def test_a_file_that_is_no_list_of_travellers_is_refused(tmp_path: Path, content: str | bytes, problem: str) -> None:
    assert refusal(tmp_path, content).startswith(problem)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TravellersError, match="cannot be read"):
        read_travellers(tmp_path / "none.csv")
