from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from matcher.errors import InputError, InputErrors, RowError
from matcher.evaluation.halves import Half
from matcher.evaluation.label_task import LabelQuery, LabelTask, is_held_out
from matcher.evaluation.linking_task import read_linking_task
from matcher.evaluation.skills_task import read_skills_task

if TYPE_CHECKING:
    from pathlib import Path

MELO = {
    "queries.tsv": "Q1\tDiskare\nQ2\tMurare\nQ3\tUtan svar\n",
    "corpus_elements.tsv": "E1\tdiskplockare\nE2\tdiskare\nE3\tmurare\n",
    "annotations.tsv": "Q1\t0\tE2\t1\nQ1\t0\tE1\t1\nQ2\t0\tE3\t1\nQ3\t0\tE3\t0\n",
    "concept_mapping.tsv": "E1\turi:a\nE2\turi:a\nE3\turi:b\n",
}
MAPPING = """esco_skill_uri,esco_label_sv,jobtech_concept_id,jobtech_label_sv,relation
uri:a,diska,x1,"Disk, erfarenhet",closeMatch
uri:b,mura,x1,"Disk, erfarenhet",exactMatch
uri:b,mura,x2,Bygge,broadMatch
uri:c,laga mat,x3,Matlagning,exactMatch
uri:b,mura,x4,Murning,exactMatch
uri:b,mura,x5,Murning,
"""
CONCEPTS = "uri,label_en,label_sv\nuri:a,wash,diska\nuri:b,lay bricks,mura\nuri:c,cook,\n"


