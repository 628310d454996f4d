"""What an employer posts: the limits of an answer, the opening it becomes, what it may ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from jobs import make_opening, make_step, text

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId
from matcher.domain.ladder import RequirementType, Task
from matcher.domain.opening import (
    Demands,
    EmploymentForm,
    Hours,
    MappedBy,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.participant import Shift
from matcher.domain.place import Place
from matcher.domain.posting import (
    CULTURES,
    Posting,
    PostingLink,
    needed_by,
    needed_of,
    opening_from,
    wording_of,
    written_by_employer,
)
from matcher.domain.wording import Needed
from matcher.errors import InputError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLACE = Place("Mölndal")
TERMS = Terms(EmploymentForm.PERMANENT, "Kollektivavtal")
TWO_TASKS = replace(
    make_step(),
    tasks=(*make_step().tasks, Task("floor", text("moppar golv"), frozenset(), make_step().fact)),
)
DRIVER = replace(
    make_step(),
    entry=False,
    requirements=(
        *make_step().requirements,
        replace(make_step().requirements[0], id="b", type=RequirementType.DRIVING_LICENCE),
    ),
)


def posting(**more):
    return Posting(**{"places": 1, "place": PLACE, "contact": "Eva"} | more)


def drafted(answers, step=TWO_TASKS):
    return opening_from(
        answers,
        step,
        opening_id=OpeningId("O7"),
        employer=EmployerId("E1"),
        organisation=OrganisationId("demo"),
    )


def words_of(opening, step=None):
    return [(one.start, one.words) for one in wording_of(opening, step)]


def refusal(**more):
    with pytest.raises(InputError) as refused:
        posting(**more)
    return str(refused.value), refused.value.code, refused.value.values


def test_a_link_lasts_fourteen_days_and_not_a_moment_longer():
    link = PostingLink("f" * 64, EmployerId("E1"), "Eva", NOON, "Åsa")
    end = NOON + timedelta(days=14)

    assert link.open_at(end - timedelta(microseconds=1))
    assert not link.open_at(end)


@pytest.mark.parametrize("contact", ["", "  "])
def test_a_link_is_somebodys(contact):
    with pytest.raises(InputError) as refused:
        PostingLink("f" * 64, EmployerId("E1"), contact, NOON, "Åsa")

    assert (str(refused.value), refused.value.code) == (
        "Say who at the employer gets the link.",
        "contact.missing",
    )


@pytest.mark.parametrize(
    "answers",
    [
        {"places": 1},
        {"places": 50},
        {"hours_per_week": 0.5},
        {"hours_per_week": 60.0},
        {"more": "x" * 600},
    ],
)
def test_answers_up_to_their_limits_are_taken(answers):
    assert posting(**answers) == Posting(
        **{"places": 1, "place": PLACE, "contact": "Eva"} | answers
    )


@pytest.mark.parametrize("places", [0, 51])
def test_places_beyond_their_limits_are_refused(places):
    assert refusal(places=places) == (
        "Write how many people you take, from 1 to 50.",
        "places.number",
        {"most": 50},
    )


@pytest.mark.parametrize("hours", [0.0, 60.5])
def test_hours_beyond_their_limits_are_refused(hours):
    assert refusal(hours_per_week=hours) == (
        "Write hours a week, up to 60, or leave it empty.",
        "hours.number",
        {"most": "60"},
    )


def test_a_text_that_is_too_long_is_refused():
    assert refusal(more="x" * 601) == (
        "Write at most 600 signs.",
        "text.length",
        {"most": 600},
    )


def test_a_posting_becomes_a_draft_with_title_and_tasks_of_its_step():
    answers = posting(
        places=3,
        terms=TERMS,
        start=date(2026, 12, 10),
        hours_per_week=30.0,
        shifts=frozenset({Shift.EVENING}),
        languages=("so", "ar"),
        cultures=True,
        mentor=True,
        trainable_on_job=False,
        deadline=date(2026, 12, 1),
        more="  Vi äter tillsammans. ",
    )

    assert drafted(answers) == Opening(
        OrganisationId("demo"),
        OpeningId("O7"),
        OpeningKind.OWN,
        "Diskare",
        "diskar moppar golv\n\nVi äter tillsammans.",
        OpeningState.DRAFT,
        employer=EmployerId("E1"),
        step=TWO_TASKS.id,
        sector=TWO_TASKS.sector,
        mapped_by=MappedBy.PERSON,
        places=3,
        terms=TERMS,
        start=date(2026, 12, 10),
        deadline=date(2026, 12, 1),
        hours=Hours(30.0, 30.0, frozenset({Shift.EVENING})),
        place=PLACE,
        offers=Offers(("so", "ar"), CULTURES.sv, mentor=True, trainable_on_job=False),
        contact="Eva",
    )


def test_what_was_not_answered_is_not_said():
    bare = drafted(posting(trainable_on_job=True))

    assert bare.text == "diskar moppar golv"
    assert (bare.terms, bare.start, bare.deadline, bare.hours) == (None, None, None, Hours())
    assert bare.offers == Offers((), None, mentor=False, trainable_on_job=True)


def test_what_the_employer_wrote_is_what_does_not_come_from_the_step():
    assert written_by_employer(drafted(posting(more="Vi äter.")), TWO_TASKS) == "Vi äter."
    assert written_by_employer(drafted(posting()), TWO_TASKS) == ""
    assert written_by_employer(make_opening(make_step()), TWO_TASKS) == "Vi söker en diskare."


def test_wordings_are_looked_for_in_all_that_was_written():
    # Each part stands on a line of its own, so that places are counted from the start of the first.
    opening = replace(
        drafted(posting(terms=Terms(EmploymentForm.PERMANENT, "Kille"), more="En ung kollega.")),
        demands=Demands(("En kille",), ("Gärna ung person",)),
    )

    assert words_of(opening, TWO_TASKS) == [(3, "ung"), (16, "Kille"), (25, "kille"), (37, "ung")]


def test_without_a_step_the_title_is_read_too_and_the_pay_line_may_be_missing():
    lead = replace(drafted(posting()), title="Ung diskare", text="En kille. Körkort krävs.")

    assert words_of(lead) == [(0, "Ung"), (16, "kille"), (23, "Körkort")]


def test_without_terms_the_line_of_the_pay_is_empty():
    opening = replace(drafted(posting(more="Vi äter.")), demands=Demands(("En kille",)))

    assert words_of(opening, TWO_TASKS) == [(13, "kille")]


def test_what_a_step_needs_may_be_asked_for():
    opening = drafted(posting(more="Körkort krävs."), DRIVER)

    assert words_of(opening, DRIVER) == []
    assert [words for _, words in words_of(opening, TWO_TASKS)] == ["Körkort"]


@pytest.mark.parametrize(
    ("step", "asked", "needed"),
    [
        (None, False, Needed(driving_licence=False, experience=False)),
        (None, True, Needed(driving_licence=True, experience=False)),
        (TWO_TASKS, False, Needed(driving_licence=False, experience=False)),
        (TWO_TASKS, True, Needed(driving_licence=True, experience=False)),
        (DRIVER, False, Needed(driving_licence=True, experience=True)),
        (replace(TWO_TASKS, entry=False), False, Needed(driving_licence=False, experience=True)),
    ],
)
def test_a_job_needs_what_its_step_or_its_demands_say(step, asked, needed):
    opening = replace(drafted(posting()), demands=Demands(driving_licence=asked))

    assert needed_by(opening, step) == needed
    if not asked:
        assert needed_of(step) == needed
