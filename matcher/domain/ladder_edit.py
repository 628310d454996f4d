"""Changes of a ladder as plain data: the parts of a step, new steps, and names for what is new."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from matcher.domain.ladder import Mark, StepState
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Data = Mapping[str, Any]
    Group = dict[str, Any]

LONGEST_NAME = 40
WAYS = "transitions"
TO_BE_CONFIRMED: Mapping[str, Any] = {"mark": Mark.TO_BE_CONFIRMED.value, "source": None}
_NOTHING = {"sv": "", "en": "", "ar": ""}
_AREAS = ("listening", "reading", "spoken_interaction", "spoken_production", "writing")


def step_in(data: Data, step: str) -> Group:
    """Return a step of a ladder; raises :class:`matcher.errors.NotFound`."""
    found: Group | None = next((one for one in data["steps"] if one["id"] == step), None)
    if found is None:
        raise NotFound(
            f"The draft has no step {step!r}. Choose a step that the page of the draft shows."
        )
    return found


def rows_of(data: Data, step: str, part: str) -> list[Group]:
    """Return the tasks, requirements, certificates or ways onward of a step."""
    if part == WAYS:
        return [way for way in data[WAYS] if way["from"] == step]
    rows: list[Group] = step_in(data, step)[part]
    return rows


def with_rows(data: Data, step: str, part: str, rows: Sequence[Group]) -> Group:
    """Return a ladder in which a step has other rows of a part."""
    if part == WAYS:
        return {**data, WAYS: _ways(data[WAYS], step, rows)}
    return with_step(data, step, {**step_in(data, step), part: list(rows)})


def _ways(ways: Sequence[Group], step: str, rows: Sequence[Group]) -> list[Group]:
    """Put the ways from a step where the first of them stood, or at the end."""
    places = [number for number, way in enumerate(ways) if way["from"] == step]
    at = places[0] if places else len(ways)
    others = [way for way in ways if way["from"] != step]
    return [*others[:at], *rows, *others[at:]]


def with_step(data: Data, step: str, said: Group) -> Group:
    """Return a ladder in which a step says something else."""
    return {**data, "steps": [said if one["id"] == step else one for one in data["steps"]]}


def with_new_step(data: Data, titles: Mapping[str, str]) -> tuple[Group, str]:
    """Return a ladder with one more step above the others, and the id of the step.

    Everything but its titles is still to be written.
    """
    sector = str(data["sector"])
    short = {one["id"].partition(".")[2] for one in data["steps"]}
    step = f"{sector}.{new_name(titles.get('en') or titles['sv'], short)}"
    order = max((float(one["order"]) for one in data["steps"]), default=0.0)
    said: Group = {
        "id": step,
        "order": int(order) + 1,
        "entry": False,
        "top": False,
        "status": StepState.DRAFT.value,
        "titles": dict(titles),
        "also_called": {"sv": [titles["sv"]], "en": []},
        "codes": {
            "jobtech": None,
            "also_jobtech": [],
            "ssyk": "",
            "esco": None,
            "fact": dict(TO_BE_CONFIRMED),
        },
        "tasks": [],
        "requirements": [],
        "swedish": {
            **dict.fromkeys(_AREAS, ""),
            "for_task": dict(_NOTHING),
            "sfi": None,
            "when": "beside",
            "weeks_per_level": {"min": "", "max": ""},
            "fact": dict(TO_BE_CONFIRMED),
        },
        "certificates": [],
        "fact": dict(TO_BE_CONFIRMED),
    }
    return {**data, "steps": [*data["steps"], said]}, step


def without_step(data: Data, step: str) -> Group:
    """Return a ladder without a step and the ways that touch it."""
    step_in(data, step)
    return {
        **data,
        "steps": [one for one in data["steps"] if one["id"] != step],
        WAYS: [way for way in data[WAYS] if step not in (way["from"], way["to"])],
    }


def new_name(title: str, taken: Collection[str]) -> str:
    """Return an id made of a title that nothing else has.

    >>> new_name("Kökschef, större kök", {"kokschef_storre_kok"})
    'kokschef_storre_kok_2'
    >>> new_name("مطبخ", ())
    'new'
    """
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].strip("_")
    name = re.sub(r"^[0-9_]+", "", name) or "new"
    if name not in taken:
        return name
    number = next(n for n in range(2, len(taken) + 3) if f"{name}_{n}" not in taken)
    return f"{name}_{number}"
