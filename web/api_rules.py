"""What a route of programs needs: of the role of the account, and of the scopes of the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.permissions import Permission
from matcher.domain.token_scope import TokenScope

if TYPE_CHECKING:
    from collections.abc import Mapping

_P, _S = Permission, TokenScope

API_RULES: Mapping[str, tuple[Permission, TokenScope]] = {
    "api_participants.several": (_P.SEE_PEOPLE, _S.PARTICIPANTS_READ),
    "api_participants.one": (_P.SEE_PEOPLE, _S.PARTICIPANTS_READ),
    "api_profiles.add": (_P.IMPORT_ROWS, _S.PARTICIPANTS_WRITE),
    "api_profiles.change": (_P.IMPORT_ROWS, _S.PARTICIPANTS_WRITE),
    "api_openings.several": (_P.DECIDE, _S.OPENINGS_READ),
    "api_openings.one": (_P.DECIDE, _S.OPENINGS_READ),
    **dict.fromkeys(
        (
            "api_imports.participants",
            "api_imports.openings",
            "api_imports.job_ads",
            "api_imports.job_postings",
            "api_imports.one",
            "api_imports.undo",
        ),
        (_P.IMPORT_ROWS, _S.IMPORTS_WRITE),
    ),
    "api_posting.post": (_P.POST_OPENINGS, _S.OPENINGS_WRITE),
    "api_posting.move": (_P.DECIDE, _S.OPENINGS_WRITE),
    "api_ladders.several": (_P.SEE_LADDERS, _S.LADDERS_READ),
    "api_ladders.one": (_P.SEE_LADDERS, _S.LADDERS_READ),
    "api_ladders.step": (_P.SEE_LADDERS, _S.LADDERS_READ),
    "api_suggestions.of_person": (_P.SEE_PEOPLE, _S.SUGGESTIONS_READ),
    "api_suggestions.of_opening": (_P.DECIDE, _S.SUGGESTIONS_READ),
    "api_suggestions.one": (_P.SEE_PEOPLE, _S.SUGGESTIONS_READ),
    "api_suggestions.refresh_person": (_P.SUGGEST, _S.SUGGESTIONS_WRITE),
    "api_suggestions.refresh_opening": (_P.DECIDE, _S.SUGGESTIONS_WRITE),
    "api_decisions.decide": (_P.DECIDE, _S.DECISIONS_WRITE),
    "api_decisions.answer": (_P.ASK_PERSON, _S.DECISIONS_WRITE),
    "api_permissions.of_person": (_P.ASK_PERSON, _S.DISCLOSURES_READ),
    "api_permissions.record": (_P.ASK_PERSON, _S.DISCLOSURES_WRITE),
    "api_disclosures.of_person": (_P.ASK_PERSON, _S.DISCLOSURES_READ),
    "api_disclosures.of_suggestion": (_P.SEE_PEOPLE, _S.DISCLOSURES_READ),
    "api_disclosures.tell": (_P.DECIDE, _S.DISCLOSURES_WRITE),
    "api_placements.several": (_P.SEE_PEOPLE, _S.PLACEMENTS_READ),
    "api_placements.one": (_P.SEE_PEOPLE, _S.PLACEMENTS_READ),
    "api_placements.move": (_P.DECIDE, _S.PLACEMENTS_WRITE),
    "api_follow_ups.several": (_P.SEE_PEOPLE, _S.PLACEMENTS_READ),
    "api_follow_ups.one": (_P.SEE_PEOPLE, _S.PLACEMENTS_READ),
    "api_follow_ups.move": (_P.DECIDE, _S.PLACEMENTS_WRITE),
    "api_events.several": (_P.SEE_PEOPLE, _S.EVENTS_READ),
    "api_gaps.tables": (_P.SEE_AGGREGATES, _S.GAPS_READ),
}
"""As the page or button that shows or does the same; a scope never opens more than that."""
