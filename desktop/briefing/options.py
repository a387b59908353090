"""What a person may choose about a briefing besides the trip itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Needed by name alone; most briefings speak for nobody.
    from desktop.briefing.own import OwnWords


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOptions:
    """`is_short` asks for one sheet, two pages; `has_sign_off` for a page to sign; `own` speaks for an organisation."""

    is_short: bool = False
    has_sign_off: bool = False
    own: "OwnWords | None" = None
