"""Versions of taxonomies in the database, and what is read of those in use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from matcher.domain.concept import (
    Concept,
    ConceptKey,
    ConceptKind,
    Crosswalk,
    HiddenLabel,
    Label,
    Match,
    Relation,
    RelationKind,
    Scheme,
)
from matcher.domain.ids import OrganisationId
from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.domain.taxonomy_version import TaxonomyFile, VersionState
from matcher.errors import NotFound
from matcher.persistence.unit_of_work import SqlUnitOfWork

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
DEMO, OTHER = OrganisationId("demo"), OrganisationId("other")
COOK, DISHES = ConceptKey(Scheme.ESCO, "cook"), ConceptKey(Scheme.ESCO, "dishes")
WASHER = ConceptKey(Scheme.JOBTECH, "washer")
ALL = tuple(ConceptKind)

CONCEPTS = (
    Concept(
        *COOK,
        ConceptKind.OCCUPATION,
        "5120",
        {"sv": "kock", "en": "cook"},
        {"sv": ("kallskänka", "Kock, storkök")},
        {"en": "Makes food."},
    ),
    Concept(*DISHES, ConceptKind.SKILL, None, {"en": "wash dishes"}),
)
TIES = (
    Relation("cook", RelationKind.ESSENTIAL, "dishes"),
    Relation("cook", RelationKind.SUBSTITUTE, "dishes", 25),
)
MAPPING = Crosswalk(COOK, Match.BROAD, WASHER, "Diskare")
ROWS = TaxonomyRows(4, CONCEPTS, TIES, (MAPPING,))


def file(name="a.csv", **more):
    return TaxonomyFile(name, "0" * 64, 4, **more)


@pytest.fixture
def open_unit(engine):
    def unit(organisation=DEMO, hidden=()):
        return SqlUnitOfWork(engine, organisation, write=True, hidden=hidden)

    return unit


def build(open_unit, rows=ROWS, scheme=Scheme.ESCO, *, switch=True):
    with open_unit() as unit:
        number = unit.taxonomies.begin(scheme, "1.2.0", NOON, "Anna")
        unit.taxonomies.put(number, rows, file())
        if switch:
            unit.taxonomies.switch([number])
        unit.commit()
    return number


def test_a_version_comes_back_with_its_files_and_counts(open_unit):
    number = build(open_unit)

    with open_unit() as unit:
        [version] = unit.taxonomies.versions()
    assert (version.number, version.scheme, version.name) == (number, Scheme.ESCO, "1.2.0")
    assert (version.state, version.at, version.by) == (VersionState.IN_USE, NOON, "Anna")
    assert version.files == (file(),)
    assert version.counts == {
        "occupation": 1,
        "skill": 1,
        "labels": 5,
        "relations": 2,
        "crosswalks": 1,
    }


def test_concepts_come_back_as_they_were(open_unit):
    build(open_unit)

    with open_unit() as unit:
        found = unit.taxonomies.concepts([COOK, DISHES, WASHER])
    assert found == {COOK: CONCEPTS[0], DISHES: CONCEPTS[1]}


def test_every_organisation_reads_the_same(open_unit):
    build(open_unit)

    with open_unit(OTHER) as unit:
        assert list(unit.taxonomies.concepts([COOK])) == [COOK]


def test_what_is_being_built_is_not_read(open_unit):
    build(open_unit, switch=False)

    with open_unit() as unit:
        assert unit.taxonomies.concepts([COOK]) == {}
        assert unit.taxonomies.labels(ALL, ("sv", "en")) == ()
        assert unit.taxonomies.named(["kock"], ALL) == {}
        assert unit.taxonomies.search("kock", ALL, None, 10) == ()
        assert unit.taxonomies.crosswalks([COOK]) == ()
        assert unit.taxonomies.relations(COOK) == ()


def test_another_file_adds_a_language_to_a_concept(open_unit):
    more = Concept(*COOK, ConceptKind.OCCUPATION, "5120", {"ar": "طباخ", "sv": "köksa"})
    with open_unit() as unit:
        number = unit.taxonomies.begin(Scheme.ESCO, "", NOON, "Anna")
        unit.taxonomies.put(number, ROWS, file())
        unit.taxonomies.put(number, TaxonomyRows(1, (more,)), file("b.csv"))
        unit.taxonomies.switch([number])
        unit.commit()

    with open_unit() as unit:
        cook = unit.taxonomies.concepts([COOK])[COOK]
    assert cook.labels == {"ar": "طباخ", "en": "cook", "sv": "kock"}


def test_labels_are_found_by_how_they_read(open_unit):
    build(open_unit)

    with open_unit() as unit:
        found = unit.taxonomies.named(["kock storkök", "wash dishes", "none"], ALL)
        only = unit.taxonomies.named(["kock", "wash dishes"], [ConceptKind.SKILL])
    assert found == {
        "kock storkök": [Label(COOK, ConceptKind.OCCUPATION, "sv", "Kock, storkök", False)],
        "wash dishes": [Label(DISHES, ConceptKind.SKILL, "en", "wash dishes")],
    }
    assert list(only) == ["wash dishes"]


def test_labels_of_some_languages_and_kinds(open_unit):
    build(open_unit)

    with open_unit() as unit:
        swedish = unit.taxonomies.labels([ConceptKind.OCCUPATION], ["sv"])
    assert [label.text for label in swedish] == ["kock", "kallskänka", "Kock, storkök"]


def test_search_puts_the_same_before_the_beginning_before_the_rest(open_unit):
    names = ("servera mat", "mat", "matlagning")
    rows = TaxonomyRows(
        3,
        tuple(Concept(Scheme.ESCO, name, ConceptKind.SKILL, None, {"sv": name}) for name in names),
    )
    build(open_unit, rows)

    with open_unit() as unit:
        found = unit.taxonomies.search("MAT", ALL, None, 10)
        first = unit.taxonomies.search("mat", ALL, "sv", 1)
        assert unit.taxonomies.search("mat", ALL, "en", 10) == ()
        assert unit.taxonomies.search("m_t", ALL, None, 10) == ()
    assert [label.text for label in found] == ["mat", "matlagning", "servera mat"]
    assert [label.text for label in first] == ["mat"]


def test_a_misleading_label_is_in_no_answer(open_unit):
    build(open_unit)
    hidden = [HiddenLabel(COOK, "sv", "kock"), HiddenLabel(COOK, "sv", "kallskänka")]

    with open_unit(hidden=hidden) as unit:
        taxonomies = unit.taxonomies
        assert taxonomies.named(["kock"], ALL) == {}
        assert [one.text for one in taxonomies.search("ko", ALL, None, 9)] == ["Kock, storkök"]
        assert [one.text for one in taxonomies.labels(ALL, ["sv"])] == ["Kock, storkök"]
        cook = taxonomies.concepts([COOK])[COOK]
    assert cook.labels == {"en": "cook"}
    assert cook.alternatives == {"sv": ("Kock, storkök",)}


def test_ties_are_found_from_either_end(open_unit):
    build(open_unit)

    with open_unit() as unit:
        assert unit.taxonomies.relations(COOK) == unit.taxonomies.relations(DISHES) == TIES
        assert unit.taxonomies.crosswalks([COOK]) == (MAPPING,)
        assert unit.taxonomies.crosswalks([WASHER]) == (MAPPING,)
        assert unit.taxonomies.crosswalks([ConceptKey(Scheme.JOBTECH, "cook")]) == ()
        assert unit.taxonomies.crosswalks_named(["diskare"]) == {"diskare": [MAPPING]}


def test_the_version_before_is_kept_and_older_ones_go(open_unit):
    first, second = build(open_unit), build(open_unit)
    other = build(open_unit, TaxonomyRows(0), Scheme.JOBTECH)
    third = build(open_unit)

    with open_unit() as unit:
        states = {version.number: version.state for version in unit.taxonomies.versions()}
    assert first not in states
    assert states == {
        second: VersionState.EARLIER,
        other: VersionState.IN_USE,
        third: VersionState.IN_USE,
    }


def test_a_discarded_version_leaves_nothing(open_unit):
    number = build(open_unit)

    with open_unit() as unit:
        unit.taxonomies.discard(number)
        assert unit.taxonomies.versions() == ()
        assert unit.taxonomies.known(number).kinds == {}


def test_what_a_version_knows_so_far(open_unit):
    group = Concept(Scheme.ESCO, "g", ConceptKind.GROUP, "5120", {"en": "Cooks"})
    number = build(open_unit, TaxonomyRows(2, (*CONCEPTS, group)), switch=False)

    with open_unit() as unit:
        known = unit.taxonomies.known(number)
    assert known.kinds == {
        "cook": ConceptKind.OCCUPATION,
        "dishes": ConceptKind.SKILL,
        "g": ConceptKind.GROUP,
    }
    assert known.groups == {"5120": "g"}


def test_the_database_refuses_a_second_version_being_built(open_unit):
    build(open_unit, switch=False)

    with pytest.raises(IntegrityError):
        build(open_unit, switch=False)


def test_switching_to_nothing_is_told(open_unit):
    with pytest.raises(NotFound, match="taxonomy list"), open_unit() as unit:
        unit.taxonomies.switch([7])


def test_that_labels_are_embedded_is_noted_with_the_encoder(open_unit):
    number = build(open_unit)

    with open_unit() as unit:
        unit.taxonomies.mark_prepared(number, "hashing-1")
        unit.commit()
    with open_unit() as unit:
        assert unit.taxonomies.versions()[0].prepared_for == "hashing-1"


def test_all_ties_and_codes_of_a_scheme_in_use(open_unit):
    build(open_unit)
    build(open_unit, ROWS, Scheme.JOBTECH, switch=False)  # not in use: nothing of it is read

    with open_unit() as unit:
        substitutes = unit.taxonomies.ties(Scheme.ESCO, [RelationKind.SUBSTITUTE])
        both = unit.taxonomies.ties(Scheme.ESCO, list(RelationKind))
        codes = unit.taxonomies.codes(Scheme.ESCO, ConceptKind.OCCUPATION)
        without = unit.taxonomies.codes(Scheme.ESCO, ConceptKind.SKILL)
        other = unit.taxonomies.ties(Scheme.JOBTECH, list(RelationKind))
    assert substitutes == (TIES[1],)
    assert both == TIES
    assert codes == {"cook": "5120"}
    assert without == {"dishes": ""}
    assert other == ()
