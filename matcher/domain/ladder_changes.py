"""What two versions of a ladder say differently, step by step and field by field.

A ladder is plain data here, as its file has it: dicts, lists and scalars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.domain.ladder import StepState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Data = Mapping[str, Any]

_OF_STEPS = frozenset({"steps", "transitions"})
_STATE = "status"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: where it stands, and what it said before and after; ``None`` for not at all.

    ``path`` holds keys and, inside lists, ids: ``("tasks", "wash_up", "texts", "sv")``.
    """

    path: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class StepChange:
    """What changed about a step, or about the ladder as a whole (``step`` is ``None``).

    Parameters
    ----------
    added, removed
        Whether the step is new, or is there no more.
    """

    step: str | None
    fields: tuple[FieldChange, ...]
    added: bool = False
    removed: bool = False


def changes_between(before: Data, after: Data) -> tuple[StepChange, ...]:
    """Return what changed, the ladder as a whole first, then steps in their new order.

    Where a step stands between draft and published is no change of what it says.
    """
    whole = tuple(_fields((), _whole(before), _whole(after)))
    found = [StepChange(None, whole)] if whole else []
    old, new = steps_of(before), steps_of(after)
    for step in (*new, *(one for one in old if one not in new)):
        there, here = old.get(step), new.get(step)
        fields = tuple(_fields((), there or {}, here or {}))
        if fields:
            found.append(StepChange(step, fields, added=there is None, removed=here is None))
    return tuple(found)


def steps_of(data: Data) -> dict[str, dict[str, Any]]:
    """Return what each step says, with the ways onward from it, without its state."""
    steps: dict[str, dict[str, Any]] = {}
    for step in data.get("steps", ()):
        said = {key: value for key, value in step.items() if key != _STATE}
        ways = [way for way in data.get("transitions", ()) if way.get("from") == step.get("id")]
        steps[str(step.get("id"))] = {**said, "transitions": ways}
    return steps


def changed_steps(before: Data, after: Data) -> tuple[str, ...]:
    """Return the ids of the steps that say something else, or are new, in their order."""
    old = steps_of(before)
    return tuple(step for step, said in steps_of(after).items() if old.get(step) != said)


def with_states(data: Data, earlier: Data, in_use: Data) -> dict[str, Any]:
    """Return a draft in which each step stands where it may.

    What says the same as the ladder in use stands where that says; what says the same as the
    earlier draft stands as there; everything else has to be agreed first.
    """
    used, drafted = steps_of(in_use), steps_of(earlier)
    states = {**_states(earlier)}
    in_use_states = _states(in_use)
    said = steps_of(data)

    def state(step: str) -> str:
        if used.get(step) == said[step]:
            return in_use_states[step]
        if drafted.get(step) == said[step] and states[step] == StepState.AGREED:
            return StepState.AGREED.value
        return StepState.DRAFT.value

    return in_states(data, {step: state(step) for step in said})


def in_states(data: Data, states: Mapping[str, str]) -> dict[str, Any]:
    """Return a ladder with some of its steps in other states."""
    return {
        **data,
        "steps": [
            {**step, _STATE: states.get(str(step.get("id")), step.get(_STATE))}
            for step in data.get("steps", ())
        ],
    }


def state_of(data: Data, step: str) -> str:
    """Return where a step of a draft stands."""
    return _states(data)[step]


def _states(data: Data) -> dict[str, str]:
    return {str(step.get("id")): str(step.get(_STATE)) for step in data.get("steps", ())}


def _whole(data: Data) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in _OF_STEPS}


def _fields(path: tuple[str, ...], before: object, after: object) -> Iterator[FieldChange]:
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if old is None and new is None:
        said, says = _said(before), _said(after)
        # An empty list and nothing at all say the same.
        if said != says:
            yield FieldChange(path, said, says)
        return
    old, new = old or {}, new or {}
    for key in (*new, *(one for one in old if one not in new)):
        yield from _fields((*path, key), old.get(key), new.get(key))
    if old.keys() == new.keys() and all(old[key] == new[key] for key in new):
        # The same parts in another order.
        yield FieldChange(path, ", ".join(old), ", ".join(new))


def _parts(value: object) -> dict[str, Any] | None:
    """Return the parts of a group, or of a list of groups with ids; ``None`` for anything else."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return {str(one.get("id", number)): one for number, one in enumerate(value, start=1)}
    return None


def _said(value: object) -> str | None:
    if value is None or value in ([], {}):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return _listed(value)
    return str(value)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(str(value) for value in values)
