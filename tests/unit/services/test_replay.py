"""A past list is made again the same, whatever has changed since, or it is said what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import commands_on
from jobs import make_rules
from programme import MemoryShelf, SmallProgramme, no_trades, porter_opening, real_ladders
from unit.services.test_suggest import DISHES

from matcher.domain.command import Request
from matcher.domain.ids import OrganisationId
from matcher.domain.ladders import Ladders
from matcher.domain.opening import OpeningState
from matcher.domain.suggestion import DeclineReason
from matcher.errors import InputError, NotFound
from matcher.services.review import ReviewService
from matcher.services.suggest import Engine, ReplayService

TEXT = "Jag diskade och städade kök, sorterade avfall och tog emot varor."


def replayer(programme: SmallProgramme, **other) -> ReplayService:
    parts = {
        "ladders": programme.ladders,
        "encoder": programme.encoder,
        "shelf": MemoryShelf(),
        "rules": make_rules(),
        "trades": no_trades,
        "seed": 7,
    }
    return ReplayService(programme.store.units, OrganisationId("test"), Engine(**parts | other))


@pytest.fixture
def programme() -> SmallProgramme:
    return SmallProgramme(people=(DISHES, replace(DISHES, code="P002")))


def run_of(programme: SmallProgramme):
    return programme.suggest.for_participant(DISHES.code, 5, "Anna").run


def test_a_list_is_the_same_again(programme: SmallProgramme):
    found = replayer(programme).replay(run_of(programme).id)

    assert found.identical
    assert len(found.recorded) == 5
    assert found.recorded == found.again
    assert (found.gone, found.changed) == ((), ())


def test_people_for_an_opening_are_the_same_again(programme: SmallProgramme):
    run = programme.suggest.for_opening("O001", 5, "Anna").run

    found = replayer(programme).replay(run.id)

    assert found.identical
    assert len({place["subject"] for place in found.again}) == 2


def test_a_told_text_is_handed_in_again(programme: SmallProgramme):
    run = programme.suggest.for_text(TEXT, "sv", 5, "Anna").run
    replay = replayer(programme)

    assert replay.replay(run.id, TEXT).identical
    without = replay.replay(run.id)
    assert not without.identical
    assert "--text" in without.gone[0]
    with pytest.raises(InputError, match="not the text"):
        replay.replay(run.id, TEXT + "!")


def test_what_has_changed_since_does_not_matter_and_is_said(programme: SmallProgramme):
    run = run_of(programme)
    closed = replace(porter_opening(), state=OpeningState.CLOSED)
    with programme.store.units(write=True) as unit:
        unit.participants.put([replace(DISHES, experiences=())])
        unit.openings.put([closed])
        unit.commit()

    found = replayer(programme).replay(run.id)

    assert found.identical
    assert found.changed == (
        f"Profiles that have changed since: {DISHES.code}.",
        "Openings that have changed since: O001.",
    )


def test_an_opening_that_is_gone_is_said(programme: SmallProgramme):
    run = run_of(programme)
    with programme.store.units(write=True) as unit:
        unit.openings.remove(["O001"])
        unit.commit()

    found = replayer(programme).replay(run.id)

    assert found.identical
    assert found.changed == ("Openings that are no longer there: O001.",)


def test_a_job_that_was_declined_before_is_left_out_again(programme: SmallProgramme):
    first = programme.suggest.for_participant(DISHES.code, 5, "Anna").suggestions[0]
    review = ReviewService(commands_on(programme.store.units, programme.now))
    review.decline(Request(first.id, 0, "Anna"), reason=DeclineReason.TOO_FAR)
    run = run_of(programme)

    found = replayer(programme).replay(run.id)

    assert found.identical
    assert "O001" not in {place["opening"] for place in found.again}


def test_a_deleted_person_cannot_be_matched_again(programme: SmallProgramme):
    runs = [run_of(programme), programme.suggest.for_opening("O001", 5, "Anna").run]
    with programme.store.units(write=True) as unit:
        unit.audit.forget(DISHES.code)
        unit.commit()

    for run in runs:
        found = replayer(programme).replay(run.id)
        assert found.again is None
        assert found.gone == ("Profiles of this run that were deleted since: 1.",)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"seed": 8}, "The seed was 7"),
        ({"ladders": Ladders(real_ladders().all[:2])}, "The ladders were"),
        (
            {
                "rules": replace(
                    make_rules(), weights=replace(make_rules().weights, version="other")
                )
            },
            "here are other",
        ),
    ],
)
def test_another_artefact_is_named(programme: SmallProgramme, other, said: str):
    found = replayer(programme, **other).replay(run_of(programme).id)

    assert found.again is None
    assert said in found.gone[0]


def test_another_encoder_is_named(programme: SmallProgramme):
    run = run_of(programme)

    class Newer(type(programme.encoder)):
        id = "newer"

    found = replayer(programme, encoder=Newer()).replay(run.id)

    assert found.gone == (f"The encoder was {run.encoder}; here is newer.",)


def test_other_scores_of_another_version_are_told_apart(programme: SmallProgramme):
    run = run_of(programme)
    weights = make_rules().weights
    turned = dict(zip(weights.weights, reversed(weights.weights.values()), strict=True))
    rules = replace(make_rules(), weights=replace(weights, weights=turned))

    found = replayer(programme, rules=rules, software="2").replay(run.id)

    assert not found.identical
    assert found.again is not None
    assert found.gone == ("Stegvis was version ; this is 2.",)


def test_a_run_that_the_log_does_not_know_is_named(programme: SmallProgramme):
    run = run_of(programme)
    programme.store.rows.audit.events.clear()

    found = replayer(programme).replay(run.id)

    assert "before the log" in found.gone[0]
    assert found.recorded == ()


def test_a_record_that_was_changed_is_named(programme: SmallProgramme):
    run = run_of(programme)
    programme.store.rows.runs[run.id] = replace(run, top=9)
    assert "in the audit log top is another" in replayer(programme).replay(run.id).gone[0]

    programme.store.rows.runs[run.id] = run
    [event] = programme.store.rows.audit.events
    programme.store.rows.audit.events[0] = event._replace(actor="Bo")
    assert "Row 1 of the audit log was changed" in replayer(programme).replay(run.id).gone[0]


def test_all_runs_are_known(programme: SmallProgramme):
    first, second = run_of(programme), run_of(programme)

    assert replayer(programme).runs() == (first.id, second.id)
    with pytest.raises(NotFound):
        replayer(programme).replay("nothing")
