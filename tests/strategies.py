"""Hypothesis strategies for domain objects: every field varies, every value is allowed.

``participants()`` and ``openings()`` are what most tests want; the smaller ones are public too.
All are of organisation ``demo`` unless another is named.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode, StepId
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
)
from matcher.domain.opening import (
    Demands,
    EmploymentForm,
    Hours,
    MappedBy,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
    SubsidyState,
    Terms,
)
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
    Shift,
    Travel,
    Wishes,
)
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Evidence, Experience, ExperienceKind, SkillClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

DEMO = OrganisationId("demo")
LANGS = ("sv", "en", "ar", "uk", "so", "fa", "prs", "ti")
CERTIFICATES = ("food_hygiene", "truck_tlp10", "hot_work", "site_safety_web", "moving_and_handling")
STEPS = ("kitchens.kitchen_porter", "elderly_care.care_helper", "construction.site_cleaner")
TAGS = ("heavy_lifting", "nights", "heights", "cold", "pork")
MUNICIPALITIES = ("Göteborg", "Mölndal", "Partille", "Härryda")
DISTRICTS = ("Biskopsgården", "Angered", "Hisings Backa", "Frölunda")
_COURSES = {None: "ABCD", 1: "ABCD", 2: "BCD", 3: "CD"}


def words(max_size: int = 40) -> SearchStrategy[str]:
    """Free text in any script, with quotes and line ends, not blank."""
    letters = st.characters(codec="utf-8", exclude_characters="\x00")
    return st.text(letters, min_size=1, max_size=max_size).filter(lambda text: bool(text.strip()))


def codes() -> SearchStrategy[ParticipantCode]:
    """Participant codes, P001 to P999."""
    return st.integers(1, 999).map(lambda number: ParticipantCode(f"P{number:03d}"))


def days() -> SearchStrategy[date]:
    """Days a programme meets."""
    return st.dates(date(2000, 1, 1), date(2060, 12, 31))


def moments() -> SearchStrategy[datetime]:
    """Aware moments, in UTC and in other time zones, with microseconds."""
    zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-5))])
    return st.datetimes(datetime(2000, 1, 2), datetime(2060, 12, 30), timezones=zones)  # noqa: DTZ001


def shifts() -> SearchStrategy[frozenset[Shift]]:
    """Any set of shifts, empty is not known."""
    return st.frozensets(st.sampled_from(Shift))


def cefr_ranges() -> SearchStrategy[CefrRange]:
    """Levels and ranges of the scale."""
    ends = st.tuples(st.sampled_from(Cefr), st.sampled_from(Cefr))
    return ends.map(lambda pair: CefrRange(min(pair), max(pair)))


@st.composite
def places(draw: DrawFn) -> Place:
    """Places with or without district and point."""
    lat = draw(st.none() | st.floats(-90, 90))
    lon = None if lat is None else draw(st.floats(-180, 180))
    district = draw(st.none() | st.sampled_from(DISTRICTS))
    return Place(draw(st.sampled_from(MUNICIPALITIES)), district, lat, lon)


@st.composite
def hours_a_week(draw: DrawFn) -> tuple[float | None, float | None]:
    """Least and most hours a week, in order, either may be unknown."""
    low = draw(st.none() | st.floats(0, 60))
    high = draw(st.none() | st.floats(0 if low is None else low, 60))
    return low, high


@st.composite
def availabilities(draw: DrawFn) -> Availability:
    """How much and when."""
    low, high = draw(hours_a_week())
    return Availability(low, high, draw(shifts()), draw(st.none() | days()))


@st.composite
def sfis(draw: DrawFn) -> Sfi:
    """SFI records whose courses belong to the study path."""
    track = draw(st.sampled_from([None, 1, 2, 3]))
    course = st.none() | st.sampled_from([SfiCourse(letter) for letter in _COURSES[track]])
    passed = draw(course)
    return Sfi(track, draw(course), passed, draw(st.none() | days()) if passed else None)


def swedish() -> SearchStrategy[Swedish]:
    """What is known of somebody's Swedish, from nothing to all five areas and SFI."""
    levels = st.builds(AreaLevel, cefr_ranges(), st.sampled_from(LanguageSource), st.booleans())
    areas = st.dictionaries(st.sampled_from(LanguageArea), levels)
    return st.builds(Swedish, areas, st.none() | sfis())


def educations() -> SearchStrategy[Education]:
    """Schooling."""
    known = st.none() | st.booleans()
    return st.builds(Education, st.none() | st.integers(0, 6), st.none() | words(), known, known)


def experiences() -> SearchStrategy[Experience]:
    """Work in own words."""
    return st.builds(
        Experience,
        words(120),
        st.sampled_from(LANGS),
        st.none() | st.integers(0, 600),
        st.sampled_from(ExperienceKind),
    )


def skill_claims() -> SearchStrategy[SkillClaim]:
    """Claims, confirmed or not."""
    return st.builds(
        SkillClaim, words(), st.none() | words(), st.sampled_from(Evidence), st.none() | words()
    )


def certificates() -> SearchStrategy[tuple[Certificate, ...] | None]:
    """Papers: not known, known to be none, or some."""
    one = st.builds(Certificate, st.sampled_from(CERTIFICATES), st.none() | days())
    return st.none() | st.lists(one, max_size=3).map(tuple)


