"""Who may use which route: one table by endpoint; a route that is not in it is used by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.permissions import Permission
from web.api_rules import API_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.token_scope import TokenScope


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a route.

    Parameters
    ----------
    needs
        What the role must be allowed; ``None``: everybody who is signed in.
    public
        Whoever comes, without signing in.
    fresh
        The password must have been typed a short while ago.
    scope
        For programs: what their token must be made for. Nobody who is signed in comes here.
    """

    needs: Permission | None = None
    public: bool = False
    fresh: bool = False
    scope: TokenScope | None = None


PUBLIC = Rule(public=True)
SIGNED_IN = Rule()
FRESH = Rule(fresh=True)
_SEE = Rule(Permission.SEE_PEOPLE)
_DECIDE = Rule(Permission.DECIDE)
_CONCEPTS = Rule(Permission.CONFIRM_CONCEPTS)
_IMPORT = Rule(Permission.IMPORT_ROWS)
_ASK = Rule(Permission.ASK_PERSON)
_LADDERS = Rule(Permission.SEE_LADDERS)
_OF_EMPLOYER = Rule(Permission.ANSWER)
_LOOK_AT_ACCOUNTS = Rule(Permission.MANAGE_ACCOUNTS)
_MANAGE = Rule(Permission.MANAGE_ACCOUNTS, fresh=True)
_LOG = Rule(Permission.READ_LOG)
_SWITCH = Rule(Permission.STOP_SUGGESTIONS)

