"""`stegvis person inform|map|activate|leave` on a stored programme."""

from __future__ import annotations

from dataclasses import replace

from functional import test_backup_commands as drill
from functional.test_person_rights import ANNA, person, services_of

from matcher.domain.participant import ParticipantState
from matcher.errors import DecisionError, InvalidTransition
from matcher.ranking.retrieve import PEOPLE
from matcher.ranking.rows import rows_of

prepared, programme = drill.prepared, drill.programme
TOLD = ("--basis", "public_task", "--notice", "2026-01-15")


def put(programme, state):
    with services_of(programme).units(write=True) as unit:
        unit.participants.put([replace(person(programme), state=state)])
        unit.commit()


def test_into_the_programme_and_out_of_it(programme):
    put(programme, ParticipantState.REFERRED)
    early = programme.run("person", "activate", "P001", *ANNA)
    assert isinstance(early.exception, InvalidTransition)
    tomorrow = programme.run(
        "person", "inform", "P001", *ANNA, "--basis", "public_task", "--notice", "2999-01-01"
    )
    assert "still to come" in str(tomorrow.exception)

    front_desk = ("--by", "Fatima", "--role", "front_desk")
    done = [
        programme.json("person", "inform", "P001", *front_desk, *TOLD)["state"],
        programme.json("person", "map", "P001", *ANNA)["state"],
        programme.json("person", "activate", "P001", *ANNA)["state"],
    ]

    assert done == ["informed", "mapped", "active"]
    rows = programme.json("audit", "list", "--subject", "P001")
    assert [row["action"] for row in rows] == [
        "participant.activate", "participant.map", "participant.inform",
    ]  # fmt: skip
    not_placed = programme.run("person", "leave", "P001", *ANNA, "--reason", "found_work")
    assert isinstance(not_placed.exception, InvalidTransition | DecisionError)


def test_whoever_leaves_is_out_of_the_index_in_the_same_command(programme):
    put(programme, ParticipantState.PLACED)
    told = person(programme).experiences[0].text
    assert told

    said = programme.run("person", "leave", "P001", *ANNA, "--reason", "found_work")

    assert "Now 'left'" in said.output
    assert person(programme).state is ParticipantState.LEFT
    services = services_of(programme)
    index = services.shelf.open(PEOPLE, services.encoder)
    assert not rows_of(index, {"P001"})
    assert rows_of(index, {"P002"})
