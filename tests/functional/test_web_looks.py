"""Whoever opens a person's page is on record."""

from __future__ import annotations

from functional.web_programme import build


def looks(programme):
    with programme.services.units() as unit:
        rows = unit.erasure.rows("P001").get("person_views", [])
    return sorted((row["by"], row["what"]) for row in rows)


def test_a_page_of_a_person_is_noted_once_an_hour_for_each_name(tmp_path):
    programme = build(tmp_path)
    programme.get("/")
    assert looks(programme) == []

    assert programme.get("/people/P001").status_code == 200
    assert programme.get("/people/P001").status_code == 200
    programme.sign("Bo Ek")
    assert programme.get("/people/P001").status_code == 200

    # An hour may have begun between two of them.
    assert set(looks(programme)) == {("Anna Ek", "profile"), ("Bo Ek", "profile")}
    assert len(looks(programme)) <= 3


def test_a_page_that_is_refused_is_no_look(tmp_path):
    programme = build(tmp_path)
    for code in ("P003", "P999"):
        assert programme.get(f"/people/{code}").status_code == 404
    with programme.services.units() as unit:
        assert "person_views" not in unit.erasure.counts("P003")