RULES: Mapping[str, Rule] = {
    "static": PUBLIC,
    "assets.bootstrap": PUBLIC,
    "_switch_language": PUBLIC,
    "auth.sign_in": PUBLIC,
    "auth.second_step": PUBLIC,
    "auth.welcome": PUBLIC,
    "auth.demo": PUBLIC,
    "auth.sign_out": SIGNED_IN,
    "auth.verify": SIGNED_IN,
    "auth.change_role": SIGNED_IN,
    "auth.me": SIGNED_IN,
    "auth.set_up_second_step": FRESH,
    "auth.end_second_step": FRESH,
    "auth.renew_recovery_codes": FRESH,
    "accounts.users": _LOOK_AT_ACCOUNTS,
    "accounts.invite": _MANAGE,
    "accounts.grant": _MANAGE,
    "accounts.reset": _MANAGE,
    "accounts.set_active": _MANAGE,
    "oversight.rows": _LOG,
    "oversight.verify": _LOG,
    "oversight.agreement": _LOG,
    "switch.look": _SWITCH,
    "switch.stop": _SWITCH,
    "switch.start": _SWITCH,
    "caseloads.overview": _LOOK_AT_ACCOUNTS,
    "caseloads.people": _LOOK_AT_ACCOUNTS,
    "caseloads.check": _LOOK_AT_ACCOUNTS,
    "caseloads.save": _MANAGE,
    "caseloads.take_back": _MANAGE,
    "cover.form": _LOOK_AT_ACCOUNTS,
    "cover.give": _MANAGE,
    "cover.end": _MANAGE,
    "own_cover.mine": _SEE,
    "own_cover.give": _SEE,
    "own_cover.end": _SEE,
    "review.people": _SEE,
    "review.person": _SEE,
    "review.refresh": Rule(Permission.SUGGEST),
    "review.suggest_concepts": _CONCEPTS,
    "review.decide_concept": _CONCEPTS,
    "review.confirm": _DECIDE,
    "review.decline": _DECIDE,
    "review.undo": _DECIDE,
    **dict.fromkeys(
        (
            "applying.jobs",
            "applying.papers",
            "applying.write",
            "applying.undo",
            "applying.restore",
            "applying.printed",
        ),
        Rule(Permission.HELP_APPLY),
    ),
    "pathways.ways": _SEE,
    "plans.plan": _SEE,
    "plans.history": _SEE,
    "plans.write": Rule(Permission.WRITE_PLAN),
    "plans.move": Rule(Permission.WRITE_PLAN),
    "rounds.several": _SEE,
    "rounds.ask": Rule(Permission.WRITE_PLAN),
    "rounds.not_asked": Rule(Permission.WRITE_PLAN),
    "today.today": _DECIDE,
    "today.queue": _DECIDE,
    "today.confirm": _DECIDE,
    "today.decline": _DECIDE,
    "today.undo": _DECIDE,
    "line.suggestion": _SEE,
    **dict.fromkeys(
        (
            "line.need_info",
            "line.give_info",
            "line.hand_over",
            "line.permit",
            "line.told",
            "line.check_presenting",
            "line.present",
            "line.meet",
            "line.begin_trial",
            "line.check_hiring",
            "line.hire",
            "line.not_hire",
            "line.move_lead",
            "placements.write_card",
            "placements.start",
            "placements.go_on",
            "placements.not_start",
            "placements.end_early",
            "placements.complete",
            "placements.answer",
            "placements.waive",
            "placements.move_on",
            "calls.new",
            "calls.agree",
            "calls.who",
            "calls.look_again",
            "calls.confirm",
            "declines.several",
            "declines.decline",
        ),
        _DECIDE,
    ),
    **dict.fromkeys(("line.ask", "line.answer", "line.withdraw", "calls.ask_all"), _ASK),
    **dict.fromkeys(("permitting.several", "permitting.give", "permitting.take_back"), _ASK),
    "why.ask": Rule(Permission.SUGGEST),
    "drafts.draft": Rule(Permission.SUGGEST),
    "drafts.begin": Rule(Permission.SUGGEST),
    "trainings.several": Rule(Permission.SUGGEST),
    "trainings.begin": Rule(Permission.SUGGEST),
    "placements.placement": _SEE,
    "placements.card": _SEE,
    "placements.suggest_next": Rule(Permission.SUGGEST),
    # What stands behind a figure is narrowed to whom the reader may see, as the lists are.
    "figures.several": _SEE,
    "figures.people_behind": _SEE,
    "figures.employers_behind": _DECIDE,
    "named.people": _SEE,
    "named.suggest": Rule(Permission.SUGGEST),
    "search.results": _SEE,
    "tour.stops": SIGNED_IN,
    "tour.seen": SIGNED_IN,
    "imports.start": _IMPORT,
    "imports.bring": _IMPORT,
    "imports.columns": _IMPORT,
    "imports.choose": _IMPORT,
    "imports.check": _IMPORT,
    "imports.mend": _IMPORT,
    "imports.save": _IMPORT,
    "imports.progress": _IMPORT,
    "imports.give_up": _IMPORT,
    "imports.report": _IMPORT,
    "imports.undo": _IMPORT,
    "imports.first": _IMPORT,
    "imports.suggest": Rule(Permission.SUGGEST),
    # Whoever has the link of an answer may open it: the token, the personal code and the fourteen
    # days are the rule.
    "answers.neutral": PUBLIC,
    "answers.check_code": PUBLIC,
    "answers.answer": PUBLIC,
    "answers.forward": PUBLIC,
    "answers.decline": PUBLIC,
    "answers.hire": PUBLIC,
    "answers.how_it_goes": PUBLIC,
    **dict.fromkeys(
        (
            "workplace.home",
            "workplace.opening",
            "workplace.person",
            "workplace.answer",
            "workplace.decline",
            "workplace.hire",
            "workplace.how_it_goes",
            "workplace.forward",
            "posting.post_own",
        ),
        _OF_EMPLOYER,
    ),
    "posting.neutral": PUBLIC,
    "posting.open_link": PUBLIC,
    "posting.form": PUBLIC,
    "posting.check": PUBLIC,
    "posting.submit": PUBLIC,
    # It answers from the words alone and knows of nobody.
    "posting.wording": PUBLIC,
    "posting.invite": _DECIDE,
    "posting.post_for": _DECIDE,
    "relations.employers": _DECIDE,
    "relations.employer": _DECIDE,
    "relations.write": _DECIDE,
    "openings.several": _DECIDE,
    "openings.one": _DECIDE,
    "openings.terms": _DECIDE,
    "openings.move": _DECIDE,
    "answers.ask": _ASK,
    "answers.offer_times": _ASK,
    # Whoever has a link and the personal code sees the pages of the person it was made for, for a
    # quarter of an hour; quick exit is for everybody.
    "participants.leave": PUBLIC,
    "participants.calendar": PUBLIC,
    "participants.neutral": PUBLIC,
    "participants.check_code": PUBLIC,
    "participants.start": PUBLIC,
    "participants.job": PUBLIC,
    "participants.answer": PUBLIC,
    "participants.ring_me": PUBLIC,
    "participants.browse": PUBLIC,
    "participants.trade": PUBLIC,
    "participants.step": PUBLIC,
    "participants.openings": PUBLIC,
    "participants.say": PUBLIC,
    "participants.hours": PUBLIC,
    "participants.set_hours": PUBLIC,
    "participants.withdraw": PUBLIC,
    "participants.data": PUBLIC,
    "participants.known": PUBLIC,
    "participants.looks": PUBLIC,
    "participants.plan": PUBLIC,
    "participants.ways": PUBLIC,
    "participants.yes": PUBLIC,
    "participants.take_back": PUBLIC,
    "participants.let_know": PUBLIC,
    "participants.download": PUBLIC,
    "participants.pause": PUBLIC,
    "participants.ask_stop": PUBLIC,
    "participants.stop": PUBLIC,
    **dict.fromkeys(
        (
            "participants.questions",
            "participants.question",
            "participants.say_answer",
            "participants.answers",
            "participants.papers",
            "participants.papers_for",
            "participants.paper",
            "participants.print_paper",
            "participants.paper_part",
            "participants.write_part",
            "participants.undo_paper",
            "participants.restore_paper",
        ),
        PUBLIC,
    ),
    "participants.make_link": _ASK,
    "answers.invite_employer": _ASK,
    **dict.fromkeys(
        (
            "planning.gaps",
            "planning.area",
            "planning.chart",
            "planning.file",
            "planning.what_if",
            "planning.flow",
            "planning.flow_file",
            "planning.flow_drawing",
            "planning.target",
            "planning.target_file",
            "planning.progress",
            "planning.progress_file",
            "planning.shares",
            "planning.make_shares",
            "planning.shares_chart",
            "planning.shares_file",
            "planning.write_note",
            "planning.undo_note",
        ),
        Rule(Permission.SEE_AGGREGATES),
    ),
    "ladders.several": _LADDERS,
    "ladders.one": _LADDERS,
    "ladders.versions": _LADDERS,
    "ladders.differences": _LADDERS,
    "ladders.download": _LADDERS,
    **dict.fromkeys(
        (
            "ladders.draft",
            "ladders.part",
            "ladders.save",
            "ladders.add_step",
            "ladders.remove_step",
            "ladders.undo",
            "ladders.agree",
            "ladders.check_publish",
            "ladders.publish",
            "ladders.upload",
            "ladders.look",
            "ladders.take",
            "ladders.step",
            "ladders.move",
        ),
        Rule(Permission.WRITE_LADDERS),
    ),
    # The document of the API says what there is, and nothing of anybody.
    "api-docs.openapi_json": PUBLIC,
    **{endpoint: Rule(needs, scope=scope) for endpoint, (needs, scope) in API_RULES.items()},
}