def wishes() -> SearchStrategy[Wishes]:
    """Wished trades and steps, and tasks to avoid."""
    return st.builds(
        Wishes,
        st.frozensets(st.sampled_from(Sector)),
        st.frozensets(st.sampled_from(STEPS).map(StepId)),
        st.frozensets(st.sampled_from(TAGS)),
    )


def participants(
    organisation: str = DEMO, code: SearchStrategy[ParticipantCode] | None = None
) -> SearchStrategy[Participant]:
    """Participants with anything from an empty profile to a full one.

    Parameters
    ----------
    organisation
        Whose they are.
    code
        Codes to choose from; any by default.
    """
    known = st.none() | st.booleans()
    languages = st.builds(SpokenLanguage, st.sampled_from(LANGS), st.none() | st.sampled_from(Cefr))
    return st.builds(
        Participant,
        organisation=st.just(OrganisationId(organisation)),
        code=codes() if code is None else code,
        preferred_language=st.sampled_from(LANGS),
        state=st.sampled_from(ParticipantState),
        place=st.none() | places(),
        availability=availabilities(),
        travel=st.builds(
            Travel, st.none() | st.sampled_from(TravelMode), st.none() | st.integers(0, 180)
        ),
        driving_licence=known,
        education=educations(),
        swedish=swedish(),
        languages=st.lists(languages, max_size=3).map(tuple),
        experiences=st.lists(experiences(), max_size=3).map(tuple),
        skills=st.lists(skill_claims(), max_size=3, unique_by=lambda one: one.text).map(tuple),
        certificates=certificates(),
        wishes=wishes(),
        may_work=st.builds(MayWork, st.sampled_from(MayWorkStatus), st.none() | days()),
        is_adult=known,
        protected_identity=st.booleans(),
        phone_only=st.booleans(),
    )


@st.composite
def terms(draw: DrawFn) -> Terms:
    """Form and pay line, with what the form needs beside them."""
    form = draw(st.sampled_from(EmploymentForm))
    subsidised, praktik = form is EmploymentForm.SUBSIDISED, form is EmploymentForm.PRAKTIK
    return Terms(
        form,
        draw(words()),
        draw(words() if subsidised else st.none() | words()),
        draw(st.none() | st.sampled_from(SubsidyState)),
        draw(words() if praktik else st.none() | words()),
        draw(words() if praktik else st.none() | words()),
        draw(days() if praktik else st.none() | days()),
    )


@st.composite
def demands(draw: DrawFn) -> Demands:
    """What an opening asks; a level is always tied to a task."""
    texts = st.lists(words(), max_size=3).map(tuple)
    levels = draw(st.dictionaries(st.sampled_from(LanguageArea), cefr_ranges()))
    return Demands(
        draw(texts),
        draw(texts),
        levels,
        draw(words() if levels else st.none() | words()),
        tuple(draw(st.lists(st.sampled_from(CERTIFICATES), unique=True))),
        draw(st.booleans()),
    )


def offers() -> SearchStrategy[Offers]:
    """What a workplace gives and would value."""
    known = st.none() | st.booleans()
    languages = st.lists(st.sampled_from(LANGS), unique=True, max_size=3).map(tuple)
    return st.builds(Offers, languages, st.none() | words(), known, known)


@st.composite
def openings(
    draw: DrawFn,
    organisation: str = DEMO,
    employers: Sequence[str] = (),
    opening_id: SearchStrategy[OpeningId] | None = None,
) -> Opening:
    """Own openings and leads, in every state, with terms where they are needed.

    Parameters
    ----------
    draw
        From hypothesis.
    organisation
        Whose they are.
    employers
        Ids to choose an employer from; without any, no opening has one.
    opening_id
        Ids to choose from; any by default.
    """
    kind, state = draw(st.sampled_from(OpeningKind)), draw(st.sampled_from(OpeningState))
    open_own = kind is OpeningKind.OWN and state is OpeningState.OPEN
    low, high = draw(hours_a_week())
    ids = st.integers(1, 999).map(lambda number: OpeningId(f"O{number:03d}"))
    chosen = draw(ids if opening_id is None else opening_id)
    sources = st.none() | st.builds(
        Origin, st.just("jobtech"), st.just(chosen), st.none() | words()
    )
    return Opening(
        organisation=OrganisationId(organisation),
        id=chosen,
        kind=kind,
        title=draw(words()),
        text=draw(words(200)),
        state=state,
        employer=draw(st.sampled_from([None, *employers]).map(lambda e: e and EmployerId(e))),
        step=draw(st.none() | st.sampled_from(STEPS).map(StepId)),
        sector=draw(st.none() | st.sampled_from(Sector)),
        mapped_by=draw(st.none() | st.sampled_from(MappedBy)),
        mapping_confidence=draw(st.none() | st.floats(0, 1)),
        places=draw(st.integers(1, 20)),
        presentation_slots=draw(st.none() | st.integers(0, 60)),
        terms=draw(terms() if open_own else st.none() | terms()),
        start=draw(st.none() | days()),
        deadline=draw(st.none() | days()),
        hours=Hours(low, high, draw(shifts())),
        place=draw(st.none() | places()),
        demands=draw(demands()),
        offers=draw(offers()),
        contact=draw(st.none() | words()),
        exposure_cap=draw(st.none() | st.integers(0, 100)),
        origin=draw(sources),
    )
