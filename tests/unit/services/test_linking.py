"""Linking over the taxonomies in use: made when asked, made anew when a version changes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from fakes import TickingClock
from fresh import new_database
from programme import real_ladders
from taxonomies import COOK, bundle, jobtech, put, reduced

from matcher.domain.concept import ConceptKind, Scheme
from matcher.domain.ids import OrganisationId
from matcher.domain.ladders import Ladders
from matcher.domain.link import FoundBy
from matcher.domain.organisation import Organisation
from matcher.embedding.hashing import HashingEncoder
from matcher.interchange.taxonomy_folder import find_sources
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.linking import LinkService, Rankers
from matcher.services.taxonomy import TaxonomyService, Wish
from matcher.taxonomy.confidence import Curve, Curves

CURVE = Curve(dense=4.0, lexical=4.0, offset=-9.0)
CURVES = dict.fromkeys(ConceptKind, Curves(CURVE, CURVE, CURVE, CURVE))


class OtherEncoder(HashingEncoder):
    """The same under another name."""

    id = "another"


@dataclass
class SameFirstLetter:
    """A ranker that finds labels alike that begin with the same letter."""

    labels: list[str]

    def scores(self, queries):
        found = np.array(
            [[float(q[:1] == label[:1]) for label in self.labels] for q in queries]
        ).reshape(len(queries), len(self.labels))
        return Likeness(found, found, found)


@dataclass
class Likeness:
    dense: np.ndarray
    lexical: np.ndarray
    fused: np.ndarray


@dataclass
class Made:
    """The rankers that were made, by sort, with their labels."""

    fused: list[list[str]] = field(default_factory=list)
    lexical: list[list[str]] = field(default_factory=list)

    def rankers(self):
        def fused(labels, _encoder):
            self.fused.append(list(labels))
            return SameFirstLetter(list(labels))

        def lexical(labels):
            self.lexical.append(list(labels))
            return SameFirstLetter(list(labels))

        return Rankers(HashingEncoder(), fused, lexical, CURVES)


@pytest.fixture
def made():
    return Made()


@pytest.fixture
def units(tmp_path):
    url = new_database(tmp_path)
    engine = open_engine(url)
    owner = OrganisationId("demo")
    ensure_organisation(engine, Organisation(owner, "Demo"))
    return unit_of_work_factory(engine, owner)


@pytest.fixture
def imported(units, tmp_path):
    def bring_in(*sets):
        folder = put(tmp_path / str(len(list(tmp_path.iterdir()))), *sets)
        TaxonomyService(units, TickingClock()).bring_in(find_sources(folder), Wish("Anna"))

    return bring_in


@pytest.fixture
def service(units, made):
    return LinkService(units, real_ladders(), made.rankers())


def test_with_nothing_imported_our_ladders_are_linked(service, made):
    [links] = service.link(["Diskare"], "sv")

    assert (links[0].concept.id, links[0].found_by) == ("kitchens.kitchen_porter", FoundBy.EXACT)
    assert service.state().versions == ()
    assert made.lexical == []


def test_what_is_imported_is_found_by_name_at_once(service, imported):
    imported(reduced(), jobtech())

    [links] = service.link(["Kockerska"], "sv", kinds=[ConceptKind.OCCUPATION])

    assert (links[0].concept.id, links[0].found_by) == (COOK, FoundBy.CROSSWALK)


def test_labels_are_compared_by_letters_until_they_are_embedded(units, imported, made):
    imported(reduced())
    service = LinkService(units, Ladders(()), made.rankers())
    service.link(["kock"], "sv")

    assert not service.state().prepared
    assert made.fused == []
    assert any("kock" in labels for labels in made.lexical)

    told = []
    number = service.prepare(lambda *at: told.append(at))
    made.lexical.clear()
    service.link(["kock"], "sv")

    assert told[-1] == (number, number)
    assert service.state().prepared
    assert made.lexical == []
    assert any("kock" in labels for labels in made.fused)


def test_another_encoder_has_to_embed_the_labels_again(units, imported, made):
    imported(reduced())
    service = LinkService(units, Ladders(()), made.rankers())
    service.prepare()
    other = LinkService(units, Ladders(()), Rankers(OtherEncoder(), None, None, CURVES))

    assert service.state().prepared
    assert not other.state().prepared


def test_a_new_version_is_seen_by_a_service_that_runs(service, imported, made):
    service.link(["kock"], "sv")
    service.link(["kock"], "sv")
    before = len(made.fused)
    imported(bundle())

    [links] = service.link(["chef de partie"], "en")

    assert links[0].concept.key == (Scheme.ESCO, COOK)
    assert len(made.fused) == 2 * before


def test_texts_of_a_batch_keep_their_order(service):
    links = service.link(["Diskare", "", "Undersköterska"], "sv", limit=1)

    assert [one[0].concept.id if one else None for one in links] == [
        "kitchens.kitchen_porter",
        None,
        "elderly_care.assistant_nurse",
    ]
