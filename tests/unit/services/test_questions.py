"""Questions that are put, answered, skipped and superseded; what the log and staff are told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import P001, P002, P003, make_office
from programme import MemoryShelf

from matcher.domain.ids import ParticipantCode, RoundId
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import move_participant
from matcher.domain.role import Role
from matcher.domain.rounds import AnswerStatus, HowAnswered, Response
from matcher.domain.signature import Signature
from matcher.domain.target_question import TargetFacts, TargetRound
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.interchange.instrument_file import read_instrument
from matcher.services.duplicates import DuplicateService
from matcher.services.questions import QuestionService
from matcher.settings import shared_path

SELF = HowAnswered.SELF
OWN = read_instrument(shared_path("data", "instruments", "own.yaml"))


@pytest.fixture
def office(tmp_path):
    office = make_office(tmp_path)
    numbers = iter(range(1000))
    office.questions = QuestionService(
        office.units, office.clock, lambda: f"r{next(numbers)}", lambda: OWN
    )
    return office


def today(office):
    return office.clock.now.date()


def ask(office, *only, days=0):
    return office.questions.ask(today(office) + timedelta(days=days), by="Siv", only=only)


def facts(office):
    with office.units() as unit:
        return unit.target.facts()


def move_to(office, code, state):
    with office.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), state=state)])
        unit.commit()


def events(office, prefix):
    with office.units() as unit:
        return [one for one in unit.audit.events() if one.action.startswith(prefix)]


def test_everybody_who_takes_part_is_asked_once_a_quarter(office):
    made = ask(office)

    assert [one.participant for one in made] == [P001, P002]
    assert ask(office, days=1) == ()
    assert [one.participant for one in ask(office, days=92)] == [P001, P002]
    assert [one.action for one in events(office, "instrument")] == ["instrument.use"]
    details = json.loads(events(office, "round.make")[0].details)
    assert details == {"due": made[0].due.isoformat(), "instrument": "own-1"}


def test_who_is_named_is_asked_and_who_takes_no_part_is_refused(office):
    assert [one.participant for one in ask(office, P002)] == [P002]
    for code in (P003, ParticipantCode("P999")):
        with pytest.raises(NotFound, match="Nobody who takes part"):
            ask(office, code)
    move_to(office, P001, ParticipantState.REFERRED)
    with pytest.raises(NotFound):
        ask(office, P001)
    assert ask(office) == ()


def test_an_answer_is_kept_and_the_last_one_holds(office):
    [made] = ask(office, P001)
    first = office.questions.answer(P001, made.id, "closer", 2, SELF)
    office.questions.answer(P001, made.id, "closer", None, SELF)
    last = office.questions.answer(P001, made.id, "closer", 5, HowAnswered.READ_ALOUD)

    asked = office.questions.open_for(P001)

    assert (first.number, last.number) == (1, 3)
    assert asked.responses == {"closer": last}
    with office.units() as unit:
        rows = unit.erasure.rows(P001)["responses"]
    assert [(row["status"], row["value"]) for row in rows] == [
        ("answered", 2), ("skipped", None), ("answered", 5),
    ]  # fmt: skip
    assert facts(office).rounds == (
        TargetRound(P001, made.due, AnswerStatus.ANSWERED, closer=True),
    )
    assert facts(office).people == (P001, P002)


def test_what_is_sent_twice_is_kept_once(office):
    [made] = ask(office, P001)
    for _ in range(2):
        office.questions.answer(P001, made.id, "closer", 3, SELF)

    with office.units() as unit:
        assert len(unit.erasure.rows(P001)["responses"]) == 1
    assert len(events(office, "round.answer")) == 1
    assert facts(office).rounds[0].closer is False


def test_the_log_says_that_a_question_was_gone_through_and_no_answer(office):
    [made] = ask(office, P001)
    office.questions.answer(P001, made.id, "closer", 5, SELF)
    office.questions.answer(P001, made.id, "would_manage", None, SELF)

    answered, skipped = events(office, "round.answer")

    assert json.loads(answered.details) == {"item": "closer", "number": 1}
    assert json.loads(skipped.details) == {"item": "would_manage", "number": 2}
    assert answered.actor == "participant"


def test_staff_are_told_that_a_round_is_done_and_nothing_more(office):
    [made] = ask(office, P001)
    [before] = office.questions.standings(P001)
    for number, item in enumerate(OWN.items):
        office.questions.answer(P001, made.id, item.code, None if number else 5, SELF)

    [after] = office.questions.standings(P001)

    assert (before.done, after.done) == (False, True)
    assert (after.id, after.due, after.not_asked) == (made.id, made.due, False)
    assert set(after.__dataclass_fields__) == {"id", "due", "done", "not_asked"}


def test_who_was_not_asked_stands_so_until_she_says_something(office):
    [made] = ask(office, P001)
    office.questions.not_asked(P001, made.id, by="Siv")

    assert office.questions.standings(P001)[0].not_asked
    assert not office.questions.standings(P001)[0].done
    assert facts(office).rounds[0].status is AnswerStatus.NOT_ASKED
    with pytest.raises(InvalidTransition):
        office.questions.not_asked(P001, made.id, by="Siv")
    with pytest.raises(NotFound):
        office.questions.not_asked(P002, made.id, by="Siv")
    office.questions.answer(P001, made.id, "closer", 4, SELF)
    assert not office.questions.standings(P001)[0].not_asked
    assert facts(office).rounds[0].closer
    assert [one.action for one in events(office, "round.not")] == ["round.not_asked"]


def test_only_her_own_open_round_takes_an_answer_and_only_of_the_scale(office):
    [mine, other] = ask(office)
    [later] = ask(office, P001, days=92)
    say = office.questions.answer

    for code, round_id in ((P001, other.id), (P001, later.id), (P001, RoundId("none"))):
        with pytest.raises(NotFound):
            say(code, round_id, "closer", 5, SELF)
    with pytest.raises(NotFound):
        say(P001, mine.id, "other", 5, SELF)
    with pytest.raises(InputError, match="choose 1 to 5"):
        say(P001, mine.id, "closer", 6, SELF)
    office.clock.now += timedelta(days=92)
    with pytest.raises(NotFound):
        say(P001, mine.id, "closer", 5, SELF)
    assert say(P001, later.id, "closer", 5, SELF).number == 1


def test_before_it_is_due_and_for_who_has_left_nothing_is_open(office):
    ask(office, P001, days=1)
    assert office.questions.open_for(P001) is None
    office.clock.now += timedelta(days=1)
    assert office.questions.open_for(P001) is not None
    move_to(office, P001, ParticipantState.LEFT)
    assert office.questions.open_for(P001) is None
    assert office.questions.open_for(P002) is None


def test_her_first_and_latest_answers_stand_beside_each_other(office):
    [first] = ask(office, P001)
    office.questions.answer(P001, first.id, "closer", 2, SELF)
    office.questions.answer(P001, first.id, "knows_jobs", None, SELF)
    office.clock.now += timedelta(days=92)
    [second] = ask(office, P001)
    office.questions.answer(P001, second.id, "closer", 4, SELF)
    office.questions.answer(P001, second.id, "would_manage", 3, SELF)

    shown = {one.item.code: (one.first, one.latest) for one in office.questions.own_answers(P001)}

    assert shown == {
        "closer": ((first.due, 2), (second.due, 4)),
        "would_manage": ((second.due, 3), (second.due, 3)),
    }


def test_a_wording_is_never_changed_under_its_version(office):
    ask(office)
    licensed = replace(OWN, id="licensed", own=False)

    assert office.questions.use(licensed, by="Siv")
    assert not office.questions.use(licensed, by="Siv")
    with pytest.raises(Conflict, match="next version"):
        office.questions.use(replace(licensed, closer_from=5), by="Siv")
    assert ask(office, days=92)[0].instrument == "licensed"
    office.clock.now += timedelta(days=1)
    assert office.questions.use(OWN, by="Siv")
    assert ask(office, days=200)[0].instrument == "own"
    with office.units() as unit:
        assert unit.instruments.in_use() == OWN
        assert [one.instrument.id for one in unit.rounds.of(P001)] == ["own", "licensed", "own"]


def test_whoever_puts_questions_has_a_name(office):
    with pytest.raises(InputError, match="--by"):
        office.questions.ask(today(office), by=" ")
    with pytest.raises(InputError, match="--by"):
        office.questions.use(OWN, by="")
    assert facts(office).rounds == ()


def test_answers_are_given_out_and_go_with_the_person(office):
    for made in ask(office):
        office.questions.answer(made.participant, made.id, "closer", 5, SELF)

    with office.units(write=True) as unit:
        rows = unit.erasure.rows(P001)
        unit.erasure.erase(P001)
        unit.commit()

    assert [row["value"] for row in rows["responses"]] == [5]
    assert len(rows["rounds"]) == 1
    assert [one.participant for one in facts(office).rounds] == [P002]
    assert facts(office).people == (P002,)


def test_of_a_person_entered_twice_the_rounds_of_both_stay(office):
    for made in ask(office):
        office.questions.answer(made.participant, made.id, "closer", 5, SELF)
    duplicates = DuplicateService(office.units, MemoryShelf(), HashingEncoder(), office.clock)

    duplicates.merge(P001, P002, by="Anna")

    assert [one.closer for one in facts(office).rounds] == [True, True]
    assert {one.participant for one in facts(office).rounds} == {P001}


def test_the_report_knows_who_ever_took_part_and_nobody_protected(office):
    people = {code: ParticipantCode(code) for code in ("R1", "R2", "R3")}
    with office.units(write=True) as unit:
        plain = unit.participants.get(P001)
        unit.participants.put(
            [
                replace(plain, code=people["R1"], state=ParticipantState.REFERRED),
                replace(plain, code=people["R2"], state=ParticipantState.COMPLETED),
                replace(plain, code=people["R3"]),
            ]
        )
        left, move = move_participant(
            unit.participants.get(people["R3"]),
            ParticipantAction.WITHDRAW,
            Signature(Role.LINKWORKER, "Siv", office.clock.now),
            LeaveReason.OWN_WISH,
        )
        unit.participants.put([left])
        unit.moves.add(move)
        unit.commit()
    ask(office)
    assert facts(office).people == (P001, P002, "R2", "R3")
    with office.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P002), protected_identity=True)])
        unit.commit()

    assert facts(office).people == (P001, "R2", "R3")
    assert [one.participant for one in facts(office).rounds] == [P001]
    move_to(office, P001, ParticipantState.REFERRED)
    assert P001 in facts(office).people


def test_without_people_there_is_nothing_to_count(tmp_path):
    office = make_office(tmp_path)
    for code in (P001, P002):
        move_to(office, code, ParticipantState.INFORMED)

    assert facts(office) == TargetFacts()


@pytest.mark.parametrize(
    ("status", "value", "mode"),
    [
        (AnswerStatus.ANSWERED, None, SELF),
        (AnswerStatus.SKIPPED, 3, SELF),
        (AnswerStatus.NOT_ASKED, None, SELF),
        (AnswerStatus.SKIPPED, None, None),
    ],
)
def test_a_response_that_contradicts_itself_is_none(office, status, value, mode):
    with pytest.raises(ValueError, match=status.value):
        Response(RoundId("r"), 1, "closer", status, office.clock.now, value, mode)
