"""Reading the versions in use: concepts by id, labels by text, and what ties them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, case, func, or_, select

from matcher.domain.concept import (
    Concept,
    ConceptKey,
    ConceptKind,
    Crosswalk,
    Label,
    Match,
    Relation,
    RelationKind,
    Scheme,
)
from matcher.domain.label_text import fold_label
from matcher.domain.taxonomy_version import VersionState
from matcher.persistence.bulk import chunks
from matcher.persistence.rows import (
    ConceptRow,
    CrosswalkRow,
    DescriptionRow,
    LabelRow,
    RelationRow,
    TaxonomyVersionRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection, RowMapping

    from matcher.domain.concept import HiddenLabel

_SOURCE, _TARGET = ConceptRow.__table__.alias("a"), ConceptRow.__table__.alias("b")


class TaxonomyQueries:
    """The reading half of :class:`matcher.ports.Taxonomies`.

    Parameters
    ----------
    connection
        An open transaction.
    hidden
        Labels that are left out of every answer.
    """

    def __init__(self, connection: Connection, hidden: Collection[HiddenLabel] = ()) -> None:
        self._connection = connection
        self._hidden = {(one.key, one.lang, one.folded) for one in hidden}

    def concepts(self, keys: Collection[ConceptKey]) -> dict[ConceptKey, Concept]:
        """Return concepts by key; those that no version in use has are left out."""
        wanted = set(keys)
        found: dict[ConceptKey, RowMapping] = {}
        for part in chunks({key.id for key in wanted}):
            rows = self._connection.execute(
                select(
                    TaxonomyVersionRow.scheme,
                    ConceptRow.version,
                    ConceptRow.number,
                    ConceptRow.id,
                    ConceptRow.kind,
                    ConceptRow.code,
                )
                .join(TaxonomyVersionRow, TaxonomyVersionRow.number == ConceptRow.version)
                .where(_in_use(), ConceptRow.id.in_(part))
            ).mappings()
            found |= {_key(row["scheme"], row["id"]): row for row in rows}
        return {key: self._whole(key, found[key]) for key in keys if key in found}

    def labels(self, kinds: Collection[ConceptKind], langs: Collection[str]) -> tuple[Label, ...]:
        """Return all labels of some kinds of concept in some languages, in a fixed order."""
        rows = self._connection.execute(
            _labels()
            .where(
                ConceptRow.kind.in_([kind.value for kind in kinds]), LabelRow.lang.in_(list(langs))
            )
            .order_by(LabelRow.version, LabelRow.concept, LabelRow.lang, LabelRow.position)
        ).mappings()
        return tuple(self._shown(rows))

    def named(
        self, folded: Collection[str], kinds: Collection[ConceptKind]
    ) -> dict[str, list[Label]]:
        """Return the labels, in any language, that read as one of some folded texts."""
        found: dict[str, list[Label]] = defaultdict(list)
        for part in chunks(set(folded)):
            rows = self._connection.execute(
                _labels()
                .where(
                    LabelRow.folded.in_(part), ConceptRow.kind.in_([kind.value for kind in kinds])
                )
                .order_by(LabelRow.position, LabelRow.version, LabelRow.concept, LabelRow.lang)
            ).mappings()
            for label in self._shown(rows):
                found[fold_label(label.text)].append(label)
        return dict(found)

    def search(
        self, text: str, kinds: Collection[ConceptKind], lang: str | None, limit: int
    ) -> tuple[Label, ...]:
        """Return labels that hold a text: the same first, then beginning with it, then the rest.

        Parameters
        ----------
        text
            Any writing of it.
        kinds
            Of which concepts.
        lang
            Only labels in this language; ``None`` for all.
        limit
            How many at most; a concept comes once.
        """
        wanted = fold_label(text)
        if not wanted:
            return ()
        held = LabelRow.folded.contains(wanted, autoescape=True)
        statement = _labels().where(held, ConceptRow.kind.in_([kind.value for kind in kinds]))
        if lang is not None:
            statement = statement.where(LabelRow.lang == lang)
        starts = LabelRow.folded.startswith(wanted, autoescape=True)
        place = case((LabelRow.folded == wanted, 0), (starts, 1), else_=2)
        rows = self._connection.execute(
            statement.order_by(place, func.length(LabelRow.folded), LabelRow.text, ConceptRow.id)
        ).mappings()
        found: dict[ConceptKey, Label] = {}
        for label in self._shown(rows):
            found.setdefault(label.key, label)
            if len(found) == limit:
                break
        return tuple(found.values())

    def relations(self, key: ConceptKey) -> tuple[Relation, ...]:
        """Return the relations that a concept is either end of."""
        return self._relations(
            TaxonomyVersionRow.scheme == key.scheme.value,
            or_(_SOURCE.c.id == key.id, _TARGET.c.id == key.id),
        )

    def ties(self, scheme: Scheme, kinds: Collection[RelationKind]) -> tuple[Relation, ...]:
        """Return all relations of some kinds in a scheme, in a fixed order."""
        return self._relations(
            TaxonomyVersionRow.scheme == scheme.value,
            RelationRow.kind.in_([kind.value for kind in kinds]),
        )

    def codes(self, scheme: Scheme, kind: ConceptKind) -> dict[str, str]:
        """Return the codes of the concepts of a kind by id, ordered by id; "" where none is."""
        rows = self._connection.execute(
            select(ConceptRow.id, ConceptRow.code)
            .join(TaxonomyVersionRow, TaxonomyVersionRow.number == ConceptRow.version)
            .where(
                _in_use(),
                TaxonomyVersionRow.scheme == scheme.value,
                ConceptRow.kind == kind.value,
            )
            .order_by(ConceptRow.id)
        )
        return {concept: code or "" for concept, code in rows}

    def crosswalks(self, keys: Collection[ConceptKey]) -> tuple[Crosswalk, ...]:
        """Return the crosswalks that some concepts are either end of."""
        wanted = set(keys)
        found: dict[Crosswalk, None] = {}
        for part in chunks({key.id for key in wanted}):
            ends = or_(CrosswalkRow.source.in_(part), CrosswalkRow.target.in_(part))
            for tie in self._ties(ends):
                if tie.source in wanted or tie.target in wanted:
                    found[tie] = None
        return tuple(found)

    def crosswalks_named(self, folded: Collection[str]) -> dict[str, list[Crosswalk]]:
        """Return the crosswalks whose second concept the mapping calls by one of some texts."""
        found: dict[str, list[Crosswalk]] = defaultdict(list)
        for part in chunks(set(folded)):
            for tie in self._ties(CrosswalkRow.target_label_folded.in_(part)):
                found[fold_label(tie.target_label)].append(tie)
        return dict(found)

    def _relations(self, *conditions: ColumnElement[bool]) -> tuple[Relation, ...]:
        table = RelationRow.__table__
        rows = self._connection.execute(
            select(_SOURCE.c.id, table.c.kind, _TARGET.c.id.label("to"), table.c.percentage)
            .select_from(table)
            .join(
                _SOURCE,
                and_(_SOURCE.c.version == table.c.version, _SOURCE.c.number == table.c.source),
            )
            .join(
                _TARGET,
                and_(_TARGET.c.version == table.c.version, _TARGET.c.number == table.c.target),
            )
            .join(TaxonomyVersionRow, TaxonomyVersionRow.number == table.c.version)
            .where(_in_use(), *conditions)
            .order_by(table.c.kind, _SOURCE.c.id, _TARGET.c.id)
        )
        return tuple(
            Relation(first, RelationKind(kind), second, share)
            for first, kind, second, share in rows
        )

    def _ties(self, condition: ColumnElement[bool]) -> list[Crosswalk]:
        rows = self._connection.execute(
            select(CrosswalkRow.__table__)
            .join(TaxonomyVersionRow, TaxonomyVersionRow.number == CrosswalkRow.version)
            .where(_in_use(), condition)
            .order_by(CrosswalkRow.source, CrosswalkRow.target, CrosswalkRow.match)
        ).mappings()
        return [
            Crosswalk(
                _key(row["source_scheme"], row["source"]),
                Match(row["match"]),
                _key(row["target_scheme"], row["target"]),
                row["target_label"],
            )
            for row in rows
        ]

    def _whole(self, key: ConceptKey, row: RowMapping) -> Concept:
        here = {"version": row["version"], "concept": row["number"]}
        named = self._connection.execute(
            select(LabelRow.lang, LabelRow.position, LabelRow.text)
            .filter_by(**here)
            .order_by(LabelRow.lang, LabelRow.position)
        )
        labels: dict[str, str] = {}
        others: dict[str, list[str]] = defaultdict(list)
        for lang, position, text in named:
            if (key, lang, fold_label(text)) in self._hidden:
                continue
            if position == 0:
                labels[lang] = text
            else:
                others[lang].append(text)
        about = self._connection.execute(
            select(DescriptionRow.lang, DescriptionRow.text).filter_by(**here)
        )
        return Concept(
            *key,
            ConceptKind(row["kind"]),
            row["code"],
            labels,
            {lang: tuple(names) for lang, names in others.items()},
            {row.lang: row.text for row in about},
        )

    def _shown(self, rows: Iterable[RowMapping]) -> Iterator[Label]:
        for row in rows:
            key = _key(row["scheme"], row["id"])
            if (key, row["lang"], row["folded"]) not in self._hidden:
                kind = ConceptKind(row["kind"])
                yield Label(key, kind, row["lang"], row["text"], row["position"] == 0)


def _labels() -> Select[*tuple[Any, ...]]:
    return (
        select(
            TaxonomyVersionRow.scheme,
            ConceptRow.id,
            ConceptRow.kind,
            LabelRow.lang,
            LabelRow.position,
            LabelRow.text,
            LabelRow.folded,
        )
        .join(
            ConceptRow,
            (ConceptRow.version == LabelRow.version) & (ConceptRow.number == LabelRow.concept),
        )
        .join(TaxonomyVersionRow, TaxonomyVersionRow.number == LabelRow.version)
        .where(_in_use())
    )


def _in_use() -> ColumnElement[bool]:
    return TaxonomyVersionRow.state == VersionState.IN_USE.value


def _key(scheme: str, concept: str) -> ConceptKey:
    return ConceptKey(Scheme(scheme), concept)
