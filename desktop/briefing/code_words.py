"""The words a traveller reads for the codes that facts and rules use, one table per vocabulary."""

from collections.abc import Mapping

from desktop.i18n import _


def technology_words() -> Mapping[str, str]:
    """Map technology codes to what a traveller calls them."""
    return {
        "safe-city": _("safe city"),
        "smart-city": _("smart city"),
        "facial-recognition": _("face recognition"),
        "cctv": _("cameras"),
        "smart-policing": _("smart policing"),
        "anpr": _("number-plate recognition"),
        "telecom-core": _("telephone network"),
        "5g": _("5G network"),
        "data-centre": _("data centre"),
        "biometric-id": _("biometric ID"),
        "border-biometrics": _("border biometrics"),
        "interception": _("interception"),
        "spyware": _("spyware"),
        "phone-forensics": _("phone forensics"),
        "imsi-catcher": _("IMSI catcher"),
        "internet-filtering": _("internet filtering"),
        "social-media-monitoring": _("social-media monitoring"),
        "drones": _("drones"),
        "traffic-cameras": _("traffic cameras"),
    }


def topic_words() -> Mapping[str, str]:
    """Map law topics to what a traveller calls them."""
    return {
        "encryption-import": _("Bringing encryption in"),
        "encryption-use": _("Using encryption"),
        "vpn": _("VPN"),
        "key-disclosure": _("Key disclosure"),
        "sim-registration": _("SIM registration"),
        "sim-biometric": _("Biometrics for a SIM"),
        "data-retention": _("Data retention"),
        "border-device-search": _("Device search at the border"),
        "border-biometrics": _("Biometrics at the border"),
        "lodging-registration": _("Registration of lodging"),
        "satellite-phone": _("Satellite phone"),
        "gps-device": _("GPS devices"),
        "drone": _("Drone"),
        "data-protection": _("Data protection"),
        "social-media-screening": _("Social-media screening"),
        "app-requirement": _("Required apps"),
        "interception-power": _("Lawful interception"),
        "internet-shutdown": _("Internet shutdown"),
        "photography": _("Photography"),
    }


def inside(words: str) -> str:
    """Write words as they stand inside a sentence: abbreviations such as VPN keep their capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def exposure_words() -> Mapping[str, str]:
    """Map what a weakness exposes to words."""
    return {
        "audio": _("sound"),
        "video": _("picture"),
        "credentials": _("passwords"),
        "takeover": _("takeover"),
        "location": _("location"),
        "availability": _("failure"),
        "data": _("data"),
    }


def duty_words() -> Mapping[str, str]:
    """Map duties of a jurisdiction to words."""
    return {
        "assist-intelligence": _("assist intelligence work"),
        "technical-assistance": _("give technical help"),
        "data-disclosure": _("disclose data"),
        "data-retention": _("keep data"),
        "interception-access": _("give access to communications"),
    }


def step_words() -> Mapping[str, str]:
    """Map the steps that moved a level to words."""
    return {
        "local": _("one or two places: one step less"),
        "faded": _("old evidence: less"),
        "unfinished": _("contract or pilot: at most moderate"),
        "planned": _("plan only: at most low"),
        "history": _("suspended or ended: history"),
        "thin": _("thin sources: at most moderate"),
        "safeguards-raise": _("weak safeguards: one step more"),
        "safeguards-lower": _("strong safeguards: one step less"),
        "home-raises": _("weak safeguards at the supplier’s home: one step more"),
        "home-lowers": _("strong safeguards at the supplier’s home: one step less"),
    }
