"""What two versions of a taxonomy have and have not in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from matcher.domain.concept import ConceptKey, Scheme
from matcher.domain.concept_suggestion import ConceptState
from matcher.domain.taxonomy_change import ConfirmedConcept
from matcher.persistence.concept_suggestions import OF_OPENINGS, OF_PEOPLE
from matcher.persistence.rows import ConceptRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection


def concepts_only_in(connection: Connection, version: int, other: int) -> dict[str, int]:
    """Count the concepts of one version that another has not, by kind."""
    table = ConceptRow.__table__
    rows = connection.execute(
        select(table.c.kind, func.count())
        .where(table.c.version == version, table.c.id.not_in(_ids(other)))
        .group_by(table.c.kind)
        .order_by(table.c.kind)
    )
    return {kind: int(count) for kind, count in rows}


def confirmed_only_in(
    connection: Connection, scheme: Scheme, version: int, other: int
) -> tuple[ConfirmedConcept, ...]:
    """Return confirmed concepts of one version that another has not, most often first.

    Those of all organisations are counted, since all use the same version; whose they are is not
    told.
    """
    times: Counter[str] = Counter()
    labels: dict[str, Mapping[str, str]] = {}
    for kept in (OF_PEOPLE, OF_OPENINGS):
        columns = kept.table.columns
        rows = connection.execute(
            select(columns["concept"], columns["labels"]).where(
                columns["scheme"] == scheme.value,
                columns["state"] == ConceptState.CONFIRMED.value,
                columns["concept"].in_(_ids(version)),
                columns["concept"].not_in(_ids(other)),
            )
        )
        for concept, named in rows:
            times[concept] += 1
            labels[concept] = named
    return tuple(
        ConfirmedConcept(ConceptKey(scheme, concept), labels[concept], number)
        for concept, number in sorted(times.items(), key=lambda one: (-one[1], one[0]))
    )


def _ids(version: int) -> ColumnElement[str]:
    return select(ConceptRow.id).where(ConceptRow.version == version).scalar_subquery()
