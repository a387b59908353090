"""The words a traveller reads for every term of the glossary, the same in the window, on paper and in messages."""

from typing import assert_never

from desktop.assessment.levels import Level, Posture, Theme
from desktop.dataset.codes import Confidence, Device, LawLevel, Phase, Status
from desktop.i18n import _
from desktop.trip import Profile


def theme_name(theme: Theme) -> str:
    """Name a theme."""
    match theme:
        case Theme.PUBLIC_SURVEILLANCE:
            return _("Public surveillance")
        case Theme.COMMUNICATIONS:
            return _("Communications")
        case Theme.BORDER:
            return _("Border and custody")
        case Theme.IDENTIFICATION:
            return _("Identification")
        case Theme.TOOLS:
            return _("Tools and rules")
        case Theme.CONNECTIVITY:
            return _("Connectivity")
        case Theme.DATA_REACH:
            return _("Data reach")
        case Theme.EQUIPMENT:
            return _("Equipment")
        case Theme.SAFEGUARDS:
            return _("Safeguards")
        case _:
            assert_never(theme)


def theme_question(theme: Theme) -> str:
    """Say what a theme answers, in one line."""
    match theme:
        case Theme.PUBLIC_SURVEILLANCE:
            return _("Cameras, face recognition and safe city systems where you walk and drive.")
        case Theme.COMMUNICATIONS:
            return _("Interception in networks, spyware on phones, monitoring of social media.")
        case Theme.BORDER:
            return _("Device search, orders to unlock, biometrics at the border, copying in custody.")
        case Theme.IDENTIFICATION:
            return _("What ties your name to a SIM, a room and a face.")
        case Theme.TOOLS:
            return _("Rules on encryption, VPNs, satellite phones, GPS, drones and photographs.")
        case Theme.CONNECTIVITY:
            return _("Filtering, shutdowns and apps that you must install.")
        case Theme.DATA_REACH:
            return _("Foreign governments that can reach what is recorded, through suppliers.")
        case Theme.EQUIPMENT:
            return _("Known weaknesses of the brands in use, which others can exploit too.")
        case Theme.SAFEGUARDS:
            return _("How far law and courts protect you.")
        case _:
            assert_never(theme)


def level_word(level: Level, theme: Theme | None = None) -> str:
    """Name a level; safeguards speak of their strength, so that “high” cannot be misread."""
    if theme is Theme.SAFEGUARDS:
        return _safeguards_word(level)
    match level:
        case Level.NOT_DOCUMENTED:
            return _("Not documented")
        case Level.LOW:
            return _("Low")
        case Level.MODERATE:
            return _("Moderate")
        case Level.HIGH:
            return _("High")
        case Level.VERY_HIGH:
            return _("Very high")
        case _:
            assert_never(level)


def _safeguards_word(level: Level) -> str:
    match level:
        case Level.NOT_DOCUMENTED:
            return _("Not documented")
        case Level.LOW:
            return _("Strong")
        case Level.MODERATE:
            return _("Partial")
        case Level.HIGH:
            return _("Weak")
        case Level.VERY_HIGH:
            return _("Very weak")
        case _:
            assert_never(level)


def not_documented() -> str:
    """Say what “not documented” means, in the same words everywhere."""
    return _("Not documented: nothing found, which is no all-clear.")


def posture_title(posture: Posture) -> str:
    """Name a posture."""
    match posture:
        case Posture.OWN_HARDENED:
            return _("Your own devices, hardened")
        case Posture.REDUCED_DATA:
            return _("Reduced-data devices")
        case Posture.LOAN_DEVICES:
            return _("Clean loan devices")
        case Posture.NO_DEVICES:
            return _("Take no devices, seek advice")
        case _:
            assert_never(posture)


def posture_meaning(posture: Posture) -> str:
    """Say what a posture asks for, in one sentence."""
    match posture:
        case Posture.OWN_HARDENED:
            return _("Take your own devices, up to date, encrypted and locked with a long passcode.")
        case Posture.REDUCED_DATA:
            return _("Take your own devices, but only with the data and accounts that this trip needs.")
        case Posture.LOAN_DEVICES:
            return _("Leave your own phone and laptop at home; take clean ones that hold nothing you cannot lose.")
        case Posture.NO_DEVICES:
            return _("Leave all devices at home until someone you trust has advised you.")
        case _:
            assert_never(posture)


def profile_name(profile: Profile) -> str:
    """Name a profile."""
    match profile:
        case Profile.GENERAL:
            return _("General")
        case Profile.BUSINESS:
            return _("Business")
        case Profile.EXECUTIVE:
            return _("Executive")
        case Profile.JOURNALIST:
            return _("Journalist")
        case Profile.RESEARCHER:
            return _("Researcher")
        case Profile.HUMAN_RIGHTS:
            return _("Human-rights work")
        case Profile.GOVERNMENT:
            return _("Government")
        case _:
            assert_never(profile)


def phase_title(phase: Phase) -> str:
    """Name a phase of the trip."""
    match phase:
        case Phase.BEFORE:
            return _("Before you leave")
        case Phase.BORDER:
            return _("At the border")
        case Phase.DURING:
            return _("During the stay")
        case Phase.AFTER:
            return _("After your return")
        case _:
            assert_never(phase)


def device_name(device: Device) -> str:
    """Name a device."""
    match device:
        case Device.PHONE:
            return _("Phone")
        case Device.LAPTOP:
            return _("Laptop")
        case Device.TABLET:
            return _("Tablet")
        case Device.CAMERA:
            return _("Camera")
        case Device.ACCOUNTS:
            return _("Accounts")
        case Device.ANY:
            return _("Any device")
        case _:
            assert_never(device)


def confidence_word(confidence: Confidence) -> str:
    """Name a confidence."""
    match confidence:
        case Confidence.LOW:
            return _("low")
        case Confidence.MEDIUM:
            return _("medium")
        case Confidence.HIGH:
            return _("high")
        case _:
            assert_never(confidence)


def status_word(status: Status) -> str:
    """Name the stage of a deployment."""
    match status:
        case Status.OPERATIONAL:
            return _("in use")
        case Status.REPORTED:
            return _("reported")
        case Status.CONTRACTED:
            return _("contracted")
        case Status.PILOT:
            return _("pilot")
        case Status.PLANNED:
            return _("planned")
        case Status.SUSPENDED:
            return _("suspended")
        case Status.ENDED:
            return _("ended")
        case _:
            assert_never(status)


def law_level_word(level: LawLevel) -> str:
    """Name how far a rule reaches a traveller."""
    match level:
        case LawLevel.NONE:
            return _("none")
        case LawLevel.LIMITED:
            return _("limited")
        case LawLevel.BROAD:
            return _("broad")
        case LawLevel.PARTIAL:
            return _("partial")
        case LawLevel.COMPREHENSIVE:
            return _("comprehensive")
        case _:
            assert_never(level)
