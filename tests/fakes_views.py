"""A fake of what screens read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes_suggestions import STANDING

from matcher.domain.opening import OpeningKind
from matcher.domain.participant import REVIEWED
from matcher.domain.suggestion import UNDECIDED, SuggestionState
from matcher.domain.views import Counts, FoundOpening, FoundPerson, PersonRow

if TYPE_CHECKING:
    from fakes_rows import Rows

    from matcher.domain.participant import Participant


def _has(letters: str, *texts: str | None) -> bool:
    return any(letters.casefold() in text.casefold() for text in texts if text)


class MemoryViews:
    """:class:`matcher.ports.Views`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def people(self) -> tuple[PersonRow, ...]:
        seen = [
            one
            for one in self._rows.participants.values()
            if not one.protected_identity and one.state in REVIEWED
        ]
        rows = [self._person(one) for one in seen]
        return tuple(sorted(rows, key=lambda row: (-row.proposed, row.code)))

    def _person(self, person: Participant) -> PersonRow:
        mine = [one for one in self._rows.suggestions.values() if one.participant == person.code]
        open_ones = sorted(
            (one for one in mine if one.state in UNDECIDED), key=lambda one: (one.rank, one.id)
        )
        best = open_ones[0] if open_ones else None
        asked = [self._rows.runs[one.run].at for one in mine]
        asked += [run.at for run in self._rows.runs.values() if run.participant == person.code]
        return PersonRow(
            code=person.code,
            preferred_language=person.preferred_language,
            district=person.place.district if person.place else None,
            municipality=person.place.municipality if person.place else None,
            proposed=len(open_ones),
            confirmed=sum(one.state in STANDING for one in mine),
            declined=sum(one.state is SuggestionState.DECLINED for one in mine),
            best_step=best.step if best else None,
            best_title=best.title if best else None,
            best_band=best.band if best else None,
            suggested_at=max(asked, default=None),
        )

    def find_people(self, letters: str) -> tuple[FoundPerson, ...]:
        found = []
        for one in sorted(self._rows.participants.values(), key=lambda one: one.code):
            place = (one.place.district, one.place.municipality) if one.place else (None, None)
            if not one.protected_identity and _has(letters, one.code, *place):
                found.append(FoundPerson(one.code, one.preferred_language, *place))
        return tuple(found)

    def find_openings(self, letters: str) -> tuple[FoundOpening, ...]:
        found = []
        for one in self._rows.openings.values():
            place = (one.place.district, one.place.municipality) if one.place else (None, None)
            employer = self._rows.employers.get(one.employer)
            name = employer.name if employer else None
            if _has(letters, one.title, name, *place):
                left, link = one.places, one.origin.url if one.origin else None
                fields = (one.id, one.title, one.kind, one.state, name, *place, left, link)
                found.append(FoundOpening(*fields))
        return tuple(sorted(found, key=lambda one: (one.kind == "lead", one.title, one.id)))

    def counts(self) -> Counts:
        rows = self._rows
        own = [one for one in rows.openings.values() if one.kind is OpeningKind.OWN]
        kept = [
            one for one in rows.suggestions.values() if one.state is not SuggestionState.OBSOLETE
        ]
        return Counts(
            participants=sum(not one.protected_identity for one in rows.participants.values()),
            employers=len(rows.employers),
            openings=len(own),
            leads=len(rows.openings) - len(own),
            places=sum(one.places for one in own),
            suggestions=len(kept),
            decisions=len(rows.decisions),
        )
