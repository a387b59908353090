"""Let veraPDF judge a set of briefings against PDF/UA-1; `make verapdf` runs this.

Fetches the validator with Maven into build/verapdf once. Exits 1, saying why, where it cannot judge or finds a fault.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.letterhead import Letterhead
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import Dataset, open_dataset
from desktop.pdf.render import Paper, render
from desktop.trip import Profile, Stop, Trip
from tests.pdf.sample import a_logo, a_picture_logo, sample

VERSION = "1.28.2"
FOLDER = Path(__file__).parent.parent.parent / "build" / "verapdf"
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_PROJECT = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>forewarned</groupId><artifactId>judge</artifactId><version>1</version>
<dependencies><dependency><groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId>
<version>{VERSION}</version></dependency></dependencies></project>
"""


def validator(java: str, maven: str) -> list[str]:
    """Return the command that starts the validator; fetch it if it is not there."""
    library = FOLDER / f"lib-{VERSION}"
    if not library.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "pom.xml").write_text(_PROJECT, encoding="utf-8")
        fetched = FOLDER / "lib-new"
        shutil.rmtree(fetched, ignore_errors=True)
        subprocess.run(
            [maven, "-q", "-B", "-f", "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={fetched}"],
            cwd=FOLDER,
            check=True,
        )
        fetched.rename(library)
    return [java, "-cp", f"{library}/*", _MAIN]


def briefings(dataset: Dataset) -> Iterator[tuple[str, Briefing, Paper]]:
    """Yield the set: every kind of briefing that the program can make."""
    service = BriefingService(dataset=dataset, method=shipped_method())

    def made(*codes: str, profile: Profile = Profile.GENERAL, is_short: bool = False, signed: bool = False) -> Briefing:
        trip = Trip(stops=tuple(Stop(country=CountryCode(code)) for code in codes), profile=profile)
        return service.compose(service.prepare(trip), BriefingOptions(is_short=is_short, has_sign_off=signed))

    longest = max(dataset.countries(), key=lambda country: len(dataset.facts_for(country.code).deployments)).code
    yield "every-block", sample(), Paper.A4
    yield "one-stop", made("CN"), Paper.A4
    yield "two-stops-signed", made("RS", "UY", signed=True), Paper.A4
    yield "five-stops", made("US", "CN", "AE", "DE", "PK"), Paper.A4
    yield f"longest-{longest}", made(longest), Paper.A4
    yield "nothing-documented", made("VA"), Paper.A4
    yield "letter", made("RS", "UY"), Paper.LETTER
    yield "short", made("RS", "UY", is_short=True), Paper.A4
    many = ("RS", "UY", "CN", "US", "AE", "DE", "PK", "FR", "IN", "RU")
    yield "many-stops", made(*many, signed=True), Paper.LETTER
    yield "many-stops-short", made(*many, is_short=True), Paper.LETTER
    for profile in Profile:
        yield f"profile-{profile.value}", made("AE", profile=profile), Paper.A4
    head = Letterhead(
        name="Example Trust",
        logo=a_logo(),
        accent="#005040",
        classification="RESTRICTED",
        classification_colour="#8A1010",
    )
    yield "organisation", replace(made("RS"), letterhead=head), Paper.A4
    yield "organisation-picture", replace(made("RS"), letterhead=replace(head, logo=a_picture_logo())), Paper.LETTER


def main() -> int:
    """Judge the set; return 0 if nothing fails."""
    java, maven = shutil.which("java"), shutil.which("mvn")
    if java is None or maven is None:
        missing = "Java" if java is None else "Maven"
        sys.stderr.write(f"{missing} is missing, so veraPDF cannot judge; install a Java runtime and Maven.\n")
        return 1
    folder = FOLDER / "briefings"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open_dataset() as dataset:
        for name, briefing, paper in briefings(dataset):
            (folder / f"{name}.pdf").write_bytes(render(briefing, paper=paper))
    files = sorted(folder.iterdir())
    judged = subprocess.run(
        [*validator(java, maven), "--flavour", "ua1", "--format", "text", "-v", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stdout.write(judged.stdout.replace(f"{folder}/", ""))
    passed = judged.stdout.count("PASS ")
    sys.stdout.write(f"veraPDF {VERSION}, PDF/UA-1: {passed} of {len(files)} briefings pass.\n")
    if judged.returncode or passed != len(files):
        sys.stderr.write(judged.stderr[-2000:])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
