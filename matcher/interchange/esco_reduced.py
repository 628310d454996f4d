"""Files of a reduced ESCO: one row a concept, with English and Swedish labels side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.concept import Concept, ConceptKind, Relation, RelationKind, Scheme
from matcher.interchange.esco_bundle import end_is_there, relation_kind
from matcher.interchange.taxonomy_table import pieces

if TYPE_CHECKING:
    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.interchange.taxonomy_table import Cells, TaxonomyTable

GROUP_COLUMNS = ("code", "uri", "label_en", "label_sv", "description_en")
OCCUPATION_COLUMNS = (
    "uri",
    "isco_code",
    "label_en",
    "label_sv",
    "alt_labels_sv",
    "alt_labels_en",
    "description_en",
)
SKILL_COLUMNS = ("uri", "label_en", "label_sv", "type", "broader_uris")
RELATION_COLUMNS = ("occupation_uri", "skill_uri", "relation")
SKILL_RELATION_COLUMNS = ("skill_uri", "relation", "related_skill_uri")
LABEL_COLUMNS = ("uri", "lang", "label")
_GROUPS_MISSING = "Nothing to do: this layout has no groups of skills."
_SAME = "Take all files of one folder from the same version of ESCO."


def parse_groups(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_isco_groups.csv``."""
    del lang, known
    return table.result([concept for _, _, concept in _concepts(table, ConceptKind.GROUP)])


def parse_occupations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_occupations.csv``."""
    del lang
    concepts, relations = [], []
    for number, cells, concept in _concepts(table, ConceptKind.OCCUPATION):
        isco = cells["isco_code"]
        if known.groups and isco not in known.groups:
            table.refuse(number, "isco_code", isco, "there is no such ISCO group", _SAME)
            continue
        concepts.append(concept)
        if isco in known.groups:
            relations.append(Relation(concept.id, RelationKind.BROADER, known.groups[isco]))
    return table.result(concepts, relations)


def parse_skills(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_skills.csv``; groups of skills, which it only points at, are set aside."""
    del lang
    found = _concepts(table, ConceptKind.SKILL)
    here = {concept.id for _, _, concept in found} | set(known.kinds)
    relations = []
    for number, cells, concept in found:
        wider = list(pieces(cells["broader_uris"], "|"))
        relations += [
            Relation(concept.id, RelationKind.BROADER, uri) for uri in wider if uri in here
        ]
        outside = [uri for uri in wider if uri not in here]
        if outside:
            table.lay_aside(
                number,
                "broader_uris",
                outside[0],
                "a broader concept is a group that no file here has",
                _GROUPS_MISSING,
            )
    return table.result([concept for _, _, concept in found], relations)


def parse_relations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_occupation_skill.csv``."""
    del lang
    return table.result(relations=_ties(table, known, ("occupation_uri", "skill_uri")))


def parse_skill_relations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_skill_skill.csv``."""
    del lang
    return table.result(relations=_ties(table, known, ("skill_uri", "related_skill_uri")))


def parse_labels(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``esco_occupation_labels_other_langs.csv``; labels of other versions are set aside."""
    del lang
    concepts = []
    for number, cells in table.rows:
        if not table.filled(number, cells, "uri", "lang", "label"):
            continue
        kind = known.kinds.get(cells["uri"])
        if kind is None:
            problem = "the label is of a concept that this version does not have"
            mend = "Nothing to do, if the labels are of an earlier version of ESCO."
            table.lay_aside(number, "uri", cells["uri"], problem, mend)
        else:
            labels = {cells["lang"]: cells["label"]}
            concepts.append(Concept(Scheme.ESCO, cells["uri"], kind, labels=labels))
    return table.result(concepts)


def _ties(table: TaxonomyTable, known: Known, ends: tuple[str, str]) -> list[Relation]:
    ties: dict[Relation, None] = {}
    for number, cells in table.rows:
        kind = relation_kind(table, number, "relation", cells)
        there = [end_is_there(table, number, column, cells, known) for column in ends]
        if kind is not None and all(there):
            ties[Relation(cells[ends[0]], kind, cells[ends[1]])] = None
    return list(ties)


def _concepts(table: TaxonomyTable, kind: ConceptKind) -> list[tuple[int, Cells, Concept]]:
    found = []
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        if table.filled(number, cells, "uri", "label_en") and table.first(
            number, "uri", cells["uri"], seen
        ):
            found.append((number, cells, _concept(cells, kind)))
    return found


def _concept(cells: Cells, kind: ConceptKind) -> Concept:
    preferred = {lang: cells[f"label_{lang}"] for lang in ("en", "sv") if cells[f"label_{lang}"]}
    others = {
        lang: tuple(
            name
            for name in pieces(cells.get(f"alt_labels_{lang}", ""), "|")
            if name != preferred.get(lang)
        )
        for lang in ("en", "sv")
    }
    about = cells.get("description_en") or cells.get("text_en_alt_and_description") or ""
    return Concept(
        Scheme.ESCO,
        cells["uri"],
        kind,
        cells.get("code") or cells.get("isco_code") or None,
        labels=preferred,
        alternatives={lang: names for lang, names in others.items() if names},
        descriptions={"en": about} if about else {},
    )
