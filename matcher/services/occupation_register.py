"""The imported JobTech taxonomy as occupations and ways, with what ESCO says of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKey, ConceptKind, RelationKind, Scheme
from matcher.domain.taxonomy_version import VersionState
from matcher.planning.beside import MATCH_WORTH, SKILL_WORTH, BesideFacts
from matcher.planning.occupations import Occupation, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from matcher.ports import Taxonomies, UnitOfWorkFactory

SSYK_DIGITS = 4


@dataclass(frozen=True)
class ImportedRegister:
    """What the database has.

    Parameters
    ----------
    occupations, ways
        JobTech's occupations, and the ways between them.
    facts
        ESCO and group skills; no job zones, which are not part of a taxonomy.
    versions
        Names of the versions it comes from, by scheme.
    """

    occupations: tuple[Occupation, ...]
    ways: tuple[Way, ...]
    facts: BesideFacts
    versions: Mapping[Scheme, str]


class OccupationRegisterService:
    """Reads occupations out of the taxonomies in use.

    Parameters
    ----------
    units
        Opens units of work.
    """

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def read(self) -> ImportedRegister | None:
        """Return what is imported, ``None`` without occupations of JobTech.

        Whether an occupation asks for education is not part of an imported taxonomy.
        """
        with self._units() as unit:
            taxonomies = unit.taxonomies
            versions = {
                one.scheme: one.name
                for one in taxonomies.versions()
                if one.state is VersionState.IN_USE
            }
            codes = taxonomies.codes(Scheme.JOBTECH, ConceptKind.OCCUPATION)
            if not codes:
                return None
            names = _names(taxonomies)
            groups = taxonomies.codes(Scheme.JOBTECH, ConceptKind.GROUP)
            said = {code: names.get((Scheme.JOBTECH, group), "") for group, code in groups.items()}
            occupations = tuple(
                Occupation(concept, names[Scheme.JOBTECH, concept], ssyk, said.get(ssyk, ""), None)
                for concept, ssyk in codes.items()
                if len(ssyk) == SSYK_DIGITS and (Scheme.JOBTECH, concept) in names
            )
            known = {one.id for one in occupations}
            ways = tuple(
                Way(tie.source, tie.target, tie.percentage or 0)
                for tie in taxonomies.ties(Scheme.JOBTECH, [RelationKind.SUBSTITUTE])
                if tie.source in known and tie.target in known
            )
            facts = BesideFacts(
                _esco_of(taxonomies, codes),
                _skills_of(taxonomies),
                group_skills=_group_skills(taxonomies, groups),
                names={concept: name for (_, concept), name in names.items()},
            )
        return ImportedRegister(occupations, ways, facts, versions)


def _esco_of(taxonomies: Taxonomies, occupations: Collection[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    keys = [ConceptKey(Scheme.JOBTECH, one) for one in occupations]
    for tie in taxonomies.crosswalks(keys):
        worth = MATCH_WORTH.get(tie.match)
        if worth is not None and tie.source.scheme is Scheme.ESCO:
            best = max(worth, found[tie.target.id].get(tie.source.id, 0))
            found[tie.target.id][tie.source.id] = best
    return found


def _skills_of(taxonomies: Taxonomies) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for need in taxonomies.ties(Scheme.ESCO, tuple(SKILL_WORTH)):
        best = max(SKILL_WORTH[need.kind], found[need.source].get(need.target, 0))
        found[need.source][need.target] = best
    return found


def _group_skills(taxonomies: Taxonomies, groups: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for tie in taxonomies.ties(Scheme.JOBTECH, (RelationKind.OPTIONAL,)):
        if tie.source in groups:
            found[groups[tie.source]].append(tie.target)
    return found


def _names(taxonomies: Taxonomies) -> dict[tuple[Scheme, str], str]:
    """Return preferred names: JobTech's in Swedish, ESCO's in English."""
    wanted = {Scheme.JOBTECH: "sv", Scheme.ESCO: "en"}
    kinds = (ConceptKind.OCCUPATION, ConceptKind.GROUP, ConceptKind.SKILL)
    return {
        (label.key.scheme, label.key.id): label.text
        for label in taxonomies.labels(kinds, ("sv", "en"))
        if label.preferred and wanted.get(label.key.scheme) == label.lang
    }
