"""What a taxonomy was read from, and what is known while it is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.taxonomy_intake import Known
from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion, VersionState

FILES = (TaxonomyFile("skills.csv", "aa", 3), TaxonomyFile("groups.csv", "bb", 2))
VERSION = TaxonomyVersion(
    1, Scheme.ESCO, "1.2.0", VersionState.IN_USE, datetime(2026, 3, 1, tzinfo=UTC), "Åsa", FILES
)


@pytest.mark.parametrize(
    ("checksums", "holds"),
    [
        ({"groups.csv": "bb", "skills.csv": "aa"}, True),
        ({"groups.csv": "bb", "skills.csv": "other"}, False),
        ({"skills.csv": "aa"}, False),
        ({"groups.csv": "bb", "skills.csv": "aa", "more.csv": "cc"}, False),
    ],
)
def test_a_version_holds_exactly_the_files_it_was_read_from(checksums, holds):
    assert VERSION.holds(checksums) is holds


def test_groups_are_known_by_their_code_and_everything_by_its_id():
    known = Known()
    known.add(
        [
            Concept(Scheme.ESCO, "g1", ConceptKind.GROUP, "9412"),
            Concept(Scheme.ESCO, "g2", ConceptKind.GROUP),
            Concept(Scheme.ESCO, "o1", ConceptKind.OCCUPATION, "9412.1"),
        ]
    )
    known.add([Concept(Scheme.ESCO, "s1", ConceptKind.SKILL)])

    assert known == Known(
        {
            "g1": ConceptKind.GROUP,
            "g2": ConceptKind.GROUP,
            "o1": ConceptKind.OCCUPATION,
            "s1": ConceptKind.SKILL,
        },
        {"9412": "g1"},
    )
