"""Every way a cell can be wrong, and the one line that says so."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.dataset import sheet
from desktop.errors import DatasetBuildError
from tests.unit.dataset.small_facts import Facts, build_small


def problems_of(data: Path, target: Path) -> tuple[str, ...]:
    """Return the problems that a build lists."""
    with pytest.raises(DatasetBuildError) as caught:
        build_small(data, target)
    assert not target.exists()
    assert not target.parent.exists()
    return caught.value.problems


@pytest.mark.parametrize(
    ("name", "column", "cell", "problem"),
    [
        (
            "laws",
            "topic",
            "vpnn",
            "“vpnn” is no topic; did you mean vpn? use one of encryption-import, encryption-use, ",
        ),
        ("laws", "topic", "", "the cell is empty; fill it in"),
        ("laws", "level", "partial", "“partial” is no level; use one of none, limited, broad"),
        ("laws", "country", "UK", "“UK” is no country; use an ISO 3166-1 alpha-2 code, XK for Kosovo"),
        ("laws", "country", "rs", "“rs” is no country; use an ISO 3166-1 alpha-2 code, XK for Kosovo"),
        ("laws", "since", "2010-13", "“2010-13” is no date (month must be in 1..12); write a day that exists"),
        ("laws", "since", "May 2010", "“May 2010” is no date; write 2019, 2019-04 or 2019-04-21"),
        ("laws", "summary", "", "the cell is empty; fill it in"),
        ("laws", "summary", "x" * 281, "281 characters is too long; keep to 280"),
        ("laws", "summary", " Rule.", "white space stands at an end or is doubled; use single spaces between words"),
        ("laws", "summary", "A  rule.", "white space stands at an end or is doubled; use single spaces between words"),
        (
            "laws",
            "summary",
            "A\u00a0rule.",
            "white space stands at an end or is doubled; use single spaces between words",
        ),
        ("laws", "summary", "A\u202erule.", "the invisible character U+202E stands in it; remove it"),
        ("laws", "summary", "A rule\nof two lines.", "the invisible character U+000A stands in it; remove it"),
        ("laws", "summary", "\ufeffA rule.", "the invisible character U+FEFF stands in it; remove it"),
        ("laws", "summary", "Cafe\u0301", "letters and accents are stored apart; save the text in composed form (NFC)"),
        ("laws", "since", " ", "there is only white space; leave the cell empty"),
        ("laws", "source_ids", "", "the cell is empty; fill it in"),
        ("laws", "source_ids", "wire-2021", "“wire-2021” is not in sources.csv; did you mean wire-2020?"),
        ("laws", "source_ids", "zzzz", "“zzzz” is not in sources.csv; correct it or add its row"),
        ("laws", "source_ids", "wire-2020; registry-2021", "an entry is empty or has a space beside the semicolon; "),
        ("laws", "source_ids", "wire-2020;", "an entry is empty or has a space beside the semicolon; write a;b"),
        ("laws", "source_ids", "wire-2020;wire-2020", "“wire-2020” stands twice; name it once"),
        ("laws", "confidence", "sure", "“sure” is no confidence; use one of low, medium, high"),
        ("laws", "law_id", "RS_sim", "“RS_sim” is no id; use lower-case letters, digits and single hyphens"),
        ("sources", "url", "ftp://wire.example", "it is no web address; start it with https:// or http:// and keep"),
        ("sources", "url", "javascript:alert(1)", "it is no web address; start it with https:// or http:// and keep"),
        ("sources", "published", "2026-12", "2026-12 lies after the date of these facts, 2026-11-25; mend one of them"),
        (
            "sources",
            "kind",
            "blog",
            "“blog” is no kind; use one of government, ngo, academic, press, vendor, index, legal",
        ),
        ("sources", "publisher", "", "the cell is empty; fill it in"),
        (
            "suppliers",
            "ownership",
            "public",
            "“public” is no ownership; use one of state-owned, state-linked, private,",
        ),
        ("suppliers", "products", "lasers", "“lasers” is no code of products; use one of safe-city, smart-city, "),
        ("deployments", "supplier_ids", "acmme", "“acmme” is not in suppliers.csv; did you mean acme?"),
        ("deployments", "technology", "", "the cell is empty; fill it in"),
        ("deployments", "status", "open", "“open” is no status; use one of operational, "),
        ("deployments", "until", "2018", "2018 lies before since (2019-02); correct one of them"),
        ("indicators", "indicator", "rsf-score", "“rsf-score” is no indicator; did you mean "),
        (
            "indicators",
            "value",
            "free",
            "“free” is no value; did you mean Free? use one of Free, Partly Free, Not Free",
        ),
        ("indicators", "year", "2027", "“2027” is no whole number from 1900 to 2026; correct it"),
        ("indicators", "source_id", "wire", "“wire” is not in sources.csv; did you mean wire-2020?"),
        ("restrictions", "imposed_by", "XX", "“XX” is no country; use an ISO 3166-1 alpha-2 code, XK for Kosovo, EU"),
        ("restrictions", "supplier_id", "acne", "“acne” is not in suppliers.csv; did you mean acme?"),
        ("jurisdictions", "duty", "help", "“help” is no duty; use one of assist-intelligence, technical-assistance, "),
        ("vulnerabilities", "cve", "2019-3948", "“2019-3948” has not the form of CVE-2019-3948; correct it"),
        ("vulnerabilities", "cvss", "11", "“11” is no number from 0 to 10; correct it"),
        ("vulnerabilities", "cvss", "7,5", "“7,5” is no number from 0 to 10; correct it"),
        ("vulnerabilities", "cvss_version", "", "a score and the version of its scale go together; fill in both or "),
        (
            "vulnerabilities",
            "known_exploited",
            "no",
            "only a weakness known to be exploited has this date; empty it or ",
        ),
        (
            "vulnerabilities",
            "exposes",
            "sound",
            "“sound” is no code of exposes; use one of audio, video, credentials, takeover, ",
        ),
        ("advice", "headline", "x" * 49, "49 characters is too long; keep to 48"),
        ("advice", "action", "x" * 161, "161 characters is too long; keep to 160"),
        ("advice", "why", "x" * 161, "161 characters is too long; keep to 160"),
        (
            "advice",
            "risks",
            "exposes-sound",
            "“exposes-sound” is no code of risks; did you mean exposes-audio? use one of ",
        ),
        ("advice", "weight", "6", "“6” is no whole number from 1 to 5; correct it"),
        (
            "advice",
            "postures",
            "stay-home",
            "“stay-home” is no code of postures; use one of own-hardened, reduced-data, ",
        ),
        (
            "advice",
            "profiles",
            "spy",
            "“spy” is no code of profiles; use one of general, business, executive, journalist, ",
        ),
        (
            "advice",
            "devices",
            "watch",
            "“watch” is no code of devices; use one of phone, laptop, tablet, camera, accounts, any",
        ),
    ],
)
def test_wrong_cell_is_one_line_that_says_where_and_how(
    facts: Facts, target: Path, name: str, column: str, cell: str, problem: str
) -> None:
    facts.change(name, column, cell)
    (line,) = problems_of(facts.write(), target)
    stated = "kev_added" if column == "known_exploited" else column
    assert line.startswith(f"data/facts/{name}.csv:2: {stated}: {problem}")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("maker", "problem"),
    [
        ("relabel", "“relabel” is itself a resold brand; name the maker of the equipment"),
        ("acmee", "“acmee” is not in suppliers.csv; did you mean acme?"),
        ("acme;relabel", "a brand has one maker; name only one"),
    ],
)
def test_brand_has_one_known_maker(facts: Facts, target: Path, maker: str, problem: str) -> None:
    facts.change("suppliers", "made_by", maker, row=1)
    assert problems_of(facts.write(), target) == (f"data/facts/suppliers.csv:3: made_by: {problem}",)


def test_only_what_is_planned_may_start_after_the_dataset(facts: Facts, target: Path) -> None:
    facts.change("deployments", "status", "reported", row=1)
    assert problems_of(facts.write(), target) == (
        "data/facts/deployments.csv:3: since: 2028 lies after the date of these facts, 2026-11-25; mend one of them",
    )


def test_all_problems_are_listed_at_once_in_order(facts: Facts, target: Path) -> None:
    facts.change("laws", "topic", "vpnn")
    facts.change("laws", "country", "ZZ")
    facts.change("deployments", "status", "gone", row=1)
    facts.change("sources", "kind", "blog", row=1)
    with pytest.raises(DatasetBuildError) as caught:
        build_small(facts.write(), target)
    places = [problem.split(": ")[:2] for problem in caught.value.problems]
    assert places == [
        ["data/facts/deployments.csv:3", "status"],
        ["data/facts/laws.csv:2", "country"],
        ["data/facts/laws.csv:2", "topic"],
        ["data/facts/sources.csv:3", "kind"],
    ]
    assert str(caught.value).endswith("\n4 problems; nothing was written.")


def test_line_is_where_the_row_starts_in_the_file(facts: Facts, target: Path) -> None:
    facts.change("deployments", "summary", "Three\nlines\nhere.")
    facts.change("deployments", "status", "gone", row=1)
    lines = [re.match(r"[^:]+:(\d+): (\w+)", problem) for problem in problems_of(facts.write(), target)]
    assert [match and match.groups() for match in lines] == [("2", "summary"), ("5", "status")]


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("laws", "rs-cameras"),
        ("advice", "acme"),
        ("restrictions", "cn-intelligence"),
        ("vulnerabilities", "ind-rs-fiw-score-2026"),
    ],
)
def test_id_stands_once_over_all_kinds(facts: Facts, target: Path, name: str, again: str) -> None:
    facts.change(name, next(iter(facts.rows[name][0])), again)
    (problem,) = problems_of(facts.write(), target)
    assert re.fullmatch(
        rf"data/facts/\w+\.csv:\d+: id: “{again}” already stands in data/facts/\w+\.csv:\d+; rename or remove one",
        problem,
    )


def test_source_stands_once(facts: Facts, target: Path) -> None:
    facts.rows["sources"].append(dict(facts.rows["sources"][0]))
    (problem,) = problems_of(facts.write(), target)
    assert problem == (
        "data/facts/sources.csv:4: source_id: “wire-2020” already stands in data/facts/sources.csv:2; "
        "rename or remove one"
    )


@pytest.mark.parametrize(
    ("mangle", "problem"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, "1: file: it starts with a byte-order mark; save it as UTF-8 without one"),
        (lambda raw: raw.replace(b"SIM", b"\xe9"), "2: file: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (lambda raw: raw.replace(b"topic,", b"theme,"), "1: theme: no such column is known; use law_id, country, "),
        (lambda raw: raw.replace(b"since,", b"topic,"), "1: topic: the column stands twice in the header; remove one"),
        (lambda raw: raw.replace(b"topic,", b"theme,"), "1: topic: the column is missing; add it to the header"),
        (lambda raw: raw + b"\n", "3: row: the line is empty; remove it"),
        (lambda raw: raw + b"a,b\n", "3: row: 2 cells where the header has 8; check commas and quotes"),
        (lambda raw: raw + b'"a\n', "3: row: the quoting is broken (unexpected end of data); close or double the "),
        (lambda _: b"", "1: law_id: the column is missing; add it to the header"),
    ],
)
def test_broken_sheet_is_said(facts: Facts, target: Path, mangle: Callable[[bytes], bytes], problem: str) -> None:
    data = facts.write()
    facts.path("laws").write_bytes(mangle(facts.path("laws").read_bytes()))
    assert any(line.startswith(f"data/facts/laws.csv:{problem}") for line in problems_of(data, target))


def test_missing_sheet_is_said(facts: Facts, target: Path) -> None:
    data = facts.write()
    facts.path("laws").unlink()
    assert problems_of(data, target) == (
        "data/facts/laws.csv:1: file: the file is missing; add it, with its header row at least",
    )


def test_unreadable_sheet_is_said(facts: Facts, target: Path) -> None:
    data = facts.write()
    facts.path("laws").unlink()
    facts.path("laws").mkdir()
    (problem,) = problems_of(data, target)
    assert re.fullmatch(r"data/facts/laws.csv:1: file: it cannot be read \(.+\); check its permissions", problem)


def test_row_without_id_is_said_once(facts: Facts, target: Path) -> None:
    facts.rows["laws"] += [facts.rows["laws"][0] | {"law_id": ""}, facts.rows["laws"][0] | {"law_id": ""}]
    assert problems_of(facts.write(), target) == (
        "data/facts/laws.csv:3: law_id: the cell is empty; fill it in",
        "data/facts/laws.csv:4: law_id: the cell is empty; fill it in",
    )


def test_huge_sheet_is_refused_unread(facts: Facts, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = facts.write()
    monkeypatch.setattr(sheet, "MAX_FILE_BYTES", 100)
    assert "is too large; keep it below 100 bytes" in "".join(problems_of(data, target))


@pytest.mark.parametrize(("text", "problem"), [(None, "the file is missing; "), ("soon\n", "it holds no date; ")])
def test_dataset_needs_its_date(facts: Facts, target: Path, text: str | None, problem: str) -> None:
    version = facts.write() / "facts" / "VERSION"
    version.unlink()
    if text is not None:
        version.write_text(text, encoding="utf-8")
    (line,) = problems_of(facts.data, target)
    assert line.startswith(f"data/facts/VERSION:1: version: {problem}")


def test_windows_line_ends_are_read(facts: Facts, target: Path) -> None:
    data = facts.write()
    facts.path("laws").write_bytes(facts.path("laws").read_bytes().replace(b"\n", b"\r\n"))
    build_small(data, target)
    assert target.exists()
