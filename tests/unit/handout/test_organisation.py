"""An organisation file is read strictly: every mistake is named with its file, line and key."""

import struct
import zlib
from pathlib import Path

import pytest

from desktop.assessment.levels import Posture
from desktop.briefing.letterhead import PictureLogo, VectorLogo
from desktop.dataset.codes import CountryCode, Phase
from desktop.errors import OrganisationError
from desktop.handout.contrast import contrast_on_white
from desktop.handout.organisation import read_organisation
from desktop.trip import Profile

SOUND = """\
name = "Example Corp"
classification = "Internal"

[[contacts]]
role = "Desk"
phone = "+1 555 0100"

[[contacts]]
role = "Lawyer"
phone = "+1 555 0101"

[notes]
RS = ["Ask at the reception."]

[floor]
everywhere = "own-hardened"

[floor.countries]
CN = "loan-devices"
"""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *, rows: int | None = None) -> bytes:
    pixels = zlib.compress((b"\0" + b"\x80" * width) * (height if rows is None else rows))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def written(folder: Path, text: str) -> Path:
    path = folder / "organisation.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def refusal(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(OrganisationError) as caught:
        read_organisation(written(folder, text), countries={CountryCode("RS"), CountryCode("CN")})
    return caught.value.problems


def test_the_example_can_be_used(checkout: Path) -> None:
    own = read_organisation(checkout / "resources" / "examples" / "organisation.toml")

    assert own.name == "Example Corp"
    assert isinstance(own.letterhead.logo, VectorLogo)
    assert own.letterhead.logo.alternative == "Example Corp: a compass needle"
    assert own.floor.of(CountryCode("CN"), Profile.GENERAL) is Posture.LOAN_DEVICES
    assert own.floor.of(CountryCode("RS"), Profile.EXECUTIVE) is Posture.REDUCED_DATA
    assert own.advice[Phase.BEFORE]


def test_only_the_name_is_needed(tmp_path: Path) -> None:
    own = read_organisation(written(tmp_path, 'name = "Acme"\n'))

    assert own.name == "Acme"
    assert own.letterhead.logo is None
    assert not own.contacts


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "organisation.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())

    assert len(read_organisation(path).contacts) == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name = "Example Corp"\n', "", "organisation.toml:1: name: the key is missing; add it."),
        ("classification", "clasification", "organisation.toml:2: clasification: no such key is known"),
        ('"Internal"', "7", "organisation.toml:2: classification: “7” is not text in quotes."),
        ('"Internal"', '"' + "x" * 121 + '"', "organisation.toml:2: classification: 121 characters are too long"),
        (
            '"Internal"',
            r'"In\u0007ternal"',
            "organisation.toml:2: classification: it holds the invisible character U+0007",
        ),
        (
            '"Internal"',
            '"In\u202eternal"',
            "organisation.toml:2: classification: it holds the invisible character U+202E",
        ),
        ('"+1 555 0101"', '""', "organisation.toml:10: contacts[2].phone: it is empty"),
        ('phone = "+1 555 0101"\n', "", "organisation.toml:8: contacts[2].phone: the key is missing; add it."),
        (
            '["Ask at the reception."]',
            '"Ask"',
            "organisation.toml:13: notes.RS: “Ask” is not a list in square brackets.",
        ),
        ("RS = [", "QQ = [", "organisation.toml:13: notes.QQ: no country has the code QQ"),
        ("RS = [", "Serbia = [", "organisation.toml:13: notes.Serbia: “Serbia” is no country code"),
        ('"own-hardened"', '"strict"', "organisation.toml:16: floor.everywhere: “strict” is none of own-hardened, "),
        ('"loan-devices"', "4", "organisation.toml:19: floor.countries.CN: “4” is none of own-hardened, "),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in SOUND
    problems = refusal(tmp_path, SOUND.replace(old, new, 1))

    assert len(problems) == 1
    assert problems[0].startswith(problem)
    assert problems[0].endswith(".")


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = SOUND.replace('"Internal"', "7").replace('"loan-devices"', '"soft"').replace('role = "Desk"', "rule = 1")

    assert [line.split(": ")[0] for line in refusal(tmp_path, text)] == [
        "organisation.toml:2",
        "organisation.toml:4",
        "organisation.toml:5",
        "organisation.toml:19",
    ]


def test_what_looks_like_a_key_inside_a_long_text_is_none(tmp_path: Path) -> None:
    text = 'name = "A"\nsign_off = """one\\\nclassification = 3 \\\n"""\nclassification = 4\n'

    assert refusal(tmp_path, text)[0].startswith("organisation.toml:5: classification: ")


def test_broken_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, 'name = "A"\nlogo = \n')

    assert "line 2" in problem


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    assert "nested too deeply" in refusal(tmp_path, "a = " + "[" * 100_000)[0]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"x = '" + b"y" * 300_000 + b"'", "larger than 256 kB"),
        (b'name = "\xff"', "organisation.toml:1: it is not in UTF-8"),
    ],
)
def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "organisation.toml"
    path.write_bytes(content)
    with pytest.raises(OrganisationError, match=problem):
        read_organisation(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match=r"none\.toml: it cannot be read \(No such file"):
        read_organisation(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("colour", "is_sound"), [("#1F4E79", True), ("#767676", True), ("#777777", False), ("red", False)]
)
def test_a_colour_must_be_legible_on_white(tmp_path: Path, colour: str, is_sound: bool) -> None:  # noqa: FBT001
    text = f'name = "A"\n\n[colours]\naccent = "{colour}"\n'
    if is_sound:
        assert read_organisation(written(tmp_path, text)).letterhead.accent == colour.upper()
    else:
        assert refusal(tmp_path, text)[0].startswith("organisation.toml:4: colours.accent: ")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_png_beside_the_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(40, 20))
    logo = read_organisation(written(tmp_path, 'name = "A"\nlogo = "logo.png"\n')).letterhead.logo

    assert isinstance(logo, PictureLogo)
    assert (logo.width, logo.height) == (40, 20)
    assert logo.alternative == "Logo of A"


@pytest.mark.parametrize(
    "name", ["../logo.png", "/etc/passwd", "sub/logo.png", "..", ".", "a\\\\b.png", "C:logo.png", "none.png"]
)
def test_a_logo_elsewhere_or_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, f'name = "A"\nlogo = "{name}"\n')[0].startswith("organisation.toml:2: logo: ")


def test_a_logo_that_is_a_link_to_another_folder_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "outside.png").write_bytes(png(4, 4))
    (home / "logo.png").symlink_to(tmp_path / "outside.png")

    assert "points to another folder" in refusal(home, 'name = "A"\nlogo = "logo.png"\n')[0]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (png(5000, 10, rows=1), "5000 × 10 pixels"),
        (png(0, 10), "0 × 10 pixels"),
        (png(10, 10, rows=3000), "damaged"),
        (png(10, 10)[:-20], "cut short"),
        (png(10, 10)[:40] + b"!" + png(10, 10)[41:], "damaged"),
        (png(10, 10) + b"\0" * 1_100_000, "larger than 1 MB"),
        (b"GIF89a", "neither a PNG nor"),
        (b"", "neither a PNG nor"),
        (b"\xff\xfe\x00", "neither a PNG nor"),
    ],
)
def test_a_bad_picture_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "logo.png").write_bytes(content)

    assert problem in refusal(tmp_path, 'name = "A"\nlogo = "logo.png"\n')[0]
