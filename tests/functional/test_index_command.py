"""The indexes of the demo: exact and FAISS agree, damage is refused and mended."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.bootstrap import build_services
from matcher.indexing.exact import ExactIndex
from matcher.indexing.faiss_index import FaissIndex
from matcher.ports import TextKind
from matcher.settings import load_settings

pytestmark = pytest.mark.encoder


def test_exact_and_faiss_give_the_same_ids_and_scores_on_the_demo(demo):
    services = build_services(load_settings(demo.environment))
    encoder = services.encoder
    faiss_index = services.shelf.open("targets", encoder)
    assert isinstance(faiss_index, FaissIndex)
    assert len(faiss_index.ids) > 70
    exact = ExactIndex(encoder.dimension)
    exact.add(list(faiss_index.ids), faiss_index.vectors(list(faiss_index.ids)))
    with services.units() as unit:
        people = unit.participants.all()
    told = [experience.text for person in people for experience in person.experiences]
    queries = encoder.encode(told, TextKind.EXPERIENCE)
    assert len(queries) > 400
    for ours, theirs in zip(
        exact.search(queries, 20), faiss_index.search(queries, 20), strict=True
    ):
        assert [hit.id for hit in ours] == [hit.id for hit in theirs]
        np.testing.assert_allclose(
            [hit.score for hit in ours], [hit.score for hit in theirs], atol=1e-6
        )


def test_the_indexes_are_in_order(demo):
    reports = demo.json("index", "verify")
    assert [(report["name"], report["problem"]) for report in reports] == [
        ("targets", None),
        ("people", None),
    ]


def test_a_damaged_index_is_refused_and_made_anew(demo):
    before = demo.json("suggest", "--participant", "P003")
    folder = demo.home / "index" / "demo" / "targets"
    vectors = next(folder.glob("vectors-*.faiss"))
    data = bytearray(vectors.read_bytes())
    data[len(data) // 2] ^= 0xFF
    vectors.write_bytes(bytes(data))
    after = demo.json("suggest", "--participant", "P003")
    assert [one["score"] for one in after["suggestions"]] == [
        one["score"] for one in before["suggestions"]
    ]
    assert demo.json("index", "verify")[0]["problem"] is None


def test_the_doctor_finds_all_in_order(demo):
    found = demo.json("doctor")
    assert {name for name, finding in found.items() if finding["ok"]} == set(found)
    assert "27 steps, 24 ways" in found["ladders"]["text"]
    assert "220 participants" in found["database"]["text"]


def test_the_doctor_says_what_to_do_about_an_empty_programme(empty):
    result = empty.run("doctor")
    assert result.exit_code == 1
    assert "stegvis demo" in result.output
    own = empty.run("doctor", STEGVIS_PROGRAMME="programme")
    assert "stegvis import participants" in own.output


def test_the_demo_is_kept_when_it_is_there(demo):
    before = demo.json("doctor")["database"]
    assert demo.run("demo", "--quiet").output.strip() == ""
    assert demo.json("doctor")["database"] == before
