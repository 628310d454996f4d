"""A row of the audit log of every kind that is ever written."""

from __future__ import annotations

from decisions import make_placement, make_suggestion

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

POINT = spread.SpreadPoint(
    0.0, 0.2, 0.2, 1.0, 1.0, 3, 0, 4, 2, 0.5, spread.SuggestedFigures(0.2, 1.0, 1.0, 3)
)


STATES = (ParticipantState.REFERRED, ParticipantState.INFORMED)


def entries(make):
    """Return one entry of each kind, by the name of the function that makes it."""
    at = make.now
    return {
        **of_suggestions(make),
        **of_imports(make),
        **of_people(make),
        **of_accounts(at),
        **of_writing(at),
        **of_rounds(at),
        **of_spreading(at),
        **decisions(make),
        **told(make),
        **of_employers(make),
        **of_tokens(make),
    }


def of_suggestions(make):
    """Return the entries about lists, and what is decided on suggested concepts."""
    made, at = audit_entries, make.now
    run, place = make.run(), make_place(1, "O1", None, None, 0.5)
    _, decision = make.suggestion().confirm(by="Åsa", at=at)
    key = ConceptKey(Scheme.ESCO, "http://esco/soup")
    concept = ConceptSuggestion(
        "P001", "w", key, ConceptKind.SKILL, {"sv": "soppa"}, 0.5, FoundBy.DENSE
    )
    return {
        "run_made": made.run_made(run, [place], {"people": "d"}),
        "protected_matched": made.protected_matched(run),
        "decided": made.decided(decision, "P001"),
        "concept_moved": made.concept_moved(concept, ConceptMove.CONFIRM, "Åsa", at, "P001"),
        "occupation_moved": made.occupation_moved(concept, ConceptMove.REFUSE, "Åsa", at),
        "stopped": made.stopped(make_stop("Åsa", at, "Fel yrken")),
        "started": made.started("Åsa", at),
    }  # fmt: skip


def of_imports(make):
    """Return the entries about what is brought in."""
    made, at = audit_entries, make.now
    return {
        "imported": made.imported(make.batch(created=["P001"])),
        "import_undone": made.import_undone(make.batch(), "Åsa", at),
        "import_closed": made.import_closed("b1", 3, "clock", at),
        "columns_remembered": made.columns_remembered(ImportKind.PARTICIPANTS, 4, "Åsa", at),
        "taxonomies_switched": made.taxonomies_switched({Scheme.ESCO: 1}, "Åsa", at),
        "taxonomy_used": made.taxonomy_used(Scheme.ESCO, None, 2, "Åsa", at),
    }  # fmt: skip


def of_people(make):
    """Return the entries about participants themselves."""
    made, at = audit_entries, make.now
    _, left = move_participant(
        make.person("P001"),
        ParticipantAction.WITHDRAW,
        Signature(Role.LINKWORKER, "Åsa", at),
        LeaveReason.OWN_WISH,
    )
    return {
        "participant_moved": made.participant_moved(left),
        "participant_deleted": made.participant_deleted("P001", "Åsa", at),
        "participants_merged": made.participants_merged("P001", "f" * 64, "Åsa", at),
        "participant_informed": informing.participant_informed(
            ParticipantMove(
                "P001", ParticipantAction.INFORM, *STATES, Role.FRONT_DESK, "Åsa", at
            ),
            informing.Informed(informing.LegalBasis.PUBLIC_TASK, at.date()),
        ),
        "protected_viewed": made.protected_viewed("Åsa", at, "P001"),
        "protected_listed": made.protected_listed("Åsa", at, "P001"),
        "writing_allowed": made.writing_allowed("P001", "Åsa", at, may=False),
        "own_link_event": made.own_link_event(
            "made", PersonalLink("f" * 64, "P001", at, "Åsa", "e" * 64), "Åsa", at
        ),
        "link_event": made.link_event(
            "made", AnswerLink("f" * 64, "s1", Role.EMPLOYER, at, "Åsa"), "Åsa", at, "P001"
        ),
        "wishes_changed": made.wishes_changed("hours", "participant", at, "P001"),
    }  # fmt: skip


def of_accounts(at):
    """Return the entries about users, and who is responsible for whom."""
    made = audit_entries
    cover = Cover("c1", "u1", "u2", Role.LINKWORKER, at.date(), at.date(), "chief", at)
    return {
        "account_changed": made.account_changed("invited", "u1", "chief", at),
        "assigned": made.assigned(
            Responsibility("P001", Role.LINKWORKER, "u1", at.date(), "chief"), at
        ),
        "covered": made.covered(cover),
        "unassigned": made.unassigned("P001", Role.LINKWORKER, "u1", "chief", at),
        "cover_ended": made.cover_ended(cover, at.date(), "chief", at),
    }


def of_writing(at):
    """Return the entries about what staff write and plan."""
    return {
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
