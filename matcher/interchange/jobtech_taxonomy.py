"""Files of the JobTech taxonomy (Arbetsförmedlingen) and its mappings to ESCO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.concept import (
    Concept,
    ConceptKey,
    ConceptKind,
    Crosswalk,
    Match,
    Relation,
    RelationKind,
    Scheme,
)
from matcher.interchange.taxonomy_table import pieces

if TYPE_CHECKING:
    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.interchange.taxonomy_table import TaxonomyTable

GROUP_COLUMNS = ("ssyk4_code", "concept_id", "label_sv", "definition_sv", "isco08_codes")
OCCUPATION_COLUMNS = ("concept_id", "label_sv", "ssyk4_code", "ssyk4_concept_id")
SKILL_COLUMNS = ("concept_id", "label_sv")
KEYWORD_COLUMNS = ("concept_id", "keyword_sv", "related_id", "related_type")
LANGUAGE_COLUMNS = ("concept_id", "label_sv", "iso")
GROUP_SKILL_COLUMNS = ("ssyk4_concept_id", "skill_concept_id", "source")
SUBSTITUTE_COLUMNS = ("from_concept_id", "to_concept_id", "percentage")
OCCUPATION_MAPPING_COLUMNS = ("esco_uri", "jobtech_concept_id", "jobtech_label_sv", "relation")
SKILL_MAPPING_COLUMNS = ("esco_skill_uri", "jobtech_concept_id", "jobtech_label_sv", "relation")

ISCO_ADDRESS = "http://data.europa.eu/esco/isco/C"
_ESCO_ADDRESS = "http://data.europa.eu/esco/"
_KEPT_TYPES = ("occupation-name", "skill", "ssyk-level-4")
_MATCHES = {f"{match.value}Match": match for match in Match}
_SAME = "Take all files of one folder from the same version of the taxonomy."
_BROKEN = "the relation is broken: no file of this version has this concept"


def parse_groups(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_ssyk4.csv``: SSYK 2012 groups, with the ISCO-08 groups they overlap."""
    del known
    concepts, crosswalks = [], []
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        if not table.filled(number, cells, "concept_id", "ssyk4_code", "label_sv"):
            continue
        if table.first(number, "concept_id", cells["concept_id"], seen):
            about = {lang: cells["definition_sv"]} if cells["definition_sv"] else {}
            key = ConceptKey(Scheme.JOBTECH, cells["concept_id"])
            concepts.append(
                Concept(
                    *key,
                    ConceptKind.GROUP,
                    cells["ssyk4_code"],
                    {lang: cells["label_sv"]},
                    descriptions=about,
                )
            )
            crosswalks += [
                Crosswalk(
                    ConceptKey(Scheme.ESCO, ISCO_ADDRESS + isco),
                    Match.RELATED,
                    key,
                    cells["label_sv"],
                )
                for isco in pieces(cells["isco08_codes"], "|")
            ]
    return table.result(concepts, crosswalks=crosswalks)


