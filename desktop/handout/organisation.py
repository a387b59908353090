"""Reads an organisation file: whose briefings these are, in its own words, checked before anything is printed.

The file is described, key by key, in resources/examples/organisation.toml.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.assessment.levels import Posture
from desktop.briefing.letterhead import Letterhead, Logo
from desktop.briefing.own import Floor, OwnContact, OwnWords
from desktop.dataset.codes import CountryCode, Phase
from desktop.dataset.store import Dataset
from desktop.errors import OrganisationError, reason_of
from desktop.handout.contrast import LEAST_CONTRAST, contrast_on_white
from desktop.handout.picture import MAX_LOGO_BYTES, PictureError, read_logo
from desktop.handout.toml_text import line_of, parse
from desktop.i18n import _
from desktop.strict import KeyProblem, StrictError, structure
from desktop.trip import Profile

MAX_FILE_BYTES: Final = 256 * 1024
MAX_LINE: Final = 120
MAX_TEXT: Final = 600
MAX_ITEMS: Final = 30
_SHORT_KEYS: Final = frozenset({"name", "logo", "logo_text", "classification", "duty_phone", "role", "phone"})
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_CODE: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Colours:
    accent: str = ""
    classification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contact:
    role: str
    phone: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Advice:
    before: tuple[str, ...] = ()
    border: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Floor:
    everywhere: Posture = Posture.OWN_HARDENED
    countries: Mapping[str, Posture] = field(default_factory=dict)
    profiles: Mapping[Profile, Posture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The file as it is written."""

    name: str
    logo: str = ""
    logo_text: str = ""
    classification: str = ""
    duty_phone: str = ""
    sign_off: str = ""
    colours: _Colours = field(default_factory=_Colours)
    contacts: tuple[_Contact, ...] = ()
    advice: _Advice = field(default_factory=_Advice)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    floor: _Floor = field(default_factory=_Floor)


def read_organisation(path: Path, *, countries: Collection[CountryCode] | None = None) -> OwnWords:
    """Read an organisation file and the logo beside it; `countries` are the codes that notes and floors may name.

    Raises OrganisationError with every problem, each naming file, line and key.
    """
    text = _text_of(path)
    try:
        sheet = structure(
            parse(text),
            _Sheet,
            {
                Posture: {posture.code: posture for posture in Posture},
                Profile: {profile.value: profile for profile in Profile},
            },
        )
    except StrictError as error:
        raise _refusal(path, text, error.problems) from error
    problems = [*_bad_texts(sheet, ()), *_bad_colours(sheet), *_bad_countries(sheet, countries)]
    logo = None
    if sheet.logo and not problems:
        logo = _logo(path, sheet, problems)
    if problems:
        raise _refusal(path, text, tuple(problems))
    return _own_words(sheet, logo)


def own_words(path: Path | None, dataset: Dataset) -> OwnWords | None:
    """Read an organisation file that speaks of the countries of a dataset; None where no path is given."""
    if path is None:
        return None
    return read_organisation(path, countries={country.code for country in dataset.countries()})


