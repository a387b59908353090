"""What an assessment can say: the levels, the themes they are given to, the postures; in their order."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How much a theme should concern the traveller. ``NOT_DOCUMENTED`` is never shown as safe."""

    NOT_DOCUMENTED = 0
    LOW = 1
    MODERATE = 2
    HIGH = 3
    VERY_HIGH = 4

    @property
    def code(self) -> str:
        """The word used in data and JSON, such as ``very-high``."""
        return self.name.lower().replace("_", "-")


class Theme(StrEnum):
    """What a traveller asks about, in the order of every table."""

    PUBLIC_SURVEILLANCE = "public-surveillance"
    COMMUNICATIONS = "communications"
    BORDER = "border"
    IDENTIFICATION = "identification"
    TOOLS = "tools"
    CONNECTIVITY = "connectivity"
    DATA_REACH = "data-reach"
    EQUIPMENT = "equipment"
    SAFEGUARDS = "safeguards"


class Posture(IntEnum):
    """The decision a security officer needs, from mild to strict."""

    OWN_HARDENED = 1
    REDUCED_DATA = 2
    LOAN_DEVICES = 3
    NO_DEVICES = 4

    @property
    def code(self) -> str:
        """The word used in data and JSON, such as ``loan-devices``."""
        return self.name.lower().replace("_", "-")