def parse_occupations(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_occupations.csv``; its SSYK group is a broader concept."""
    concepts, relations = [], []
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        if not table.filled(number, cells, "concept_id", "label_sv", "ssyk4_code"):
            continue
        group = cells["ssyk4_concept_id"]
        if known.groups and known.kinds.get(group) is not ConceptKind.GROUP:
            table.refuse(number, "ssyk4_concept_id", group, _BROKEN, _SAME)
        elif table.first(number, "concept_id", cells["concept_id"], seen):
            concepts.append(
                Concept(
                    Scheme.JOBTECH,
                    cells["concept_id"],
                    ConceptKind.OCCUPATION,
                    cells["ssyk4_code"],
                    {lang: cells["label_sv"]},
                )
            )
            if known.groups:
                relations.append(Relation(cells["concept_id"], RelationKind.BROADER, group))
    return table.result(concepts, relations)


def parse_skills(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_skills.csv``."""
    del known
    return table.result(_plain(table, lang, ConceptKind.SKILL))


def parse_languages(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_languages.csv``."""
    del known
    return table.result(_plain(table, lang, ConceptKind.LANGUAGE))


def parse_keywords(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_keywords.csv``: one row for each concept that a keyword leads to."""
    concepts: dict[str, Concept] = {}
    relations: dict[Relation, None] = {}
    for number, cells in table.rows:
        if not table.filled(number, cells, "concept_id", "keyword_sv"):
            continue
        concepts[cells["concept_id"]] = Concept(
            Scheme.JOBTECH,
            cells["concept_id"],
            ConceptKind.KEYWORD,
            labels={lang: cells["keyword_sv"]},
        )
        if cells["related_type"] not in _KEPT_TYPES:
            problem = "the keyword leads to a sort of concept that is not kept"
            mend = "Nothing to do: the keyword itself is kept."
            table.lay_aside(number, "related_type", cells["related_type"], problem, mend)
        elif cells["related_id"] not in known.kinds:
            table.refuse(number, "related_id", cells["related_id"], _BROKEN, _SAME)
        else:
            tie = Relation(cells["concept_id"], RelationKind.RELATED, cells["related_id"])
            relations[tie] = None
    return table.result(list(concepts.values()), list(relations))


def parse_group_skills(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_ssyk4_skills.csv``; rows of an earlier taxonomy may name a retired skill."""
    del lang
    newest = max((cells["source"] for _, cells in table.rows), default="")
    ties: dict[Relation, None] = {}
    for number, cells in table.rows:
        group, skill = cells["ssyk4_concept_id"], cells["skill_concept_id"]
        if group not in known.kinds:
            table.refuse(number, "ssyk4_concept_id", group, _BROKEN, _SAME)
        elif skill in known.kinds:
            ties[Relation(group, RelationKind.OPTIONAL, skill)] = None
        elif cells["source"] < newest:
            problem = f"the skill was retired since {cells['source'] or 'an earlier taxonomy'}"
            table.lay_aside(number, "skill_concept_id", skill, problem, "Nothing to do.")
        else:
            table.refuse(number, "skill_concept_id", skill, _BROKEN, _SAME)
    return table.result(relations=list(ties))


def parse_substitutability(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_substitutability.csv``: who can take which other job, in percent."""
    del lang
    ties: dict[Relation, None] = {}
    for number, cells in table.rows:
        before = len(table.rejected)
        for column in ("from_concept_id", "to_concept_id"):
            if known.kinds.get(cells[column]) is not ConceptKind.OCCUPATION:
                table.refuse(number, column, cells[column], _BROKEN, _SAME)
        share = cells["percentage"]
        if not (share.isascii() and share.isdecimal() and 0 < int(share[:4]) <= 100):
            mend = "Write a whole number from 1 to 100."
            table.refuse(number, "percentage", share, "this is no percentage", mend)
        if len(table.rejected) == before:
            ends = cells["from_concept_id"], cells["to_concept_id"]
            ties[Relation(ends[0], RelationKind.SUBSTITUTE, ends[1], int(share))] = None
    return table.result(relations=list(ties))


def parse_occupation_mapping(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_occupation_to_esco.csv``."""
    del lang
    return table.result(crosswalks=_mapping(table, known, "esco_uri"))


def parse_skill_mapping(table: TaxonomyTable, lang: str, known: Known) -> TaxonomyRows:
    """Read ``jobtech_skill_to_esco.csv``."""
    del lang
    return table.result(crosswalks=_mapping(table, known, "esco_skill_uri"))


def _plain(table: TaxonomyTable, lang: str, kind: ConceptKind) -> list[Concept]:
    seen: dict[str, int] = {}
    return [
        Concept(
            Scheme.JOBTECH,
            cells["concept_id"],
            kind,
            cells.get("iso") or None,
            labels={lang: cells["label_sv"]},
        )
        for number, cells in table.rows
        if table.filled(number, cells, "concept_id", "label_sv")
        and table.first(number, "concept_id", cells["concept_id"], seen)
    ]


def _mapping(table: TaxonomyTable, known: Known, esco: str) -> list[Crosswalk]:
    """Read a mapping; it was made for a moment in time, so an end may be retired since."""
    found: dict[Crosswalk, None] = {}
    for number, cells in table.rows:
        if not cells["relation"]:
            problem, mend = "the mapping says no relation", "Nothing to do: it is left out."
            table.lay_aside(number, "relation", "", problem, mend)
        elif cells["relation"] not in _MATCHES:
            mend = f"Write one of: {', '.join(_MATCHES)}."
            table.refuse(number, "relation", cells["relation"], "there is no such match", mend)
        elif not cells[esco].startswith(_ESCO_ADDRESS):
            mend = f"Write one that begins with {_ESCO_ADDRESS}."
            table.refuse(number, esco, cells[esco], "this is no address of an ESCO concept", mend)
        elif table.filled(number, cells, "jobtech_concept_id", "jobtech_label_sv"):
            target = cells["jobtech_concept_id"]
            if target not in known.kinds:
                problem = "the mapping is of a concept that this version does not have"
                mend = "Nothing to do: the row is kept, and found by its label."
                table.lay_aside(number, "jobtech_concept_id", target, problem, mend)
            tie = Crosswalk(
                ConceptKey(Scheme.ESCO, cells[esco]),
                _MATCHES[cells["relation"]],
                ConceptKey(Scheme.JOBTECH, target),
                cells["jobtech_label_sv"],
            )
            found[tie] = None
    return list(found)