def _own_words(sheet: _Sheet, logo: Logo | None) -> OwnWords:
    return OwnWords(
        letterhead=Letterhead(
            name=sheet.name.strip(),
            logo=logo,
            accent=sheet.colours.accent.upper() or None,
            classification=sheet.classification.strip(),
            classification_colour=sheet.colours.classification.upper() or None,
        ),
        duty_phone=sheet.duty_phone.strip(),
        contacts=tuple(OwnContact(role=each.role, phone=each.phone, name=each.name) for each in sheet.contacts),
        advice=MappingProxyType(
            {
                Phase.BEFORE: sheet.advice.before,
                Phase.BORDER: sheet.advice.border,
                Phase.DURING: sheet.advice.during,
                Phase.AFTER: sheet.advice.after,
            }
        ),
        notes=MappingProxyType({CountryCode(code): notes for code, notes in sheet.notes.items()}),
        floor=Floor(
            everywhere=sheet.floor.everywhere,
            by_country=MappingProxyType(
                {CountryCode(code): posture for code, posture in sheet.floor.countries.items()}
            ),
            by_profile=MappingProxyType(dict(sheet.floor.profiles)),
        ),
        sign_off=sheet.sign_off.strip(),
    )


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        reason = reason_of(error)
        raise OrganisationError(
            (_("{file}: it cannot be read ({reason}); choose another file.").format(file=path.name, reason=reason),)
        ) from error
    if len(content) > MAX_FILE_BYTES:
        raise OrganisationError((_("{file}: it is larger than 256 kB; shorten it.").format(file=path.name),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise OrganisationError(
            (_("{file}:{line}: it is not in UTF-8; save it as UTF-8.").format(file=path.name, line=line),)
        ) from error
    # TOML knows no other line ends, and a lone carriage return would shift every line number after it.
    return text.replace("\r\n", "\n")


def _refusal(path: Path, text: str, problems: tuple[KeyProblem, ...]) -> OrganisationError:
    lines = [line_of(text, problem.key) if problem.key else 0 for problem in problems]
    found = sorted((line, each.shown_key, each.text) for line, each in zip(lines, problems, strict=True))
    return OrganisationError(
        tuple(f"{path.name}:{line}: {key}: {what}." if key else f"{path.name}: {what}." for line, key, what in found)
    )


def _bad_texts(value: object, key: tuple[str | int, ...]) -> Iterator[KeyProblem]:
    """Find texts that are empty where they must not be, too long, too many, or hold control characters."""
    if isinstance(value, str):
        yield from _bad_text(value, key)
    elif isinstance(value, tuple):
        if len(value) > MAX_ITEMS:
            text = _("{n} entries are too many; keep the {most} that matter").format(n=len(value), most=MAX_ITEMS)
            yield KeyProblem(key=key, text=text)
        for place, part in enumerate(value):
            yield from _bad_texts(part, (*key, place))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _bad_texts(part, (*key, str(name)))
    elif is_dataclass(value):
        for each in fields(value):
            yield from _bad_texts(getattr(value, each.name), (*key, each.name))


def _bad_text(text: str, key: tuple[str | int, ...]) -> Iterator[KeyProblem]:
    last = key[-1]
    is_listed = isinstance(last, int)
    if not text.strip() and (is_listed or last in {"role", "phone"} or key == ("name",)):
        yield KeyProblem(key=key, text=_("it is empty; write something or remove it"))
    most = MAX_LINE if last in _SHORT_KEYS else MAX_TEXT
    if len(text) > most:
        said = _("{n} characters are too long; keep it to {most}").format(n=len(text), most=most)
        yield KeyProblem(key=key, text=said)
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _DIRECTIONS:
            said = _("it holds the invisible character U+{code:04X}; remove it, and write one line").format(
                code=ord(character)
            )
            yield KeyProblem(key=key, text=said)
            return


_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Turn the order of what follows, and so can make a text read as another."""


def _bad_colours(sheet: _Sheet) -> Iterator[KeyProblem]:
    for each in fields(sheet.colours):
        colour = getattr(sheet.colours, each.name)
        key = ("colours", each.name)
        if colour and not _COLOUR.fullmatch(colour):
            said = _("“{colour}” is no colour; write it as #1F4E79").format(colour=colour[:40])
            yield KeyProblem(key=key, text=said)
        elif colour and (contrast := contrast_on_white(colour)) < LEAST_CONTRAST:
            said = _("{colour} has a contrast of {contrast:.1f} : 1 on white; choose one of at least {least} : 1")
            yield KeyProblem(
                key=key, text=said.format(colour=colour, contrast=int(contrast * 10) / 10, least=LEAST_CONTRAST)
            )


def _bad_countries(sheet: _Sheet, countries: Collection[CountryCode] | None) -> Iterator[KeyProblem]:
    for key, table in ((("notes",), sheet.notes), (("floor", "countries"), sheet.floor.countries)):
        for code in table:
            if not _CODE.fullmatch(code):
                said = _("“{code}” is no country code; write two capital letters such as RS").format(code=code[:40])
                yield KeyProblem(key=(*key, code), text=said)
            elif countries is not None and code not in countries:
                said = _("no country has the code {code}; look it up with “forewarned search”").format(code=code)
                yield KeyProblem(key=(*key, code), text=said)


def _logo(path: Path, sheet: _Sheet, problems: list[KeyProblem]) -> Logo | None:
    """Read the logo, which lies beside the organisation file and nowhere else."""
    name = sheet.logo
    beside = path.parent / name
    if name != Path(name).name or name in {".", ".."} or "\\" in name or ":" in name or "\0" in name:
        said = _("“{name}” is not a plain file name; put the logo beside this file and name it").format(name=name)
        problems.append(KeyProblem(key=("logo",), text=said))
        return None
    try:
        if beside.resolve().parent != path.parent.resolve():
            said = _("“{name}” points to another folder; put the logo itself beside this file").format(name=name)
            problems.append(KeyProblem(key=("logo",), text=said))
            return None
        if not beside.is_file():
            said = _("there is no file “{name}” beside this one; put it there or correct its name").format(name=name)
            problems.append(KeyProblem(key=("logo",), text=said))
            return None
        with beside.open("rb") as file:
            content = file.read(MAX_LOGO_BYTES + 1)
    except OSError as error:
        said = _("“{name}” cannot be read ({reason}); check its permissions").format(name=name, reason=reason_of(error))
        problems.append(KeyProblem(key=("logo",), text=said))
        return None
    try:
        return read_logo(content, sheet.logo_text or _("Logo of {name}").format(name=sheet.name))
    except PictureError as error:
        problems.append(KeyProblem(key=("logo",), text=_("“{name}” {what}").format(name=name, what=error)))
        return None
