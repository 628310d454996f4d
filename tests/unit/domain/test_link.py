"""How sure a concept is: a share."""

from __future__ import annotations

import pytest

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.link import FoundBy, Link

SOUP = Concept(Scheme.ESCO, "http://esco/soup", ConceptKind.SKILL)


@pytest.mark.parametrize("confidence", [0, 0.5, 1])
def test_a_share_is_from_none_to_all(confidence):
    assert Link(SOUP, confidence, FoundBy.DENSE, "soppa").confidence == confidence


@pytest.mark.parametrize("confidence", [-0.01, 1.01])
def test_what_is_no_share_is_refused(confidence):
    with pytest.raises(ValueError, match=f"^confidence {confidence} is outside 0 to 1$"):
        Link(SOUP, confidence, FoundBy.DENSE, "soppa")
