from __future__ import annotations

from training.splits import measured_texts, normalised


def test_texts_are_compared_without_case_and_punctuation():
    assert normalised("Kock,  kall-skänka") == normalised("KOCK (kall skänka)")
    assert normalised("Kock") != normalised("Kocka")


def test_every_text_that_is_measured_with_is_found(tmp_path):
    (tmp_path / "jobtech_occupations.csv").write_text("concept_id,label_sv\na,Kock\n")
    (tmp_path / "jobtech_skill_to_esco.csv").write_text("jobtech_label_sv,relation\nDiskning,x\n")
    task = tmp_path / "melo" / "task"
    task.mkdir(parents=True)
    (task / "queries.tsv").write_text("Q1\tBrygghusarbetare\n")
    assert measured_texts(tmp_path) == {"kock", "diskning", "brygghusarbetare"}


def test_nothing_there_is_nothing_measured(tmp_path):
    assert measured_texts(tmp_path) == frozenset()
