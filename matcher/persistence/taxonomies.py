"""Taxonomies in the database: versions, how they are built up, and how one comes into use."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from matcher.domain.concept import ConceptKind, Scheme
from matcher.domain.label_text import fold_label
from matcher.domain.taxonomy_intake import Known
from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion, VersionState
from matcher.errors import NotFound
from matcher.persistence.bulk import insert_all, insert_new, table_of
from matcher.persistence.rows import (
    ConceptRow,
    CrosswalkRow,
    DescriptionRow,
    LabelRow,
    RelationRow,
    TaxonomyFileRow,
    TaxonomyVersionRow,
)
from matcher.persistence.taxonomy_changes import concepts_only_in, confirmed_only_in
from matcher.persistence.taxonomy_queries import TaxonomyQueries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import RowMapping

    from matcher.domain.concept import Concept, Crosswalk
    from matcher.domain.taxonomy_change import ConfirmedConcept
    from matcher.domain.taxonomy_intake import TaxonomyRows
    from matcher.persistence.values import Values


class SqlTaxonomies(TaxonomyQueries):
    """:class:`matcher.ports.Taxonomies` in one transaction; the rows belong to nobody."""

    def versions(self) -> tuple[TaxonomyVersion, ...]:
        """Return every version, newest first."""
        files: dict[int, list[TaxonomyFile]] = defaultdict(list)
        listed = select(TaxonomyFileRow.__table__).order_by(TaxonomyFileRow.position)
        for row in self._connection.execute(listed).mappings():
            names = ("name", "sha256", "rows", "rejected", "set_aside")
            files[row["version"]].append(TaxonomyFile(**{name: row[name] for name in names}))
        found = self._connection.execute(
            select(TaxonomyVersionRow.__table__).order_by(TaxonomyVersionRow.number.desc())
        ).mappings()
        return tuple(_version_of(row, files[row["number"]]) for row in found)

    def begin(self, scheme: Scheme, name: str, at: datetime, by: str) -> int:
        """Start a version that is not in use yet, and return its number."""
        newest = select(func.coalesce(func.max(TaxonomyVersionRow.number), 0))
        number = int(self._connection.scalar(newest) or 0) + 1
        row: Values = {
            "number": number,
            "scheme": scheme.value,
            "name": name,
            "state": VersionState.BUILDING.value,
            "at": at,
            "by": by,
            "counts": {},
            "prepared_for": None,
        }
        insert_all(self._connection, table_of(TaxonomyVersionRow.__tablename__), [row])
        return number

    def discard(self, number: int) -> None:
        """Delete a version with all that is in it."""
        self._connection.execute(
            delete(TaxonomyVersionRow).where(TaxonomyVersionRow.number == number)
        )

    def known(self, number: int) -> Known:
        """Return the concepts that a version has so far."""
        known = Known()
        rows = self._connection.execute(
            select(ConceptRow.id, ConceptRow.kind, ConceptRow.code).where(
                ConceptRow.version == number
            )
        )
        for concept_id, kind, code in rows:
            known.kinds[concept_id] = ConceptKind(kind)
            if kind == ConceptKind.GROUP.value and code:
                known.groups[code] = concept_id
        return known

    def put(self, number: int, rows: TaxonomyRows, file: TaxonomyFile) -> None:
        """Add what a file holds, and that it was read whole."""
        numbers = self._number_concepts(number, rows.concepts)
        insert_new(
            self._connection,
            table_of(LabelRow.__tablename__),
            [
                {"version": number, "concept": numbers[concept.id], **label}
                for concept in rows.concepts
                for label in _labels(concept)
            ],
        )
        insert_new(
            self._connection,
            table_of(DescriptionRow.__tablename__),
            [
                {"version": number, "concept": numbers[concept.id], "lang": lang, "text": text}
                for concept in rows.concepts
                for lang, text in concept.descriptions.items()
            ],
        )
        insert_new(
            self._connection,
            table_of(RelationRow.__tablename__),
            [
                {
                    "version": number,
                    "source": numbers[tie.source],
                    "kind": tie.kind.value,
                    "target": numbers[tie.target],
                    "percentage": tie.percentage,
                }
                for tie in rows.relations
            ],
        )
        insert_new(
            self._connection,
            table_of(CrosswalkRow.__tablename__),
            [_crosswalk_values(number, tie) for tie in rows.crosswalks],
        )
        listed = select(func.count()).where(TaxonomyFileRow.version == number)
        values: Values = {"version": number, "position": self._connection.scalar(listed)}
        names = ("name", "sha256", "rows", "rejected", "set_aside")
        values |= {name: getattr(file, name) for name in names}
        insert_all(self._connection, table_of(TaxonomyFileRow.__tablename__), [values])

    def switch(self, numbers: Sequence[int]) -> None:
        """Bring versions into use; of each scheme the one before is kept, older ones go.

        Raises
        ------
        NotFound
            There is no such version.
        """
        for number in numbers:
            scheme = self._connection.scalar(
                select(TaxonomyVersionRow.scheme).where(TaxonomyVersionRow.number == number)
            )
            if scheme is None:
                raise NotFound(f"There is no version {number}; see `stegvis taxonomy list`.")
            self._retire(scheme)
            self._connection.execute(
                update(TaxonomyVersionRow)
                .where(TaxonomyVersionRow.number == number)
                .values(state=VersionState.IN_USE.value, counts=self._counts(number))
            )

    def use(self, number: int) -> None:
        """Bring an earlier version into use; the one in use becomes the earlier one."""
        scheme = select(TaxonomyVersionRow.scheme).where(TaxonomyVersionRow.number == number)
        states = (
            (VersionState.IN_USE, VersionState.EARLIER, TaxonomyVersionRow.number != number),
            (VersionState.EARLIER, VersionState.IN_USE, TaxonomyVersionRow.number == number),
        )
        for before, after, which in states:
            self._connection.execute(
                update(TaxonomyVersionRow)
                .where(
                    TaxonomyVersionRow.scheme == scheme.scalar_subquery(),
                    TaxonomyVersionRow.state == before.value,
                    which,
                )
                .values(state=after.value)
            )

    def concepts_only_in(self, version: int, other: int) -> dict[str, int]:
        """Count the concepts of one version that another has not, by kind."""
        return concepts_only_in(self._connection, version, other)

    def confirmed_only_in(
        self, scheme: Scheme, version: int, other: int
    ) -> tuple[ConfirmedConcept, ...]:
        """Return concepts people confirmed that one version has and another has not."""
        return confirmed_only_in(self._connection, scheme, version, other)

    def mark_prepared(self, number: int, encoder: str) -> None:
        """Note that all labels of a version were embedded with an encoder."""
        self._connection.execute(
            update(TaxonomyVersionRow)
            .where(TaxonomyVersionRow.number == number)
            .values(prepared_for=encoder)
        )

    def _retire(self, scheme: str) -> None:
        of_scheme = TaxonomyVersionRow.scheme == scheme
        self._connection.execute(
            delete(TaxonomyVersionRow).where(
                of_scheme, TaxonomyVersionRow.state == VersionState.EARLIER.value
            )
        )
        self._connection.execute(
            update(TaxonomyVersionRow)
            .where(of_scheme, TaxonomyVersionRow.state == VersionState.IN_USE.value)
            .values(state=VersionState.EARLIER.value)
        )

    def _counts(self, number: int) -> dict[str, int]:
        kinds = select(ConceptRow.kind, func.count()).where(ConceptRow.version == number)
        counts = {
            kind: int(count)
            for kind, count in self._connection.execute(kinds.group_by(ConceptRow.kind))
        }
        for name, row in (
            ("labels", LabelRow),
            ("relations", RelationRow),
            ("crosswalks", CrosswalkRow),
        ):
            held = select(func.count()).where(table_of(row.__tablename__).c.version == number)
            counts[name] = int(self._connection.scalar(held) or 0)
        return counts

    def _number_concepts(self, version: int, concepts: Sequence[Concept]) -> dict[str, int]:
        """Store the concepts that are new, and return the number of every one by id."""
        stored = self._connection.execute(
            select(ConceptRow.id, ConceptRow.number).where(ConceptRow.version == version)
        )
        numbers: dict[str, int] = {row.id: row.number for row in stored}
        rows: list[Values] = []
        for concept in concepts:
            if concept.id not in numbers:
                numbers[concept.id] = len(numbers) + 1
                rows.append(
                    {
                        "version": version,
                        "number": numbers[concept.id],
                        "id": concept.id,
                        "kind": concept.kind.value,
                        "code": concept.code,
                    }
                )
        insert_all(self._connection, table_of(ConceptRow.__tablename__), rows)
        return numbers


def _labels(concept: Concept) -> list[dict[str, Any]]:
    listed = [(lang, 0, text) for lang, text in concept.labels.items()]
    listed += [
        (lang, position, text)
        for lang, names in concept.alternatives.items()
        for position, text in enumerate(names, start=1)
    ]
    return [
        {"lang": lang, "position": position, "text": text, "folded": fold_label(text)}
        for lang, position, text in listed
    ]


def _crosswalk_values(version: int, tie: Crosswalk) -> Values:
    return {
        "version": version,
        "source_scheme": tie.source.scheme.value,
        "source": tie.source.id,
        "target_scheme": tie.target.scheme.value,
        "target": tie.target.id,
        "match": tie.match.value,
        "target_label": tie.target_label,
        "target_label_folded": fold_label(tie.target_label),
    }


def _version_of(row: RowMapping, files: list[TaxonomyFile]) -> TaxonomyVersion:
    return TaxonomyVersion(
        number=row["number"],
        scheme=Scheme(row["scheme"]),
        name=row["name"],
        state=VersionState(row["state"]),
        at=row["at"],
        by=row["by"],
        files=tuple(files),
        counts=row["counts"],
        prepared_for=row["prepared_for"],
    )
