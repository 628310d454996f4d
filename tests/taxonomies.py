"""Small taxonomies as files, in each layout that is read."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ESCO = "http://data.europa.eu/esco/"
COOK, NURSE = f"{ESCO}occupation/cook", f"{ESCO}occupation/nurse"
NURSE_ASSISTANT = f"{ESCO}occupation/87d0795a-d41f-47ee-979f-0ab7d73836e7"
KNIVES, SOUP = f"{ESCO}skill/knives", f"{ESCO}skill/soup"
ISCO_COOKS, ISCO_CARE = f"{ESCO}isco/C5120", f"{ESCO}isco/C5321"

Rows = list[dict[str, str]]


def write(folder: Path, name: str, rows: Rows, encoding: str = "utf-8") -> Path:
    """Write a CSV file with the columns of its first row."""
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def bundle(lang: str = "en") -> dict[str, Rows]:
    """ESCO's own files in one language."""
    cook, nurse = {"en": ("cook", "nurse"), "sv": ("kock", "sjuksköterska")}[lang]
    others = {"en": "chef de partie\ncook assistant", "sv": "kallskänka"}[lang]
    return {
        f"ISCOGroups_{lang}.csv": [
            {
                "conceptType": "ISCOGroup",
                "conceptUri": ISCO_COOKS,
                "code": "5120",
                "preferredLabel": f"Cooks {lang}",
                "description": "",
            },
            {
                "conceptType": "ISCOGroup",
                "conceptUri": ISCO_CARE,
                "code": "5321",
                "preferredLabel": f"Care {lang}",
                "description": "",
            },
        ],
        f"occupations_{lang}.csv": [
            {
                "conceptType": "Occupation",
                "conceptUri": COOK,
                "iscoGroup": "5120",
                "preferredLabel": cook,
                "altLabels": others,
                "hiddenLabels": "",
                "description": "Cooks\nprepare dishes.",
                "code": "5120.1",
            },
            {
                "conceptType": "Occupation",
                "conceptUri": NURSE,
                "iscoGroup": "5321",
                "preferredLabel": nurse,
                "altLabels": "",
                "hiddenLabels": "",
                "description": "",
                "code": "5321.1",
            },
        ],
        f"skills_{lang}.csv": [
            _skill(KNIVES, f"use knives {lang}"),
            _skill(SOUP, f"make soup {lang}"),
        ],
        f"occupationSkillRelations_{lang}.csv": [
            {"occupationUri": COOK, "relationType": "essential", "skillUri": KNIVES},
            {"occupationUri": COOK, "relationType": "optional", "skillUri": SOUP},
        ],
    }


def _skill(uri: str, label: str) -> dict[str, str]:
    return {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": uri,
        "skillType": "skill/competence",
        "preferredLabel": label,
        "altLabels": "",
        "description": "",
    }


def reduced() -> dict[str, Rows]:
    """The reduced ESCO."""
    return {
        "esco_isco_groups.csv": [
            {
                "code": code,
                "uri": uri,
                "label_en": code,
                "label_sv": "",
                "description_en": "",
            }
            for code, uri in (("5120", ISCO_COOKS), ("5321", ISCO_CARE))
        ],
        "esco_occupations.csv": [
            _occupation(COOK, "5120", "cook", "kock", "kallskänka|kökschef"),
            _occupation(
                NURSE_ASSISTANT, "5321", "nurse assistant", "sjuksköterska, grundutbildad", ""
            ),
        ],
        "esco_skills.csv": [
            {
                "uri": KNIVES,
                "label_en": "use knives",
                "label_sv": "använda knivar",
                "type": "skill/competence",
                "broader_uris": f"{SOUP}|{ESCO}skill/group",
                "text_en_alt_and_description": "",
            },
            {
                "uri": SOUP,
                "label_en": "make soup",
                "label_sv": "",
                "type": "knowledge",
                "broader_uris": "",
                "text_en_alt_and_description": "",
            },
        ],
        "esco_occupation_skill.csv": [
            {"occupation_uri": COOK, "skill_uri": KNIVES, "relation": "essential"},
            {"occupation_uri": COOK, "skill_uri": KNIVES, "relation": "optional"},
            {"occupation_uri": COOK, "skill_uri": KNIVES, "relation": "essential"},
        ],
    }


def _occupation(uri: str, isco: str, en: str, sv: str, also: str) -> dict[str, str]:
    return {
        "uri": uri,
        "isco_code": isco,
        "label_en": en,
        "label_sv": sv,
        "alt_labels_sv": also,
        "alt_labels_en": "",
        "description_en": "",
    }


def jobtech() -> dict[str, Rows]:
    """The JobTech taxonomy."""
    group = {"ssyk4_code": "9412", "ssyk4_concept_id": "g1"}
    return {
        "jobtech_ssyk4.csv": [
            {
                "ssyk4_code": "9412",
                "concept_id": "g1",
                "label_sv": "Köksbiträden",
                "definition_sv": "Diskar.",
                "isco08_codes": "9412|5120",
            }
        ],
        "jobtech_occupations.csv": [
            {"concept_id": "o1", "label_sv": "Diskare", **group},
            {"concept_id": "o2", "label_sv": "Köksbiträde", **group},
        ],
        "jobtech_skills.csv": [{"concept_id": "s1", "label_sv": "Findisk"}],
        "jobtech_languages.csv": [{"concept_id": "l1", "label_sv": "Somaliska", "iso": "so"}],
        "jobtech_keywords.csv": [
            {
                "concept_id": "k1",
                "keyword_sv": "Disk",
                "related_id": related,
                "related_type": kind,
            }
            for related, kind in (("o1", "occupation-name"), ("e1", "sun-education-field-4"))
        ],
        "jobtech_ssyk4_skills.csv": [
            {"ssyk4_concept_id": "g1", "skill_concept_id": "s1", "source": "taxonomy-2025"},
            {"ssyk4_concept_id": "g1", "skill_concept_id": "s0", "source": "taxonomy-2020"},
        ],
        "jobtech_substitutability.csv": [
            {"from_concept_id": "o1", "to_concept_id": "o2", "percentage": "75"}
        ],
        "jobtech_occupation_to_esco.csv": [
            {
                "esco_uri": COOK,
                "jobtech_concept_id": concept,
                "jobtech_label_sv": label,
                "relation": relation,
            }
            for concept, label, relation in (
                ("o2", "Köksbiträde", "narrowMatch"),
                ("old", "Kockerska", "exactMatch"),
                ("o1", "Diskare", ""),
            )
        ],
    }


def put(folder: Path, *sets: dict[str, Rows]) -> Path:
    """Write sets of files into a folder, made when missing, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for files in sets:
        for name, rows in files.items():
            write(folder, name, rows)
    return folder
