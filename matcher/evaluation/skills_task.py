"""The task of linking Swedish competences to ESCO skills.

The queries are the distinct JobTech labels of a published mapping that have an exact or close match
among the Swedish labels of the concepts; the corpus is those labels. The label is its own id: it
says to which half a query belongs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matcher.errors import InputError, InputErrors
from matcher.evaluation.label_task import LabelQuery, LabelTask
from matcher.evaluation.row_files import fault, read_named_rows

if TYPE_CHECKING:
    from pathlib import Path

COUNTED = frozenset({"exactMatch", "closeMatch"})
RELATIONS = frozenset({*COUNTED, "broadMatch", "narrowMatch", "relatedMatch", ""})


def read_skills_task(mapping: Path, concepts: Path) -> LabelTask:
    """Read a task.

    Parameters
    ----------
    mapping
        CSV with ``esco_skill_uri``, ``jobtech_label_sv`` and ``relation`` (of SKOS).
    concepts
        CSV with ``uri`` and ``label_sv``; concepts without a Swedish label are left out.

    Raises
    ------
    InputError
        A file or column is missing, a row cannot be read, or nothing is left to ask.
    """
    labels = {
        row["uri"]: row["label_sv"]
        for _, row in read_named_rows(concepts, ("uri", "label_sv"))
        if row["label_sv"]
    }
    numbers = {uri: number for number, uri in enumerate(labels)}
    right: dict[str, set[int]] = defaultdict(set)
    faults: list[InputError] = []
    columns = ("esco_skill_uri", "jobtech_label_sv", "relation")
    for number, row in read_named_rows(mapping, columns):
        uri, label, relation = (row[column] for column in columns)
        if relation not in RELATIONS:
            faults.append(fault(mapping, number, "relation", relation, _UNKNOWN, _KNOWN))
        elif relation in COUNTED and uri in numbers and label:
            right[label].add(numbers[uri])
    if faults:
        raise InputErrors(faults)
    if not right:
        raise InputError(
            f"No row of {mapping.name} has an exactMatch or closeMatch with a Swedish label in "
            f"{concepts.name}. Name files that belong together."
        )
    queries = tuple(
        LabelQuery(label, label, tuple(sorted(found))) for label, found in right.items()
    )
    return LabelTask(mapping.stem, queries, tuple(labels.values()), tuple(labels))


_UNKNOWN = "this relation is not known"
_KNOWN = "Write exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch, or leave it empty."
