"""Runs, what becomes of earlier suggestions, and who was first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.run import RunKind
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, DeclineReason, SuggestionState
from matcher.errors import Conflict, NotFound

STATE = SuggestionState


@pytest.fixture
def people(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001"), make.person("P002")])
        unit.openings.put([make.lead("O1"), make.lead("O2")])
        unit.commit()
    return units


def link(suggestion, action, make, **more):
    return suggestion.move(action, Signature(Role.LINKWORKER, "Anna", make.now), **more)


def states(unit, *ids):
    return [unit.suggestions.get(one).state for one in ids]


def test_a_run_and_its_suggestions_are_read_as_stored(people, make):
    run = make.run(kind=RunKind.PARTICIPANT, seed=2**40)
    explanation = {"missing_facts": ["körkort"], "weeks": {"min": 8, "max": 12.5}, "none": None}
    one = make.suggestion("s1", explanation=explanation, score=0.1 + 0.2)
    two = make.suggestion("s2", opening="O1", step=None, rank=2)
    with people(write=True) as unit:
        unit.suggestions.add(run, [two, one])
        unit.commit()
    with people() as unit:
        assert unit.suggestions.run("r1") == run
        assert unit.suggestions.get("s1") == one
        assert unit.suggestions.current("P001") == (one, two)
        assert unit.suggestions.current("P002") == ()


def test_a_new_run_makes_undecided_suggestions_of_that_person_obsolete(people, make):
    with people(write=True) as unit:
        old = [make.suggestion(f"s{n}", step=f"kitchens.s{n}", rank=n) for n in (1, 2, 3, 4)]
        unit.suggestions.add(make.run("r1"), old)
        unit.suggestions.add(make.run("r2", "P002"), [make.suggestion("x", "r2", "P002")])
        unit.suggestions.save(*old[0].confirm(by="Anna", at=make.now))
        reason = DeclineReason.TOO_FAR
        unit.suggestions.save(*old[1].decline(by="Anna", at=make.now, reason=reason))
        unit.suggestions.save(*link(old[2], Action.NEED_INFO, make))
        new = make.suggestion("s5", "r3", step="kitchens.s5")
        unit.suggestions.add(make.run("r3"), [new])
        assert states(unit, "s1", "s2", "s3", "s4", "s5", "x") == [
            STATE.CONFIRMED,
            STATE.DECLINED,
            STATE.OBSOLETE,
            STATE.OBSOLETE,
            STATE.PROPOSED,
            STATE.PROPOSED,
        ]
        assert [unit.suggestions.get(one).version for one in ("s3", "s4", "s5")] == [2, 1, 0]
        assert [one.id for one in unit.suggestions.current("P001")] == ["s1", "s2", "s5"]


def test_a_run_that_finds_nothing_clears_the_list(people, make):
    with people(write=True) as unit:
        unit.suggestions.add(make.run("r1"), [make.suggestion()])
        unit.suggestions.add(make.run("r2"), [])
        assert unit.suggestions.current("P001") == ()


def test_a_run_for_an_opening_leaves_other_jobs_alone(people, make):
    with people(write=True) as unit:
        unit.suggestions.add(
            make.run("r1"),
            [
                make.suggestion("s1", opening="O1"),
                make.suggestion("s2", opening="O2", rank=2),
            ],
        )
        run = make.run("r2", participant=None, kind=RunKind.OPENING, opening="O1")
        unit.suggestions.add(run, [make.suggestion("s3", "r2", opening="O1")])
        assert states(unit, "s1", "s2", "s3") == [STATE.OBSOLETE, STATE.PROPOSED, STATE.PROPOSED]


@pytest.mark.parametrize(
    ("pair", "again", "state"),
    [
        ({"step": "a"}, {"step": "a"}, STATE.OBSOLETE),
        ({"step": "a"}, {"step": "b"}, STATE.PROPOSED),
        ({"opening": "O1", "step": "a"}, {"opening": "O1", "step": "b"}, STATE.OBSOLETE),
        ({"opening": "O1", "step": "a"}, {"opening": "O2", "step": "a"}, STATE.PROPOSED),
        ({"opening": "O1", "step": "a"}, {"opening": None, "step": "a"}, STATE.PROPOSED),
    ],
)
def test_a_confirmed_pair_is_not_proposed_twice(people, make, pair, again, state):
    with people(write=True) as unit:
        old = make.suggestion("s1", **pair)
        unit.suggestions.add(make.run("r1"), [old])
        unit.suggestions.save(*old.confirm(by="Anna", at=make.now))
        unit.suggestions.add(make.run("r2"), [make.suggestion("s2", "r2", **again)])
        assert states(unit, "s1", "s2") == [STATE.CONFIRMED, state]


def test_a_pair_that_another_person_confirmed_is_proposed(people, make):
    with people(write=True) as unit:
        old = make.suggestion("s1", participant="P002")
        unit.suggestions.add(make.run("r1", "P002"), [old])
        unit.suggestions.save(*old.confirm(by="Anna", at=make.now))
        unit.suggestions.add(make.run("r2"), [make.suggestion("s2", "r2")])
        assert states(unit, "s2") == [STATE.PROPOSED]


def test_the_second_to_decide_is_told_who_was_first_and_when(people, make):
    with people(write=True) as unit:
        unit.suggestions.add(make.run(), [make.suggestion()])
        unit.commit()
    with people() as unit:
        seen = unit.suggestions.get("s1")
    with people(write=True) as unit:
        unit.suggestions.save(*seen.confirm(by="Anna", at=make.now))
        unit.commit()
    late = seen.decline(by="Bo", at=make.now, reason=DeclineReason.TOO_FAR)
    with (
        people(write=True) as unit,
        pytest.raises(Conflict, match="made confirmed by Anna on 2025-03-01 at 12:00 UTC"),
    ):
        unit.suggestions.save(*late)
    with people() as unit:
        assert states(unit, "s1") == [STATE.CONFIRMED]
        assert [row.decision.by for row in unit.suggestions.decisions("P001")] == ["Anna"]


def test_a_decision_on_what_a_newer_run_replaced_is_refused(people, make):
    seen = make.suggestion()
    with people(write=True) as unit:
        unit.suggestions.add(make.run("r1"), [seen])
        unit.suggestions.add(make.run("r2", by="Siv", at=make.now + timedelta(hours=1)), [])
        with pytest.raises(Conflict, match="asked for by Siv on 2025-03-01 at 13:00 UTC"):
            unit.suggestions.save(*seen.confirm(by="Bo", at=make.now))


def test_a_move_of_nothing_and_a_decision_that_does_not_fit_are_refused(people, make):
    moved, decision = make.suggestion("s404").confirm(by="Anna", at=make.now)
    with people(write=True) as unit:
        with pytest.raises(NotFound, match="s404"):
            unit.suggestions.save(moved, decision)
        with pytest.raises(ValueError, match="does not fit"):
            unit.suggestions.save(make.suggestion("s1"), decision)


def test_decisions_are_read_as_stored_newest_first(people, make):
    first = make.suggestion("s1", title="Diskare")
    with people(write=True) as unit:
        unit.suggestions.add(make.run(), [first])
        confirmed, one = first.confirm(by="Anna", at=make.now)
        unit.suggestions.save(confirmed, one)
        signed = Signature(Role.LINKWORKER, "Siv", make.now)
        undone, two = confirmed.undo(signed, one, STANDARD)
        unit.suggestions.save(undone, two)
        later = Signature(Role.LINKWORKER, "Bo", make.now + timedelta(minutes=5))
        declined, three = undone.move(
            Action.DECLINE, later, reason=DeclineReason.TOO_FAR, note="bussen går inte"
        )
        unit.suggestions.save(declined, three)
        assert unit.suggestions.get("s1") == declined
        rows = unit.suggestions.decisions("P001")
        assert [row.decision for row in rows] == [three, two, one]
        assert {row.title for row in rows} == {"Diskare"}
        assert unit.suggestions.decisions("P002") == ()


def test_decided_ones_come_first_then_by_rank(people, make):
    listed = [make.suggestion(f"s{n}", step=f"kitchens.s{n}", rank=n) for n in (1, 2, 3)]
    with people(write=True) as unit:
        unit.suggestions.add(make.run(), listed)
        unit.suggestions.save(*listed[2].confirm(by="Anna", at=make.now))
        assert [one.id for one in unit.suggestions.current("P001")] == ["s3", "s1", "s2"]


def test_suggestions_for_somebody_who_was_removed_meanwhile_are_refused(people, make):
    with people(write=True) as unit, pytest.raises(Conflict, match="no longer there"):
        unit.suggestions.add(make.run("r1"), [make.suggestion(participant="P404")])
    with people() as unit, pytest.raises(NotFound):
        unit.suggestions.run("r1")


def test_an_id_is_used_once(people, make):
    with people(write=True) as unit:
        unit.suggestions.add(make.run("r1"), [make.suggestion("s1")])
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            unit.suggestions.add(make.run("r2"), [make.suggestion("s1", "r2")])


def test_who_is_decided_on_stays_and_who_is_not_goes_with_suggestions(people, make):
    with people(write=True) as unit:
        for code, opening in (("P001", "O1"), ("P002", "O2")):
            one = make.suggestion(f"s-{code}", f"r-{code}", code, opening=opening)
            unit.suggestions.add(make.run(f"r-{code}", code), [one])
        decided = unit.suggestions.get("s-P001")
        unit.suggestions.save(*decided.confirm(by="Anna", at=make.now))
        with pytest.raises(Conflict, match="Decisions rest on P001,"):
            unit.participants.remove(["P001", "P002"])
        with pytest.raises(Conflict, match="Decisions rest on O1,"):
            unit.openings.remove(["O1", "O2"])
        assert len(unit.participants.all()) == len(unit.openings.all()) == 2
        unit.participants.remove(["P002"])
        with pytest.raises(NotFound):
            unit.suggestions.get("s-P002")
        assert unit.suggestions.run("r-P002").participant == "P002"
