"""The task of linking job titles, read from a folder in MELO's layout.

Four files of tab separated cells without a header: ``queries.tsv`` (id, text),
``corpus_elements.tsv`` (id, label), ``annotations.tsv`` (query, 0, element, relevance: qrels of
TREC) and ``concept_mapping.tsv`` (element, concept URI). A query without an annotation is left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matcher.errors import InputError, InputErrors
from matcher.evaluation.label_task import LabelQuery, LabelTask
from matcher.evaluation.row_files import fault, read_tab_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

QUERIES = "queries.tsv"
CORPUS = "corpus_elements.tsv"
ANNOTATIONS = "annotations.tsv"
CONCEPTS = "concept_mapping.tsv"


def read_linking_task(folder: Path) -> LabelTask:
    """Read a task.

    Raises
    ------
    InputError
        A file is missing, or rows do not fit together: every fault with file, row and column.
    """
    queries = _texts(folder / QUERIES)
    corpus = _texts(folder / CORPUS)
    numbers = {element: number for number, element in enumerate(corpus)}
    right = _annotations(folder / ANNOTATIONS, queries, numbers)
    concepts = _concepts(folder / CONCEPTS, corpus)
    return LabelTask(
        name=folder.resolve().name,
        queries=tuple(
            LabelQuery(query, text, tuple(sorted(right[query])))
            for query, text in queries.items()
            if query in right
        ),
        labels=tuple(corpus.values()),
        concepts=tuple(concepts[element] for element in corpus),
    )


def _texts(path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    faults: list[InputError] = []
    for row, (key, text) in read_tab_rows(path, ("id", "text")):
        if key in texts:
            faults.append(fault(path, row, "id", key, "the id is there already", _ONCE))
        texts[key] = text
    if faults:
        raise InputErrors(faults)
    return texts


def _annotations(
    path: Path, queries: Mapping[str, str], numbers: Mapping[str, int]
) -> dict[str, set[int]]:
    right: dict[str, set[int]] = defaultdict(set)
    faults: list[InputError] = []
    for row, (query, _, element, relevance) in read_tab_rows(
        path, ("query", "iteration", "element", "relevance")
    ):
        if query not in queries:
            faults.append(fault(path, row, "query", query, f"it is not in {QUERIES}", _ADD))
        elif element not in numbers:
            faults.append(fault(path, row, "element", element, f"it is not in {CORPUS}", _ADD))
        elif not relevance.isdecimal():
            faults.append(fault(path, row, "relevance", relevance, "it is no whole number", _SAY))
        elif int(relevance):
            right[query].add(numbers[element])
    if faults:
        raise InputErrors(faults)
    return right


def _concepts(path: Path, corpus: Mapping[str, str]) -> dict[str, str]:
    concepts = {element: uri for _, (element, uri) in read_tab_rows(path, ("element", "concept"))}
    lost = [element for element in corpus if element not in concepts]
    if lost:
        raise InputError(
            f"{path.name} has no concept for {len(lost)} elements of {CORPUS}, first {lost[0]}. "
            "Take all four files from the same task."
        )
    return concepts


_ONCE = "Write every id once."
_ADD = "Take all four files from the same task."
_SAY = "Write 1 for right and 0 for wrong."
