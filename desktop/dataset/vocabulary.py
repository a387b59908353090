"""The closed sets of words that the facts may use; the data dictionary explains each.

The single place for them when a dataset is built. Words that are enums of the model are taken from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.dataset.codes import Confidence, Device, Effort, LawLevel, Phase, Status

TECHNOLOGIES = (
    "safe-city",
    "smart-city",
    "facial-recognition",
    "cctv",
    "smart-policing",
    "anpr",
    "telecom-core",
    "5g",
    "data-centre",
    "biometric-id",
    "border-biometrics",
    "interception",
    "spyware",
    "phone-forensics",
    "imsi-catcher",
    "internet-filtering",
    "social-media-monitoring",
    "drones",
    "traffic-cameras",
)
DATA_PROTECTION = "data-protection"
TOPICS = (
    "encryption-import",
    "encryption-use",
    "vpn",
    "key-disclosure",
    "sim-registration",
    "sim-biometric",
    "data-retention",
    "border-device-search",
    "border-biometrics",
    "lodging-registration",
    "satellite-phone",
    "gps-device",
    "drone",
    DATA_PROTECTION,
    "social-media-screening",
    "app-requirement",
    "interception-power",
    "internet-shutdown",
    "photography",
)
EXPOSURES = ("audio", "video", "credentials", "takeover", "location", "availability", "data")
SOURCE_KINDS = ("government", "ngo", "academic", "press", "vendor", "index", "legal")
OWNERSHIPS = ("state-owned", "state-linked", "private", "unknown")
DUTIES = ("assist-intelligence", "technical-assistance", "data-disclosure", "data-retention", "interception-access")
CVSS_VERSIONS = ("2.0", "3.0", "3.1", "4.0")
YES_NO = ("yes", "no")
STATUSES = tuple(Status)
CONFIDENCES = tuple(confidence.code for confidence in Confidence)
PHASES = tuple(Phase)
DEVICES = tuple(Device)
EFFORTS = tuple(Effort)
EUROPEAN_UNION = "EU"

ANY_RISK = "any"
RISKS = (*dict.fromkeys((*TECHNOLOGIES, *TOPICS)), *(f"exposes-{exposure}" for exposure in EXPOSURES), ANY_RISK)

# Postures and profiles belong to rooms above this one, so their words are repeated here; a test compares them.
POSTURES = ("own-hardened", "reduced-data", "loan-devices", "no-devices")
PROFILES = ("general", "business", "executive", "journalist", "researcher", "human-rights", "government")


def law_levels(topic: str) -> tuple[str, ...]:
    """Return the levels that a rule on `topic` can have."""
    if topic == DATA_PROTECTION:
        return (LawLevel.NONE, LawLevel.PARTIAL, LawLevel.COMPREHENSIVE)
    return (LawLevel.NONE, LawLevel.LIMITED, LawLevel.BROAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The values an indicator can take: certain words, or numbers from `low` to `high`."""

    words: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    is_whole: bool = True


_FREEDOM = Scale(words=("Free", "Partly Free", "Not Free"))
_HUNDRED = Scale(high=100)
_TICK = Scale(words=("0", "1"))
_COUNT = Scale(high=100_000)

INDICATORS: Mapping[str, Scale] = {
    "aigs-bri": _TICK,
    "aigs-china-tech": _TICK,
    "aigs-facial-recognition": _TICK,
    "aigs-japan-tech": _TICK,
    "aigs-regime-score": Scale(high=10, is_whole=False),
    "aigs-regime-type": Scale(words=("CA", "EA", "ED", "LD")),
    "aigs-smart-city": _TICK,
    "aigs-smart-policing": _TICK,
    "aigs-social-media-surveillance": _TICK,
    "aigs-us-tech": _TICK,
    "carnegie-forensics-vendors": _COUNT,
    "carnegie-spyware-vendors": _COUNT,
    "eu-adequacy": Scale(words=("adequate", "partial")),
    "fh-monitoring": Scale(words=("none-reported",)),
    "fiw-score": _HUNDRED,
    "fiw-status": _FREEDOM,
    "fotn-2018-inverted": _HUNDRED,
    "fotn-2018-status": _FREEDOM,
    "fotn-score": _HUNDRED,
    "fotn-status": _FREEDOM,
    "keepiton-shutdowns": _COUNT,
    "keepiton-shutdowns-since-2016": _COUNT,
}
