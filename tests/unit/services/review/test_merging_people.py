"""A person entered twice becomes one with both histories, whatever she had under either code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from line import DEMO, EMPLOYER, own
from programme import MemoryShelf
from sqlalchemy.exc import IntegrityError

from matcher.domain.account import User
from matcher.domain.caseload import Responsibility
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.disclosure import How, Telling
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.link import FoundBy
from matcher.domain.message import Recipient
from matcher.domain.participant import ParticipantState
from matcher.domain.permission import FieldGroup, Withdrawal
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import DecisionError, InputError
from matcher.persistence.bulk import insert_all, table_of
from matcher.persistence.merged_codes import NUMBERED, ONCE, histories
from matcher.services.duplicates import DuplicateService

P1, P2, P3 = (ParticipantCode(f"P00{number}") for number in (1, 2, 3))


AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


TODAY = date(2026, 11, 23)


@pytest.fixture
def duplicates(line):
    return DuplicateService(line.units, MemoryShelf(), HashingEncoder(), line.now)


def change(line, code, **facts):
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), **facts)])
        unit.commit()


def tell(line, code, telling_id, opening="O1"):
    with line.units(write=True) as unit:
        told = unit.disclosures.tell(
            Telling(telling_id, code, EMPLOYER.id, opening, "Eva", FieldGroup.CODE, How.CALL,
                    "Anna", line.now())
        )  # fmt: skip
        unit.commit()
    assert told is not None


def users(line, *names):
    with line.units(write=True) as unit:
        for name in names:
            unit.accounts.put(User(UserId(name), name, name, name, True, AT))
        unit.commit()


def assign(line, code, role, user, since, **more):
    with line.units(write=True) as unit:
        unit.caseloads.assign(Responsibility(code, role, UserId(user), since, "admin", **more))
        unit.commit()


def responsible(line, code):
    with line.units() as unit:
        return {(one.role, one.user, one.since, one.until) for one in unit.caseloads.history(code)}


def every_row(line, code):
    """How many rows of each history a person has."""
    with line.units() as unit:
        return dict(unit.merged.counts(code))


def test_both_histories_are_whole_after_a_merge(line, duplicates):
    line.put(2, own(places=2), own("O2"))
    line.present("P001-O1")
    tell(line, P1, "d1")
    line.present("P002-O2")
    tell(line, P2, "d2", "O2")
    users(line, "u1", "u2")
    assign(line, P1, Role.COORDINATOR, "u1", date(2026, 1, 1))
    assign(line, P2, Role.COORDINATOR, "u2", date(2026, 2, 1))
    with line.units(write=True) as unit:
        unit.looks.note(P1, "Anna", "profile", AT)
        unit.looks.note(P2, "Anna", "profile", AT)
        unit.looks.note(P2, "Bo", "profile", AT)
        unit.commit()
    before, of_the_first = every_row(line, P2), every_row(line, P1)
    assert {"suggestions", "permissions", "caseloads", "person_views", "outbox_messages"} <= set(
        before
    )

    done = duplicates.merge(P1, P2, by="Astrid")

    assert done.moved == before
    now = every_row(line, P1)
    for table, rows in before.items():
        # Anna's look at both within one hour is one look at the person.
        both = rows + of_the_first.get(table, 0) - (table == "person_views")
        assert now[table] == both, table
    assert every_row(line, P2) == {}
    assert line.state("P002-O2") is SuggestionState.PRESENTED
    assert line.get("P002-O2").participant == P1
    with line.units() as unit:
        held = {(one.opening, one.field_group) for one in unit.permissions.of(P1)}
        assert [one.id for one in unit.disclosures.of(P1)] == ["d1", "d2"]
        assert {row["id"] for row in unit.erasure.rows(P1)["disclosures"]} == {"d1", "d2"}
    assert held == {
        (opening, group)
        for opening in ("O1", "O2")
        for group in (FieldGroup.CODE, FieldGroup.SKILLS)
    }
    line.check()


def test_a_yes_taken_back_stays_so_and_what_is_permitted_goes_on(line, duplicates):
    line.put(2, own(), own("O2"))
    line.accept("P002-O1")
    line.accept("P002-O2")
    with line.units(write=True) as unit:
        unit.permissions.withdraw(
            Withdrawal(P2, "O1", FieldGroup.CODE, AnswerMode.PHONE, "Anna", line.now())
        )
        unit.commit()

    duplicates.merge(P1, P2, by="Astrid")

    with line.units() as unit:
        ended = {(one.opening, one.withdrawn_by) for one in unit.permissions.of(P1)}
    assert ended == {("O1", "Anna"), ("O2", None)}
    tell(line, P1, "d1", "O2")


def test_messages_to_and_about_her_find_her_under_the_code_that_stays(line, duplicates):
    line.put(2, own())
    line.confirm("P002-O1")
    line.asking.ask(line.asks("P002-O1"))
    line.asking.answer(line.asks("P002-O1"), Action.ACCEPT, AnswerMode.PHONE)
    line.presenting.present(line.asks("P002-O1"))
    with line.units() as unit:
        before = {one.id: one for one in unit.outbox.all(ended=True)}
    assert {one.about for one in before.values()} == {P2}

    duplicates.merge(P1, P2, by="Astrid")

    with line.units() as unit:
        after = {one.id: one for one in unit.outbox.all(ended=True)}
    assert after.keys() == before.keys()
    for message_id, message in after.items():
        assert message.about == P1
        to = P1 if message.to_kind is Recipient.PARTICIPANT else before[message_id].to
        assert message.to == to
        assert P2 not in message.facts.values()
        assert {**message.facts, "participant": P2} == dict(before[message_id].facts)


def test_who_was_responsible_stays_known_and_one_goes_on(line, duplicates):
    line.put(2, own())
    users(line, "u1", "u2", "u3", "u4")
    assign(line, P1, Role.COORDINATOR, "u1", date(2026, 1, 1))
    assign(line, P2, Role.COORDINATOR, "u2", date(2026, 1, 1))
    assign(line, P2, Role.COORDINATOR, "u3", date(2026, 3, 1))
    assign(line, P2, Role.LINKWORKER, "u4", date(2026, 3, 1))

    duplicates.merge(P1, P2, by="Astrid")

    first, later = date(2026, 1, 1), date(2026, 3, 1)
    assert responsible(line, P1) == {
        (Role.COORDINATOR, "u1", first, None),
        (Role.COORDINATOR, "u2", first, later),
        (Role.COORDINATOR, "u3", later, TODAY),
        (Role.LINKWORKER, "u4", later, None),
    }
    assign(line, P1, Role.COORDINATOR, "u4", TODAY)
    assert (Role.COORDINATOR, "u1", first, TODAY) in responsible(line, P1)


def test_a_handler_named_for_a_protected_identity_stays_the_handler(line, duplicates):
    line.put(2, own())
    change(line, P2, protected_identity=True)
    users(line, "u1", "u2")
    assign(line, P1, Role.LINKWORKER, "u1", date(2026, 1, 1))
    assign(line, P2, Role.LINKWORKER, "u2", date(2026, 12, 1), named=True)

    duplicates.merge(P1, P2, by="Astrid")

    assert responsible(line, P1) == {
        (Role.LINKWORKER, "u1", date(2026, 1, 1), TODAY),
        (Role.LINKWORKER, "u2", date(2026, 12, 1), None),
    }
    assert line.person("P001").protected_identity


def test_moves_of_both_are_kept_in_order(line, duplicates):
    line.put(2, own())
    suggested = [
        ConceptSuggestion(code, text, ConceptKey(Scheme.JOBTECH, f"o{n}"), ConceptKind.OCCUPATION,
                          {"sv": "Diskare"}, 0.5, FoundBy.DENSE)
        for n, (code, text) in enumerate([(P1, "a"), (P2, "b")])
    ]  # fmt: skip
    with line.units(write=True) as unit:
        unit.concepts.renew({one.whose: [one] for one in suggested}, by="Anna", at=AT)
        for one in suggested:
            unit.concepts.save(one.move(ConceptMove.CONFIRM, by="Anna", at=AT), ConceptMove.CONFIRM)
        unit.commit()

    with line.units() as unit:
        before = [
            (one.suggestion, one.move) for code in (P1, P2) for one in unit.concepts.moves(code)
        ]

    duplicates.merge(P1, P2, by="Astrid")

    with line.units() as unit:
        assert {one.words for one in unit.concepts.of(P1)} == {"a", "b"}
        moves = unit.concepts.moves(P1)
    assert sorted((one.suggestion, one.move) for one in moves) == sorted(before)


def test_a_chain_of_merges_keeps_what_was_told_under_the_first_code(line, duplicates):
    line.put(3, own())
    line.present("P003-O1")
    tell(line, P3, "d1")

    duplicates.merge(P2, P3, by="Astrid")
    duplicates.merge(P1, P2, by="Astrid")

    with line.units() as unit:
        assert [one.id for one in unit.disclosures.of(P1)] == ["d1"]
        assert {one.code for one in unit.merged.of(P1)} == {P2, P3}


def test_one_code_or_one_who_has_stopped_is_no_merge(line, duplicates):
    line.put(2, own())
    with pytest.raises(InputError, match="are one code"):
        duplicates.merge(P1, P1, by="Astrid")
    change(line, P2, state=ParticipantState.LEFT)
    with pytest.raises(DecisionError, match="one has stopped"):
        duplicates.merge(P1, P2, by="Astrid")


def test_permissions_and_placements_change_hands_for_nobody_else(line):
    line.put(2, own())
    line.present("P001-O1")
    line.hire("P001-O1")

    for table, match in (("permissions", "only ever taken back"), ("placements", "who is placed")):
        with line.units(write=True) as unit, pytest.raises(IntegrityError, match=match):
            unit.merged._connection.exec_driver_sql(
                f"UPDATE {table} SET participant = 'P002'"  # noqa: S608
            )


def test_a_permission_that_changes_hands_changes_in_nothing_else(line):
    line.put(2, own())
    line.accept("P001-O1")
    with line.units(write=True) as unit:
        row = {"organisation_id": DEMO, "code": P1, "participant": P2, "at": AT, "by": "Astrid"}
        insert_all(unit.merged._connection, table_of("merged_codes"), [row])
        unit.commit()

    for also in ("ends_on = '2026-12-31'", "withdrawn_at = given_at, withdrawn_by = 'x'"):
        with line.units(write=True) as unit, pytest.raises(IntegrityError, match="only ever"):
            unit.merged._connection.exec_driver_sql(
                f"UPDATE permissions SET participant = 'P002', {also}"  # noqa: S608
            )


def test_no_history_can_be_lost_unnoticed():
    """A table whose rows may clash is numbered, or says that the same words stay once."""
    clashing = {
        table.name
        for table in histories()
        if any(
            column.name in {"participant", "code"} and column.primary_key
            for column in table.columns
            if table.name != "merged_codes"
        )
    }
    assert clashing == {*NUMBERED, *ONCE}
