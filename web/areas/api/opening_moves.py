"""What can be done with an own opening, and what of its wording is to be read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.machines.own_opening import OWN_OPENING, OwnOpeningAction
from matcher.domain.opening import OpeningKind
from matcher.domain.posting import REWRITTEN, wording_of
from matcher.domain.role import Role
from web.context import services
from web.languages import language

if TYPE_CHECKING:
    from matcher.domain.opening import Opening, OpeningState

_A = OwnOpeningAction
WRITE_TERMS = "write_terms"
MOVES = (
    *(one.value for one in (_A.APPROVE, _A.RETURN, _A.PAUSE, _A.RESUME, _A.CLOSE)),
    WRITE_TERMS,
)
"""As the page of an opening has them."""


def moves_of(kind: OpeningKind, state: OpeningState) -> list[str]:
    """Return what a LinkWorker can do with an opening where it stands; nothing with a lead."""
    if kind is not OpeningKind.OWN:
        return []
    possible = {one.value for one in OWN_OPENING.possible(state, Role.LINKWORKER)}
    if state in REWRITTEN:
        possible.add(WRITE_TERMS)
    return [one for one in MOVES if one in possible]


def findings_in(opening: Opening) -> list[dict[str, object]]:
    """Return what in an own opening's words may not or need not be asked for."""
    if opening.kind is not OpeningKind.OWN:
        return []
    step = services().ladders.steps.get(opening.step) if opening.step else None
    lang = language()
    return [
        {
            "words": one.words,
            "concern": one.concern,
            "why": one.why.get(lang),
            "instead": one.instead.get(lang),
        }
        for one in wording_of(opening, step)
    ]
