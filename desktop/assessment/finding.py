"""What one rule found in one country, before all findings of a theme become its rating."""

from dataclasses import dataclass

from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A reason for one theme, and how near it is to another level.

    `lowered_by` says in words what would take this reason below its level. `raised_by` pairs conditions with the level
    each would give, mildest first.
    """

    theme: Theme
    reason: Reason
    lowered_by: str
    raised_by: tuple[tuple[Level, str], ...] = ()
