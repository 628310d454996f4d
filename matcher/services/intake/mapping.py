"""What openings are when they name no step: sector, step and occupations read from their texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.concept import ConceptKind
from matcher.domain.concept_suggestion import suggestions_of
from matcher.domain.importing import MappedRow, SuggestedOccupation
from matcher.domain.merging import set_by_person
from matcher.taxonomy.mapping import AdText

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.domain.importing import IncomingOpening
    from matcher.domain.link import Link
    from matcher.domain.opening import Opening
    from matcher.domain.outcomes import RowOutcome
    from matcher.taxonomy.mapping import AdMapper, AdMapping

    Progress = Callable[[int, int], None]

ADS_AT_ONCE = 128
TITLES_AT_ONCE = 16  # each is held against every label
MOST_OCCUPATIONS = 3


class LinksTitles(Protocol):
    """Finds concepts in texts of one language."""

    def link(
        self, texts: Sequence[str], lang: str, *, kinds: Collection[ConceptKind], limit: int
    ) -> list[tuple[Link, ...]]:
        """Return for each text its links, the surest first."""
        ...


@dataclass(frozen=True, slots=True)
class MappedOpenings:
    """Openings of a file with what was read from their texts.

    Parameters
    ----------
    openings
        All of them, in the order of the file.
    why
        For each, what its step rests on; ``given`` when the file or a person says it.
    occupations
        Suggested for those without a code, by id of the opening.
    """

    openings: tuple[IncomingOpening, ...]
    why: tuple[str, ...]
    occupations: dict[str, tuple[ConceptSuggestion, ...]]

    def table(self, outcomes: Sequence[RowOutcome[Opening]]) -> tuple[MappedRow, ...]:
        """Return what is shown of each, with what writing it would do."""
        return tuple(
            _mapped_row(outcome, why, self.occupations.get(outcome.after.id, ()))
            for outcome, why in zip(outcomes, self.why, strict=True)
        )


class OpeningMapping:
    """Reads openings that name no step.

    Parameters
    ----------
    mapper
        Reads sector and step.
    linking
        Suggests occupations for openings without codes; ``None`` suggests none.
    """

    def __init__(self, mapper: AdMapper, linking: LinksTitles | None) -> None:
        self._mapper = mapper
        self._linking = linking

    def read(
        self,
        openings: Sequence[IncomingOpening],
        by_person: Collection[str],
        progress: Progress | None = None,
    ) -> MappedOpenings:
        """Read what openings do not say themselves.

        Parameters
        ----------
        openings
            What a file holds, each id once.
        by_person
            Ids of openings whose step a person has set: it stays.
        progress
            Told how many of how many are mapped.
        """
        todo = [place for place, item in enumerate(openings) if _to_map(item, by_person)]
        mapped, why = list(openings), ["given"] * len(openings)
        for start in range(0, len(todo), ADS_AT_ONCE):
            chunk = todo[start : start + ADS_AT_ONCE]
            answers = self._mapper.map([_ad_text(openings[place]) for place in chunk])
            for place, answer in zip(chunk, answers, strict=True):
                mapped[place], why[place] = _with_mapping(openings[place], answer), answer.why
            if progress is not None:
                progress(min(start + ADS_AT_ONCE, len(todo)), len(todo))
        uncoded = [place for place in todo if not (openings[place].jobtech or openings[place].ssyk)]
        occupations = self._occupations([openings[place].opening for place in uncoded])
        return MappedOpenings(tuple(mapped), tuple(why), occupations)

    def _occupations(self, openings: Sequence[Opening]) -> dict[str, tuple[ConceptSuggestion, ...]]:
        found: dict[str, tuple[ConceptSuggestion, ...]] = {}
        if self._linking is None:
            return found
        kinds = [ConceptKind.OCCUPATION]
        for start in range(0, len(openings), TITLES_AT_ONCE):
            part = openings[start : start + TITLES_AT_ONCE]
            titles = [opening.title for opening in part]
            linked = self._linking.link(titles, "sv", kinds=kinds, limit=MOST_OCCUPATIONS)
            for opening, links in zip(part, linked, strict=True):
                found[opening.id] = suggestions_of(opening.id, opening.title, links)
        return found


def _to_map(item: IncomingOpening, by_person: Collection[str]) -> bool:
    return item.opening.step is None and item.opening.id not in by_person


def _ad_text(item: IncomingOpening) -> AdText:
    return AdText(item.opening.title, item.opening.text, item.jobtech, item.ssyk)


def _with_mapping(item: IncomingOpening, answer: AdMapping) -> IncomingOpening:
    """Take over an answer; a sector that the file names stays, with a step of that sector only."""
    named = item.opening.sector
    if named is not None and (answer.sector is not named or answer.step is None):
        return item
    opening = replace(
        item.opening,
        sector=answer.sector,
        step=answer.step,
        mapped_by=answer.by,
        mapping_confidence=round(answer.confidence, 4),
    )
    return replace(item, opening=opening)


def _occupation(one: ConceptSuggestion) -> SuggestedOccupation:
    label, _ = one.label("sv")
    return SuggestedOccupation(*one.key, label, one.confidence, one.found_by.value)


def _mapped_row(
    outcome: RowOutcome[Opening], why: str, occupations: Sequence[ConceptSuggestion]
) -> MappedRow:
    opening = outcome.after
    return MappedRow(
        id=opening.id,
        title=opening.title,
        change=outcome.change,
        sector=opening.sector,
        step=opening.step,
        by=opening.mapped_by,
        confidence=opening.mapping_confidence,
        why="given" if set_by_person(opening) else why,
        occupations=tuple(_occupation(one) for one in occupations),
    )
