"""ESCO concepts and ISCO groups with their labels in every language at hand, to train on."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.errors import InputError
from matcher.evaluation.label_task import is_held_out
from training.noun_forms import noun_forms
from training.splits import normalised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

OCCUPATIONS = "esco_occupations.csv"
SKILLS = "esco_skills.csv"
OTHER_LANGUAGES = "esco_occupation_labels_other_langs.csv"
RELATIONS = "esco_occupation_skill.csv"
GROUPS = "esco_isco_groups.csv"

# The alternatives of a skill stand before its description, without a mark; a description starts
# with a capital letter.
_DESCRIPTION = re.compile(r"(?<=[a-z)]) (?=[A-Z][a-z]+ [a-z(])")


@dataclass(frozen=True)
class LabelledConcept:
    """One concept that may be trained on.

    Parameters
    ----------
    uri
        ESCO concept URI.
    group
        Its ISCO unit group, or the broader skill: concepts of one group are easily mixed up.
    labels
        Language to labels, preferred label first.
    description
        In English; may be empty.
    wordings
        Other ways to say a skill, in English and in one text, as ESCO's files have them; may be
        empty.
    nouns
        Swedish names of a skill made from its label, see :func:`training.noun_forms.noun_forms`.
    """

    uri: str
    group: str
    labels: Mapping[str, tuple[str, ...]]
    description: str = ""
    wordings: str = ""
    nouns: tuple[str, ...] = ()

    @property
    def is_occupation(self) -> bool:
        """Say whether it is an occupation; otherwise it is a skill."""
        return "/occupation/" in self.uri


@dataclass
class _Draft:
    group: str
    description: str
    wordings: str = ""
    labels: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_concepts(folder: Path, measured: Collection[str]) -> list[LabelledConcept]:
    """Read occupations and skills that may be trained on, ordered by URI.

    Parameters
    ----------
    folder
        Files in the reduced ESCO layout.
    measured
        Normalised texts that quality is measured with; such labels are left out.

    Raises
    ------
    InputError
        A file is not there.
    """
    drafts: dict[str, _Draft] = {}
    for row in _rows(folder / OCCUPATIONS):
        draft = drafts[row["uri"]] = _Draft(row["isco_code"], row["description_en"])
        for lang in ("sv", "en"):
            draft.labels[lang] += [row[f"label_{lang}"], *row[f"alt_labels_{lang}"].split("|")]
    for row in _rows(folder / OTHER_LANGUAGES):
        if row["uri"] in drafts:
            drafts[row["uri"]].labels[row["lang"]].append(row["label"])
    for row in _rows(folder / SKILLS):
        text = row["text_en_alt_and_description"]
        described = _DESCRIPTION.split(text, maxsplit=1)
        draft = drafts[row["uri"]] = _Draft(
            row["broader_uris"].partition("|")[0],
            described[1] if len(described) > 1 else "",
            described[0].removeprefix(row["label_en"]).strip(),
        )
        draft.labels["sv"].append(row["label_sv"])
        draft.labels["en"].append(row["label_en"])
    return [
        LabelledConcept(
            uri,
            draft.group,
            labels,
            draft.description,
            draft.wordings,
            _nouns(labels, measured) if "/skill/" in uri else (),
        )
        for uri, draft in sorted(drafts.items())
        if not is_held_out(uri) and (labels := _allowed(draft.labels, measured))
    ]


def read_groups(folder: Path, measured: Collection[str]) -> dict[str, LabelledConcept]:
    """Read the ISCO groups that may be trained on, by code."""
    found = {}
    for row in _rows(folder / GROUPS):
        texts = {"sv": [row["label_sv"]], "en": [row["label_en"]]}
        if not is_held_out(row["uri"]) and (labels := _allowed(texts, measured)):
            found[row["code"]] = LabelledConcept(row["uri"], row["code"][:-1], labels)
    return found


def read_essential_skills(folder: Path, concepts: Collection[str]) -> list[tuple[str, str]]:
    """Return pairs of occupation and essential skill, both among the concepts given."""
    return [
        (row["occupation_uri"], row["skill_uri"])
        for row in _rows(folder / RELATIONS)
        if row["relation"] == "essential"
        and row["occupation_uri"] in concepts
        and row["skill_uri"] in concepts
    ]


def _nouns(labels: Mapping[str, tuple[str, ...]], measured: Collection[str]) -> tuple[str, ...]:
    forms = [form for label in labels.get("sv", ()) for form in noun_forms(label)]
    return _allowed({"sv": forms}, measured).get("sv", ())


def _allowed(
    labels: Mapping[str, list[str]], measured: Collection[str]
) -> dict[str, tuple[str, ...]]:
    kept = {
        lang: tuple(dict.fromkeys(t for t in texts if t and normalised(t) not in measured))
        for lang, texts in labels.items()
    }
    return {lang: texts for lang, texts in kept.items() if texts}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise InputError(
            f"There is no file {path}. Name the folder with the ESCO files with --data."
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
