"""A database with a row of many kinds, for tests of migrations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import inspect

from matcher.domain.concept import Concept, ConceptKind, Relation, RelationKind, Scheme
from matcher.domain.concept_suggestion import ConceptSuggestion
from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode
from matcher.domain.link import FoundBy
from matcher.domain.opening import Opening, OpeningKind, OpeningState
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.skills import Experience
from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.domain.taxonomy_version import TaxonomyFile
from matcher.persistence.database import (
    ensure_organisation,
    open_engine,
)
from matcher.persistence.unit_of_work import SqlUnitOfWork

DEMO = OrganisationId("demo")


NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


CONCEPT = Concept(Scheme.JOBTECH, "o1", ConceptKind.OCCUPATION, labels={"sv": "Diskare"})


TAXONOMY = TaxonomyRows(1, (CONCEPT,), (Relation("o1", RelationKind.RELATED, "o1"),))


OPENING = Opening(DEMO, OpeningId("O1"), OpeningKind.LEAD, "Mattant", "Text", OpeningState.NEW)


SUGGESTED = ConceptSuggestion(
    "O1", "w", CONCEPT.key, CONCEPT.kind, CONCEPT.labels, 0.5, FoundBy.DENSE
)


def fill(url):
    """Store a person with a list, suggested concepts, and a taxonomy with a relation."""
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    person = Participant(
        DEMO, ParticipantCode("P001"), experiences=(Experience("diskat", "sv", 12),)
    )
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.participants.put([person])
        unit.concepts.renew({"P001": [replace(SUGGESTED, whose="P001")]}, by="Anna", at=NOON)
        unit.openings.put([OPENING])
        unit.occupations.renew({"O1": [SUGGESTED]}, by="Anna", at=NOON)
        taxonomy = unit.taxonomies.begin(Scheme.JOBTECH, "", NOON, "Anna")
        unit.taxonomies.put(taxonomy, TAXONOMY, TaxonomyFile("a.csv", "", 1))
        unit.taxonomies.switch([taxonomy])
        unit.commit()
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.participants.all() == (person,)
        assert unit.concepts.of("P001") == (replace(SUGGESTED, whose="P001"),)
        assert unit.occupations.of("O1") == (SUGGESTED,)
        assert unit.taxonomies.relations(CONCEPT.key) == TAXONOMY.relations
    engine.dispose()


def tables(url):
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found
