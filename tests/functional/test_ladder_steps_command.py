"""`stegvis ladders agree|publish|retire`, and what a retired step is worth in suggestions."""

from __future__ import annotations

from functional import test_backup_commands as drill

from matcher.errors import InvalidTransition

prepared, programme = drill.prepared, drill.programme

PORTER = "kitchens.kitchen_porter"
ANNA = ("--by", "Anna")


def suggested(programme):
    answer = programme.json("suggest", "--text", "diskat i restaurangkök", "--json")
    return {one["step"]["id"] for one in answer["suggestions"] if one.get("step")}


def test_a_step_is_agreed_published_and_retired_and_then_suggested_no_more(programme):
    early = programme.run("ladders", "publish", PORTER, *ANNA)
    assert isinstance(early.exception, InvalidTransition)
    assert PORTER in suggested(programme)

    agreed = programme.json(
        "ladders", "agree", PORTER, *ANNA, "--with", "Kök AB", "--on", "2026-01-15"
    )
    published = programme.json("ladders", "publish", PORTER, *ANNA, "--role", "planner")
    said = programme.run("ladders", "retire", PORTER, *ANNA)

    assert (agreed["after"], agreed["with_whom"], agreed["agreed_on"]) == (
        "agreed", "Kök AB", "2026-01-15",
    )  # fmt: skip
    assert published["after"] == "published"
    assert "is 'retired' now" in said.output
    assert PORTER not in suggested(programme)
    states = {one["id"]: one["state"] for one in programme.json("ladders", "list")}
    assert states[PORTER] == "retired"
    assert programme.json("audit", "verify")["ok"]
