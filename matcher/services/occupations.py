"""Occupations for openings that came without codes: looked at, confirmed or refused by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import occupation_moved
from matcher.domain.concept_suggestion import ConceptState, words_key
from matcher.errors import InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptMove, ConceptMoved, ConceptSuggestion
    from matcher.domain.ids import OpeningId
    from matcher.domain.opening import Opening
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """One opening with the occupations that it may be, the surest first, and all their moves."""

    opening: Opening
    occupations: tuple[ConceptSuggestion, ...]
    moves: tuple[ConceptMoved, ...]


class OccupationService:
    """What :class:`matcher.services.concepts.ConceptService` is for told experiences.

    A confirmed occupation says what the job is called; the step of the opening stays as it is.

    Parameters
    ----------
    units
        Opens units of work.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def waiting(self) -> tuple[OpeningPage, ...]:
        """Return the openings with something to decide on, by id."""
        with self._units() as unit:
            waiting = {one.whose for one in unit.occupations.undecided()}
            return tuple(_page(unit, one) for one in unit.openings.among(waiting))

    def opening(self, opening_id: OpeningId) -> OpeningPage:
        """Return one opening.

        Raises
        ------
        NotFound
            There is none.
        """
        with self._units() as unit:
            return _page(unit, unit.openings.get(opening_id))

    def move(
        self,
        opening_id: OpeningId,
        suggestion_id: str,
        move: ConceptMove,
        *,
        by: str,
        seen_version: int | None = None,
    ) -> ConceptSuggestion:
        """Confirm, refuse, or take either back, in one transaction.

        Parameters
        ----------
        suggestion_id
            The id, or a beginning of it that no other of the opening has.
        by
            Name of the person who decides.
        seen_version
            The version that the person was looking at; ``None`` takes it as it is now.

        Raises
        ------
        InputError
            Nobody is named, or several ids begin so.
        NotFound, InvalidTransition
            There is none, or it cannot be moved so now.
        Conflict
            Somebody moved it meanwhile.
        """
        if not by.strip():
            raise InputError("Name the person who decides (--by): it stands beside the decision.")
        with self._units(write=True) as unit:
            opening = unit.openings.get(opening_id)
            before = _begins(suggestion_id, _shown(opening, unit.occupations.of(opening_id)))
            if seen_version is not None:
                before.must_be_seen(seen_version)
            at = self._now()
            after = before.move(move, by=by.strip(), at=at)
            unit.occupations.save(after, move)
            unit.audit.append(occupation_moved(after, move, by.strip(), at))
            unit.commit()
        return after


def _page(unit: UnitOfWork, opening: Opening) -> OpeningPage:
    found = unit.occupations.of(opening.id)
    return OpeningPage(opening, _shown(opening, found), unit.occupations.moves(opening.id))


def _shown(opening: Opening, found: Sequence[ConceptSuggestion]) -> tuple[ConceptSuggestion, ...]:
    """Return what was decided, and what is open for the title as it is now."""
    title = words_key(opening.title)
    shown = [one for one in found if one.words == title or one.state is not ConceptState.SUGGESTED]
    return tuple(sorted(shown, key=lambda one: (-one.confidence, one.id)))


def _begins(start: str, found: Sequence[ConceptSuggestion]) -> ConceptSuggestion:
    named = [one for one in found if start and one.id.startswith(start)]
    if len(named) > 1:
        raise InputError(f"{len(named)} ids begin with {start!r}. Write a longer part of it.")
    if not named:
        raise NotFound(
            f"No occupation {start!r} is suggested for this opening; `stegvis openings show` "
            "lists them with their ids."
        )
    return named[0]
