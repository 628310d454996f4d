"""Candidates from the vector indexes, which are first brought up to date with what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.ports import TextKind
from matcher.ranking.rows import (
    bring_up_to_date,
    index_version,
    owner_of,
    people_rows,
    target_rows,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target
    from matcher.ports import IndexShelf, TextEncoder, Vectors
    from matcher.ranking.catalogue import Profile

TARGETS, PEOPLE = "targets", "people"
CANDIDATES = 200


@dataclass(frozen=True)
class Retriever:
    """Finds candidates in indexes that are kept on a shelf."""

    shelf: IndexShelf
    encoder: TextEncoder

    def jobs_for(self, profile: Profile, targets: Sequence[Target]) -> tuple[list[Target], str]:
        """Return the jobs nearest to anything a person has told, what she wishes, and first jobs.

        First jobs are always candidates: nobody is too inexperienced to be considered for one.
        What she has said "not this kind" to is none.

        Returns
        -------
        tuple[list[Target], str]
            Candidates in the order of ``targets``, and the version of the index.
        """
        near, version = self._search(TARGETS, target_rows(targets), TextKind.WORK, profile.vectors)
        wishes = profile.person.wishes
        chosen = [
            target
            for target in targets
            if not (target.step and target.step.id in wishes.unwanted)
            and (
                target.id in near
                or target.sector in wishes.sectors
                or (target.step and (target.step.entry or target.step.id in wishes.steps))
            )
        ]
        return chosen, version

    def people_for(
        self, work: Vectors, known: Sequence[Participant], wanted: Collection[ParticipantCode]
    ) -> tuple[list[Participant], str]:
        """Return the people who have told of something nearest to a job.

        Parameters
        ----------
        work
            Shape (d,): the job.
        known
            Everybody whom the index holds.
        wanted
            Codes of those who may be returned.
        """
        rows = people_rows(known)
        allowed = [row for row in rows if owner_of(row) in wanted]
        near, version = self._search(PEOPLE, rows, TextKind.EXPERIENCE, work[None, :], allowed)
        return [person for person in known if person.code in near], version

    def _search(
        self,
        name: str,
        rows: Mapping[str, str],
        kind: TextKind,
        queries: Vectors,
        allowed: Collection[str] | None = None,
    ) -> tuple[set[str], str]:
        index = self.shelf.open(name, self.encoder)
        if bring_up_to_date(index, rows, self.encoder, kind):
            self.shelf.keep(name, index, self.encoder)
        hits = index.search(queries, CANDIDATES, allowed) if len(queries) and index.ids else []
        return {owner_of(hit.id) for row in hits for hit in row}, index_version(index)
