"""Every column of every kind of row that is ever written, changed one after the other."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from decisions import make_placement, make_suggestion
from sqlalchemy.engine import make_url

from matcher import domain
from matcher.domain import (
    application,
    audit_applying,
    audit_decisions,
    audit_employers,
    audit_entries,
    audit_planning,
    audit_rounds,
    audit_tokens,
    demand_note,
    disclosure_entries,
    draft,
    informing,
    instrument,
    ladder_version,
    plan,
    plan_activity,
    rounds,
    spread,
    step_move,
)
from matcher.domain.answer_link import AnswerLink
from matcher.domain.api_token import ApiToken
from matcher.domain.audit import AuditEvent, verify
from matcher.domain.caseload import Cover, Responsibility
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.disclosure import Disclosure, How
from matcher.domain.employer_answer import HowItGoes, WorkplaceAnswer
from matcher.domain.follow_up import FollowUp
from matcher.domain.importing import ImportKind
from matcher.domain.ladder import StepState
from matcher.domain.link import FoundBy
from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.placement import PlacementState
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Message
from matcher.domain.opening import OpeningState
from matcher.domain.outbox import MessageState, wait_in_outbox
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove, move_participant
from matcher.domain.periods import FollowUpPoint
from matcher.domain.permission import FieldGroup, Permission, Withdrawal
from matcher.domain.personal_link import PersonalLink
from matcher.domain.posting import PostingLink
from matcher.domain.replay import make_place
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.domain.signature import Signature
from matcher.domain.stop import make_stop
from matcher.domain.text import LocalText
from matcher.domain.token_scope import TokenScope
from matcher.persistence.audit_rows import TRIGGERS

pytestmark = pytest.mark.sqlite

POINT = spread.SpreadPoint(
    0.0, 0.2, 0.2, 1.0, 1.0, 3, 0, 4, 2, 0.5, spread.SuggestedFigures(0.2, 1.0, 1.0, 3)
)
STATES = (ParticipantState.REFERRED, ParticipantState.INFORMED)
COLUMNS = tuple("organisation_id" if n == "organisation" else n for n in AuditEvent._fields)


def entries(make):
    """Return one entry of each kind, by the name of the function that makes it."""
    made, at = audit_entries, make.now
    run, place = make.run(), make_place(1, "O1", None, None, 0.5)
    _, decision = make.suggestion().confirm(by="Åsa", at=at)
    key = ConceptKey(Scheme.ESCO, "http://esco/soup")
    concept = ConceptSuggestion(
        "P001", "w", key, ConceptKind.SKILL, {"sv": "soppa"}, 0.5, FoundBy.DENSE
    )
    _, left = move_participant(
        make.person("P001"),
        ParticipantAction.WITHDRAW,
        Signature(Role.LINKWORKER, "Åsa", at),
        LeaveReason.OWN_WISH,
    )
    return {
        "run_made": made.run_made(run, [place], {"people": "d"}),
        "protected_matched": made.protected_matched(run),
        "decided": made.decided(decision, "P001"),
        "concept_moved": made.concept_moved(concept, ConceptMove.CONFIRM, "Åsa", at, "P001"),
        "occupation_moved": made.occupation_moved(concept, ConceptMove.REFUSE, "Åsa", at),
        "imported": made.imported(make.batch(created=["P001"])),
        "import_undone": made.import_undone(make.batch(), "Åsa", at),
        "taxonomies_switched": made.taxonomies_switched({Scheme.ESCO: 1}, "Åsa", at),
        "taxonomy_used": made.taxonomy_used(Scheme.ESCO, None, 2, "Åsa", at),
        "stopped": made.stopped(make_stop("Åsa", at, "Fel yrken")),
        "started": made.started("Åsa", at),
        "participant_moved": made.participant_moved(left),
        "participant_deleted": made.participant_deleted("P001", "Åsa", at),
        "participants_merged": made.participants_merged("P001", "f" * 64, "Åsa", at),
        "account_changed": made.account_changed("invited", "u1", "chief", at),
        "assigned": made.assigned(
            Responsibility("P001", Role.LINKWORKER, "u1", at.date(), "chief"), at
        ),
        "covered": made.covered(
            Cover("c1", "u1", "u2", Role.LINKWORKER, at.date(), at.date(), "chief", at)
        ),
        "unassigned": made.unassigned("P001", Role.LINKWORKER, "u1", "chief", at),
        "cover_ended": made.cover_ended(
            Cover("c1", "u1", "u2", Role.LINKWORKER, at.date(), at.date(), "chief", at),
            at.date(),
            "chief",
            at,
        ),
        "protected_viewed": made.protected_viewed("Åsa", at, "P001"),
        "protected_listed": made.protected_listed("Åsa", at, "P001"),
        "link_event": made.link_event(
            "made", AnswerLink("f" * 64, "s1", Role.EMPLOYER, at, "Åsa"), "Åsa", at, "P001"
        ),
        "import_closed": made.import_closed("b1", 3, "clock", at),
        "columns_remembered": made.columns_remembered(ImportKind.PARTICIPANTS, 4, "Åsa", at),
        "writing_allowed": made.writing_allowed("P001", "Åsa", at, may=False),
        "own_link_event": made.own_link_event(
            "made", PersonalLink("f" * 64, "P001", at, "Åsa", "e" * 64), "Åsa", at
        ),
        "wishes_changed": made.wishes_changed("hours", "participant", at, "P001"),
        **of_rounds(at),
        **decisions(make),
        **told(make),
        **of_employers(make), **of_tokens(make),
        "participant_informed": informing.participant_informed(
            ParticipantMove(
                "P001", ParticipantAction.INFORM, *STATES, Role.FRONT_DESK, "Åsa", at
            ),
            informing.Informed(informing.LegalBasis.PUBLIC_TASK, at.date()),
        ),
        "application_moved": audit_applying.application_moved(
            application.ApplicationVersion(
                "P001", 1, application.Target(application.TargetKind.STEP, "kitchens.porter"),
                application.ApplicationMove.WRITE, "Åsa", at,
            )
        ),
        "plan_moved": plan.plan_moved(
            plan.PlanVersion(
                "P001", 1, "a1", plan.PlanMove.ADD, "Åsa", at,
                plan_activity.Activity(
                    plan_activity.Written(plan_activity.ActivityKind.SFI, at.date())
                ),
            )
        ),
        "note_moved": demand_note.note_moved(
            demand_note.NoteVersion("Lerum", 1, demand_note.NoteMove.WRITE, "Text", "Åsa", at)
        ),
        "draft_made": audit_planning.draft_made(
            draft.Draft(
                at.date(), 3, 2, 2, 4, draft.DraftSum(1.5, 2), draft.DraftSum(1.4, 2), 1.5, ()
            ),
            "d1", "Åsa", at, {"encoder": "e"},
        ),
        **of_spreading(at),
        "ladder_changed": ladder_version.ladder_changed(
            ladder_version.LadderVersion(
                Sector.KITCHENS, 2, ladder_version.LadderAction.AGREE, "Åsa", at, 1,
                ("kitchens.porter",), "Kök AB", at.date(),
            )
        ),
        "step_moved": step_move.step_moved(
            step_move.StepMove(
                "kitchens.porter", StepAction.AGREE, StepState.DRAFT, StepState.AGREED,
                Role.PLANNER, "Åsa", at, "Kök AB", at.date(),
            )
        ),
    }  # fmt: skip


def of_spreading(at):
    """Return the entries about lists that are spread, and prices they are chosen at."""
    found = spread.SpreadReport(
        at.date(), 3, 3, 2, 2, 2, 4, 10, 3, spread.SpreadBy.PLACES, POINT, None, None, (POINT,),
        3.1, 3.1, ((2, 2),), (),
    )  # fmt: skip
    prices = spread.prices_of(found, 7, "Åsa", at)
    return {
        "lists_spread": audit_planning.lists_spread(found, "s1", "Åsa", at, {"encoder": "e"}),
        "prices_used": audit_planning.prices_used(prices, found, "before"),
        "prices_ended": audit_planning.prices_ended(prices.id, "Åsa", at),
    }


def of_rounds(at):
    """Return the entries about questions to people."""
    made, about = audit_rounds, rounds.Round("r1", "P001", "own", 1, at.date(), "Åsa", at)
    asked = instrument.Instrument("own", 1, "none", True, LocalText("a", "b", "c"), (), 4)
    said = rounds.Response(
        "r1", 1, "closer", rounds.AnswerStatus.ANSWERED, at, 4, rounds.HowAnswered.SELF
    )
    return {
        "instrument_used": made.instrument_used(asked, "Åsa", at),
        "round_made": made.round_made(about),
        "round_not_asked": made.round_not_asked(about, "Åsa", at),
        "question_passed": made.question_passed(said, "participant", "P001"),
    }


def decisions(make):
    """What is said of openings, placements, follow-ups and handing over."""
    made, at = audit_decisions, make.now
    signed = Signature(Role.LINKWORKER, "Åsa", at)
    move = made.OpeningMove("O1", "close", OpeningState.OPEN, OpeningState.CLOSED, "not_needed")
    asked = FollowUp("L1", FollowUpPoint.TWO_WEEKS, at.date())
    return {
        "placement_moved": made.placement_moved(
            make_placement(PlacementState.ENDED_EARLY), "end_early", signed
        ),
        "follow_up_moved": made.follow_up_moved(asked, "answer", signed, "P001"),
        "opening_moved": made.opening_moved(move, signed),
        "handed_over": made.handed_over(make_suggestion(handed_to="Bo"), signed),
    }


def told(make):
    """What is said of permissions, of what was told, and of messages."""
    made, at = disclosure_entries, make.now
    given = ("P001", "E1", "O1", FieldGroup.CODE)
    permission = Permission("p1", *given, at.date(), None, at, AnswerMode.PHONE, "Åsa")
    withdrawal = Withdrawal("P001", "O1", FieldGroup.CODE, AnswerMode.PHONE, "Åsa", at)
    disclosure = Disclosure(
        "d1", "f" * 64, "E1", "O1", "Eva", FieldGroup.CODE, How.CALL, "Åsa", at, "p1", None
    )
    asked = Message("participant", "P001", "ask", {"opening": "O1"})
    message = wait_in_outbox(asked, "m1", by="Åsa", at=at)
    copied = message.handled(MessageState.COPIED, by="Åsa", at=at)
    return {
        "permission_granted": made.permission_granted(permission),
        "permission_withdrawn": made.permission_withdrawn(permission, withdrawal),
        "disclosed": made.disclosed(disclosure, "P001"),
        "message_put": made.message_put(message),
        "message_handled": made.message_handled(copied, "Åsa", at),
        "message_not_sent": made.message_not_sent(copied, "Åsa", at),
    }


def of_employers(make):
    """What is said of what employers do by links, and of relations with them."""
    made, at = audit_employers, make.now
    answer = WorkplaceAnswer("L1", FollowUpPoint.TWO_WEEKS, HowItGoes.GOES_WELL, "Eva", at)
    link = PostingLink("f" * 64, "E1", "Eva", at, "Åsa")
    return {
        "meeting_offered": made.meeting_offered("s1", "P001", 3, "Åsa", at),
        "workplace_answered": made.workplace_answered(
            answer, Signature(Role.EMPLOYER, "employer", at), "P001"
        ),
        "posting_link_made": made.posting_link_made(link),
        "relation_written": made.relation_written("relation.promise", "E1", "Åsa", at, {"n": 2}),
    }


def of_tokens(make):
    """What is said of tokens of programs."""
    scopes = frozenset({TokenScope.PARTICIPANTS_READ})
    token = ApiToken("t1", "Fall", "u1", Role.LINKWORKER, scopes, make.now, "Åsa", make.now)
    return {"token_moved": audit_tokens.token_moved("made", token, "Åsa", make.now)}


def verdict(units):
    with units() as unit:
        return verify(unit.audit.events(), unit.audit.head())


def modules_of_the_domain():
    """Every module in which something may say what the audit log says."""
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}.")
    ]


def test_there_is_a_row_of_every_kind(make):
    makers = {
        name
        for module in modules_of_the_domain()
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(made).return_annotation == "AuditEntry"
        # What only adds to an entry makes none.
        and "entry" not in inspect.signature(made).parameters
    }

    assert set(entries(make)) == makers
    actions = [entry.action for entry in entries(make).values()]
    assert len(set(actions)) == len(actions)


@pytest.fixture
def filled(units, make, engine, database_url):
    """A row of every kind, and the file as somebody has it who owns it: nothing refuses."""
    listed = entries(make)
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        for entry in listed.values():
            unit.audit.append(entry)
        unit.commit()
    engine.dispose()
    with closing(sqlite3.connect(Path(make_url(database_url).database))) as connection:
        # A thousand small changes: none of them has to outlive the power.
        connection.execute("PRAGMA synchronous = OFF")
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
        yield connection, list(listed)


def test_a_changed_byte_in_any_column_of_any_kind_of_row_is_found_and_named(units, filled):
    connection, kinds = filled
    assert verdict(units).rows == len(kinds)

    missed = []
    for row, kind in enumerate(kinds, start=1):
        for column in COLUMNS:
            old = connection.execute(
                f"SELECT {column} FROM audit_events WHERE sequence = {row}"  # noqa: S608
            ).fetchone()[0]
            for new in changed_bytes(old):
                change(connection, column, row, new)
                found = verdict(units)
                if found.first_broken != row or str(row) not in (found.why or ""):
                    missed.append((kind, column, old, new, found))
                change(connection, column, row if column != "sequence" else new, old)
    assert missed == []
    assert verdict(units).ok


def changed_bytes(old):
    """Yield the value with its first, middle and last byte another; a missing one with a byte."""
    if old is None:
        return ["x"]
    if isinstance(old, int):
        return [old + 1000]
    places = sorted({0, len(old) // 2, max(len(old) - 1, 0)})
    return [old[:at] + ("#" if old[at : at + 1] != "#" else "%") + old[at + 1 :] for at in places]


def change(connection, column, row, value):
    of_row = f"UPDATE audit_events SET {column} = ? WHERE sequence = ?"  # noqa: S608
    connection.execute(of_row, (value, row))
    connection.commit()


@pytest.mark.parametrize(("column", "value"), [("rows", 1), ("hash", "0" * 64)])
def test_a_changed_head_is_found_too(units, filled, column, value):
    connection, _ = filled
    connection.execute(f"UPDATE audit_heads SET {column} = ?", (value,))  # noqa: S608
    connection.commit()

    assert not verdict(units).ok
