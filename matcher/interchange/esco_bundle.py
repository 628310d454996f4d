"""Files of the CSV bundle that ESCO's portal offers for download (v1.1 and v1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.concept import Concept, ConceptKind, Relation, RelationKind, Scheme
from matcher.interchange.taxonomy_table import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.interchange.taxonomy_table import Cells, TaxonomyTable

CONCEPT_COLUMNS = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "description")
OCCUPATION_COLUMNS = (*CONCEPT_COLUMNS, "iscoGroup", "code")
SKILL_COLUMNS = (*CONCEPT_COLUMNS, "skillType")
GROUP_COLUMNS = ("conceptType", "conceptUri", "code", "preferredLabel", "description")
RELATION_COLUMNS = ("occupationUri", "relationType", "skillUri")
SKILL_RELATION_COLUMNS = ("originalSkillUri", "relationType", "relatedSkillUri")
BROADER_COLUMNS = ("conceptUri", "broaderUri")

_TYPES = {
    "Occupation": ConceptKind.OCCUPATION,
    "KnowledgeSkillCompetence": ConceptKind.SKILL,
    "ISCOGroup": ConceptKind.GROUP,
    "SkillGroup": ConceptKind.GROUP,
}
_SAME = "Take all files of one folder from the same version of ESCO."
RELATIONS: Mapping[str, RelationKind] = {
    "essential": RelationKind.ESSENTIAL,
    "optional": RelationKind.OPTIONAL,
}


def parse_groups(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``ISCOGroups_xx.csv`` or ``skillGroups_xx.csv``."""
    del known
    return table.result([concept for _, _, concept in _concepts(table, lang)])


def parse_occupations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``occupations_xx.csv``; its ISCO group is a broader concept where groups are there."""
    concepts, relations = [], []
    for number, cells, concept in _concepts(table, lang):
        isco = cells["iscoGroup"].lstrip("C")
        if not known.groups or isco in known.groups:
            concepts.append(concept)
        if isco in known.groups:
            relations.append(Relation(concept.id, RelationKind.BROADER, known.groups[isco]))
        elif known.groups:
            table.refuse(
                number, "iscoGroup", cells["iscoGroup"], "there is no such ISCO group", _SAME
            )
    return table.result(concepts, relations)


def parse_skills(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``skills_xx.csv``."""
    return parse_groups(table, lang, known)


def parse_relations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``occupationSkillRelations_xx.csv``."""
    del lang
    ends = ("occupationUri", "skillUri")
    return table.result(relations=_ties(table, known, ends, "relationType"))


def parse_skill_relations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``skillSkillRelations_xx.csv``."""
    del lang
    ends = ("originalSkillUri", "relatedSkillUri")
    return table.result(relations=_ties(table, known, ends, "relationType"))


def parse_broader(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``broaderRelationsOccPillar_xx.csv`` or ``broaderRelationsSkillPillar_xx.csv``."""
    del lang
    return table.result(relations=_ties(table, known, ("conceptUri", "broaderUri"), None))


def _ties(
    table: TaxonomyTable, known: Known, ends: tuple[str, str], kind_column: str | None
) -> list[Relation]:
    ties: dict[Relation, None] = {}
    for number, cells in table.rows:
        if kind_column is None:
            kind: RelationKind | None = RelationKind.BROADER
        else:
            kind = relation_kind(table, number, kind_column, cells)
        there = [end_is_there(table, number, column, cells, known) for column in ends]
        if kind is not None and all(there):
            ties[Relation(cells[ends[0]], kind, cells[ends[1]])] = None
    return list(ties)


def relation_kind(
    table: TaxonomyTable, number: int, column: str, cells: Cells
) -> RelationKind | None:
    """Return essential or optional; anything else is noted."""
    kind = RELATIONS.get(cells[column])
    if kind is None:
        mend = "Write one of: essential, optional."
        table.refuse(number, column, cells[column], "there is no such relation", mend)
    return kind


def end_is_there(
    table: TaxonomyTable, number: int, column: str, cells: Cells, known: Known
) -> bool:
    """Say whether an end of a relation is a concept of this version; if not, it is noted."""
    if cells[column] in known.kinds:
        return True
    problem = "the relation is broken: no file of this version has this concept"
    table.refuse(number, column, cells[column], problem, _SAME)
    return False


def _concepts(table: TaxonomyTable, lang: str) -> list[tuple[int, Cells, Concept]]:
    found = []
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        kind = _TYPES.get(cells["conceptType"])
        if kind is None:
            mend = f"Write one of: {', '.join(_TYPES)}."
            problem = "there is no such type of concept"
            table.refuse(number, "conceptType", cells["conceptType"], problem, mend)
        elif table.filled(number, cells, "conceptUri", "preferredLabel") and table.first(
            number, "conceptUri", cells["conceptUri"], seen
        ):
            found.append((number, cells, _concept(cells, kind, lang)))
    return found


def _concept(cells: Cells, kind: ConceptKind, lang: str) -> Concept:
    listed = f"{cells.get('altLabels', '')}\n{cells.get('hiddenLabels', '')}"
    others = tuple(name for name in pieces(listed, "\n") if name != cells["preferredLabel"])
    return Concept(
        Scheme.ESCO,
        cells["conceptUri"],
        kind,
        cells.get("code") or cells.get("iscoGroup") or None,
        labels={lang: cells["preferredLabel"]},
        alternatives={lang: others} if others else {},
        descriptions={lang: cells["description"]} if cells["description"] else {},
    )