def melo(folder: Path, **changed: str) -> Path:
    for name, text in {**MELO, **{f"{k}.tsv": v for k, v in changed.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def skills(folder: Path, mapping: str = MAPPING, concepts: str = CONCEPTS) -> LabelTask:
    (folder / "mapping.csv").write_text(mapping, encoding="utf-8")
    (folder / "concepts.csv").write_text(concepts, encoding="utf-8")
    return read_skills_task(folder / "mapping.csv", folder / "concepts.csv")


def test_a_task_in_the_layout_of_melo(tmp_path: Path):
    task = read_linking_task(melo(tmp_path))

    assert task.queries == (LabelQuery("Q1", "Diskare", (0, 1)), LabelQuery("Q2", "Murare", (2,)))
    assert task.labels == ("diskplockare", "diskare", "murare")
    assert task.concepts == ("uri:a", "uri:a", "uri:b")
    assert task.name == tmp_path.name
    assert task.concept_numbers().tolist() == [0, 0, 1]


def test_skills_are_asked_by_label_with_exact_and_close_matches(tmp_path: Path):
    task = skills(tmp_path)

    assert task.queries == (
        LabelQuery("Disk, erfarenhet", "Disk, erfarenhet", (0, 1)),
        LabelQuery("Murning", "Murning", (1,)),
    )
    assert task.labels == ("diska", "mura")
    assert task.concepts == ("uri:a", "uri:b")


def test_halves_share_the_queries_and_keep_the_corpus(tmp_path: Path):
    task = read_linking_task(melo(tmp_path))
    tune, test = task.of(Half.TUNE), task.of(Half.TEST)

    assert set(tune.queries) | set(test.queries) == set(task.queries)
    assert not set(tune.queries) & set(test.queries)
    assert tune.labels == test.labels == task.labels


def test_a_query_is_unseen_when_all_its_concepts_are_held_out():
    uris = [f"uri:{number}" for number in range(60)]
    held = {u for u in uris if int(hashlib.md5(u.encode()).hexdigest(), 16) % 5 == 0}  # noqa: S324
    out, known = sorted(held)[:2], sorted(set(uris) - held)[0]
    queries = [LabelQuery(str(n), "x", right) for n, right in enumerate([(0,), (0, 1), (1, 2)])]
    task = LabelTask("t", tuple(queries), ("a", "b", "c"), (*out, known))

    assert {uri for uri in uris if is_held_out(uri)} == held
    assert task.unseen().tolist() == [True, True, False]


def test_the_shuffled_control_gives_every_query_the_answers_of_another():
    queries = tuple(LabelQuery(str(n), str(n), (n,)) for n in range(9))
    task = LabelTask("t", queries, tuple("abcdefghi"), tuple("abcdefghi"))

    control = task.shuffled(seed=4)

    assert sorted(q.right for q in control.queries) == [(n,) for n in range(9)]
    assert [q.text for q in control.queries] == [q.text for q in queries]
    assert all(
        shuffled.right != query.right
        for shuffled, query in zip(control.queries, queries, strict=True)
    )
    assert control == task.shuffled(seed=4)
    assert control != task.shuffled(seed=5)


@pytest.mark.parametrize(
    ("file", "text", "row", "column", "problem"),
    [
        ("queries", "Q1\tDiskare\nQ2\n", 2, None, "it has 1 cells"),
        ("queries", "Q1\tDiskare\nQ1\tMurare\n", 2, "id", "the id is there already"),
        ("queries", "Q1\tDiskare\n\nQ2\t \n", 3, "text", "the cell is empty"),
        ("corpus_elements", "E1\ta\tb\n", 1, None, "it has 3 cells"),
        ("annotations", "Q1\t0\tE1\t1\nQ9\t0\tE1\t1\n", 2, "query", "it is not in queries.tsv"),
        ("annotations", "Q1\t0\tE9\t1\n", 1, "element", "it is not in corpus_elements.tsv"),
        ("annotations", "Q1\t0\tE1\tyes\n", 1, "relevance", "it is no whole number"),
    ],
)
def test_a_fault_is_named_by_file_row_and_column(
    tmp_path: Path, file: str, text: str, row: int, column: str | None, problem: str
):
    melo(tmp_path, **{file: text})

    with pytest.raises(InputErrors) as caught:
        read_linking_task(tmp_path)

    fault = caught.value.errors[0]
    assert isinstance(fault, RowError)
    assert (fault.file, fault.row, fault.column) == (f"{file}.tsv", row, column)
    assert problem in fault.problem


def test_an_element_without_a_concept_is_named(tmp_path: Path):
    melo(tmp_path, concept_mapping="E1\turi:a\nE3\turi:b\n")

    with pytest.raises(InputError, match=r"concept_mapping.tsv has no concept for 1 .*E2"):
        read_linking_task(tmp_path)


@pytest.mark.parametrize("name", sorted(MELO))
def test_a_missing_file_is_named(tmp_path: Path, name: str):
    (melo(tmp_path) / name).unlink()

    with pytest.raises(InputError, match=rf"There is no file .*{name}.*STEGVIS_EVAL_DATA"):
        read_linking_task(tmp_path)


def test_a_file_that_is_no_text_says_so(tmp_path: Path):
    melo(tmp_path)
    (tmp_path / "queries.tsv").write_bytes("Q1\tStädare".encode("cp1252"))

    with pytest.raises(InputError, match=r"queries.tsv is not UTF-8"):
        read_linking_task(tmp_path)


def test_a_file_without_rows_says_so(tmp_path: Path):
    melo(tmp_path, queries="\n\n")

    with pytest.raises(InputError, match=r"queries.tsv has no row"):
        read_linking_task(tmp_path)


@pytest.mark.parametrize(
    ("mapping", "row", "column", "problem"),
    [
        ("esco_skill_uri,relation\nuri:a,exactMatch\n", 1, "jobtech_label_sv", "column is missing"),
        (MAPPING + "uri:a,diska,x6,Disk,sameAs\n", 8, "relation", "relation is not known"),
        (MAPPING + "uri:a,diska,x6\n", 8, "jobtech_label_sv", "the row ends before it"),
        (MAPPING + 'uri:a,"diska"x,x6,Disk,exactMatch\n', 8, None, "it cannot be read"),
    ],
)
def test_a_fault_of_a_mapping_is_named(
    tmp_path: Path, mapping: str, row: int, column: str | None, problem: str
):
    with pytest.raises((InputErrors, RowError)) as caught:
        skills(tmp_path, mapping)

    fault = caught.value.errors[0] if isinstance(caught.value, InputErrors) else caught.value
    assert isinstance(fault, RowError)
    assert (fault.file, fault.row, fault.column) == ("mapping.csv", row, column)
    assert problem in fault.problem


def test_files_that_do_not_belong_together_say_so(tmp_path: Path):
    with pytest.raises(InputError, match="Name files that belong together"):
        skills(tmp_path, concepts="uri,label_sv\nuri:z,annat\n")
