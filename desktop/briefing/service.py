"""The one way through, from a trip to a briefing, shared by the command line and the window."""

from dataclasses import dataclass
from weakref import WeakValueDictionary

from desktop.advice.choose import choose
from desktop.advice.model import Measure
from desktop.assessment.assess import assess
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.assessment.posture import strictest
from desktop.briefing.compose import compose
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnWords, raised
from desktop.dataset.codes import CountryCode
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.store import Dataset
from desktop.trip import Profile, Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a trip comes to before it is put on paper: one assessment per stop, and the measures of the whole trip."""

    trip: Trip
    assessments: tuple[Assessment, ...]
    measures: tuple[Measure, ...]


class BriefingService:
    """Assesses destinations and composes briefings from one dataset and one method."""

    def __init__(self, *, dataset: Dataset, method: Method) -> None:
        self._dataset = dataset
        self._method = method
        # Held for as long as somebody shows them and no longer, so that a trip that was cleared is gone from here too.
        self._assessed: WeakValueDictionary[tuple[CountryCode, Profile], Assessment] = WeakValueDictionary()
        self._advice = dataset.advice()
        self._advice_sources = dataset.sources({source_id for row in self._advice for source_id in row.source_ids})

    @property
    def identity(self) -> DatasetIdentity:
        """Which dataset this service speaks from."""
        return self._dataset.identity

    @property
    def method(self) -> Method:
        """The rules and numbers this service applies."""
        return self._method

    def assess(self, country: CountryCode, profile: Profile = Profile.GENERAL) -> Assessment:
        """Assess one destination as of the date of the dataset."""
        known = self._assessed.get((country, profile))
        if known is None:
            facts = self._dataset.facts_for(country)
            known = assess(facts, method=self._method, profile=profile, as_of=self._dataset.identity.version)
            self._assessed[country, profile] = known
        return known

    def prepare(self, trip: Trip, own: OwnWords | None = None) -> Prepared:
        """Assess every stop of a trip and choose its measures; `own` may ask for a stricter posture."""
        assessments = tuple(self.assess(stop.country, trip.profile) for stop in trip.stops)
        if own is not None:
            assessments = tuple(raised(assessment, own, trip.profile) for assessment in assessments)
        posture = strictest([assessment.posture for assessment in assessments]).posture
        measures = choose(trip, assessments, posture, self._advice, self._method)
        return Prepared(trip=trip, assessments=assessments, measures=measures)

    def compose(self, prepared: Prepared, options: BriefingOptions | None = None) -> Briefing:
        """Compose the briefing of a prepared trip."""
        return compose(
            prepared.trip,
            prepared.assessments,
            prepared.measures,
            method=self._method,
            identity=self._dataset.identity,
            advice_sources=self._advice_sources,
            options=options or BriefingOptions(),
        )
