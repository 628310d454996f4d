"""Fits how sure a link is, and how honest that is on rows it was not fitted on.

``python benchmarks/linking.py`` reads the evaluation data (``STEGVIS_EVAL_DATA``) and prints the
curves of ``models/linking/confidence-1.json``; ``--write`` replaces that file. They are fitted on
the tuning half and reported on the other. Candidates are the ten nearest concepts by likeness: no
name, mapping or alias is read. For what people tell, the rows are the reference texts in seven
languages and the candidates the nearest three of our ladders; right is one of the same trade. Run
it again after a change of encoder.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from matcher.bootstrap import build_services
from matcher.domain.concept import ConceptKind
from matcher.evaluation.halves import Half
from matcher.settings import load_settings, shared_path
from matcher.taxonomy.confidence import Curve
from matcher.taxonomy.linker import TOLD_CONCEPTS, is_telling
from matcher.taxonomy.own_labels import labels_of, ladder_concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from matcher.bootstrap import Services

CANDIDATES = 10
AT_ONCE = 64
TOLD = ("experiences.jsonl", "told.jsonl", "longer.jsonl", "phrases.jsonl")
FITTED = {"same": (0, 1), "across": (0,), "letters": (1,), "told": (0, 1)}
"""Which of dense and lexical likeness a curve may use."""

Query = tuple[str, str, frozenset[str]]
Task = tuple[list[tuple[str, str]], list[Query]]


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the file of the product")
    arguments = parser.parse_args()
    settings = load_settings()
    services = build_services(settings)
    folder = settings.eval_data
    found: dict[str, Any] = {"encoder": services.encoder.id}
    for kind, tasks in {
        ConceptKind.OCCUPATION: {"sv": _titles(folder, "sv"), "en": _titles(folder, "en")},
        ConceptKind.SKILL: {"sv": _skills(folder, "sv"), "en": _skills(folder, "en")},
    }.items():
        rows = {
            "same": list(_candidates(services, tasks["sv"], CANDIDATES)),
            # Swedish texts against English labels stand in for texts in letters of their own.
            "across": list(_candidates(services, tasks["en"], CANDIDATES)),
            "told": list(_candidates(services, _tellings(services, kind), TOLD_CONCEPTS)),
        }
        rows["letters"] = rows["same"]
        found[kind] = {name: _fit(rows[name], FITTED[name]) for name in FITTED}
    text = json.dumps(found, indent=2) + "\n"
    if arguments.write:
        shared_path("models", "linking", "confidence-1.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _titles(folder: Path, lang: str) -> Task:
    labels = [
        (row["uri"], label)
        for row in _rows(folder / "esco_occupations.csv")
        for label in [row[f"label_{lang}"], *row[f"alt_labels_{lang}"].split("|")]
        if label
    ]
    if lang == "en":
        labels = [(row["uri"], row["label_en"]) for row in _rows(folder / "esco_occupations.csv")]
    lines = (folder / "melo_swedish_occupation_linking.jsonl").read_text(encoding="utf-8")
    asked = [json.loads(line) for line in lines.splitlines()]
    return labels, [(row["qid"], row["query_sv"], frozenset(row["esco_uris"])) for row in asked]


def _skills(folder: Path, lang: str) -> Task:
    labels = [
        (row["uri"], row[f"label_{lang}"])
        for row in _rows(folder / "esco_skills.csv")
        if row[f"label_{lang}"]
    ]
    right: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "jobtech_skill_to_esco.csv"):
        if row["relation"] in {"exactMatch", "closeMatch"}:
            right[row["jobtech_label_sv"]].add(row["esco_skill_uri"])
    return labels, [(text, text, frozenset(uris)) for text, uris in right.items()]


def _tellings(services: Services, kind: ConceptKind) -> Task:
    trade = {step.id: one.sector.value for one in services.ladders.all for step in one.steps}
    concepts = [c for c in ladder_concepts(services.ladders) if c.kind is kind]
    trades = defaultdict(set)
    for concept in concepts:
        trades[trade[concept.id.partition("/")[0]]].add(concept.id)
    asked = []
    for name in TOLD:
        path = shared_path("data", "reference", name)
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            right = frozenset().union(*(trades[sector] for sector in row["sector"]))
            if is_telling(row["text"]):
                asked.append((row["text"], row["text"], right))
    labels = [(concept.id, label.text) for concept in concepts for label in labels_of(concept)]
    return labels, asked


def _candidates(
    services: Services, task: Task, most: int
) -> Iterator[tuple[str, float, float, bool]]:
    """Yield (query id, dense, lexical, right) of the nearest concepts of each query."""
    labels, queries = task
    rankers = services.linking.rankers
    ranker = rankers.fused([label for _, label in labels], rankers.encoder)
    for start in range(0, len(queries), AT_ONCE):
        part = queries[start : start + AT_ONCE]
        scores = ranker.scores([text for _, text, _ in part])
        for place, (qid, _, right) in enumerate(part):
            best: dict[str, int] = {}
            for at in np.argsort(-scores.fused[place], kind="stable"):
                best.setdefault(labels[int(at)][0], int(at))
                if len(best) == most:
                    break
            for uri, at in best.items():
                likeness = float(scores.dense[place, at]), float(scores.lexical[place, at])
                yield qid, *likeness, uri in right


def _fit(rows: Sequence[tuple[str, float, float, bool]], used: tuple[int, ...]) -> dict[str, float]:
    tune = [row for row in rows if Half.TUNE.holds(row[0])]
    test = [row for row in rows if Half.TEST.holds(row[0])]
    features = np.array([row[1:3] for row in tune])[:, used]
    model = LogisticRegression(C=100.0).fit(features, [row[3] for row in tune])
    weights = dict(zip(used, model.coef_[0], strict=True))
    curve = Curve(
        float(weights.get(0, 0.0)), float(weights.get(1, 0.0)), float(model.intercept_[0])
    )
    said = np.array([curve(row[1], row[2]) for row in test])
    was = np.array([row[3] for row in test], dtype=float)
    return {
        "dense": round(curve.dense, 4),
        "lexical": round(curve.lexical, 4),
        "offset": round(curve.offset, 4),
        "test_brier": round(float(((said - was) ** 2).mean()), 4),
        "test_brier_of_the_mean": round(float(((was.mean() - was) ** 2).mean()), 4),
        "test_calibration_error": round(_calibration_error(said, was), 4),
    }


def _calibration_error(said: np.ndarray, was: np.ndarray) -> float:
    """Return the mean gap between what was said and what was right, over ten equal bins."""
    bins = np.minimum((said * 10).astype(int), 9)
    gaps = [
        abs(said[bins == one].mean() - was[bins == one].mean()) * (bins == one).mean()
        for one in np.unique(bins)
    ]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
