"""What bringing another version of a taxonomy into use changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.concept import ConceptKey
    from matcher.domain.taxonomy_version import TaxonomyVersion


@dataclass(frozen=True, slots=True)
class ConfirmedConcept:
    """A concept that people confirmed for what somebody told, or for an opening.

    ``labels`` are those it was confirmed by, by language; ``times`` says how often it was.
    """

    key: ConceptKey
    labels: Mapping[str, str]
    times: int


@dataclass(frozen=True, slots=True)
class VersionChange:
    """From one version of a scheme to another.

    Parameters
    ----------
    before
        The version in use until now; ``None`` when there is none.
    after
        The one to be used; the same as ``before`` when nothing changes.
    comes, goes
        How many concepts only the one or the other has, by kind.
    lost
        Concepts that people confirmed, that ``before`` has and ``after`` has not.
    """

    before: TaxonomyVersion | None
    after: TaxonomyVersion
    comes: Mapping[str, int] = field(default_factory=dict)
    goes: Mapping[str, int] = field(default_factory=dict)
    lost: tuple[ConfirmedConcept, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether it is in use already."""
        return self.before is not None and self.before.number == self.after.number
