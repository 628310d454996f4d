"""Faults of a draft beside the fields to mend, and differences, in the language of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from matcher.domain.ladder_edit import WAYS, rows_of
from web.areas.ladders.form import name_in
from web.areas.ladders.parts import BY_NAME, PARTS, Kind, label_of, option_said
from web.faults import Fault
from web.languages import language, language_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcher.domain.ladder_changes import FieldChange, StepChange
    from matcher.errors import InputError, RowError
    from web.areas.ladders.parts import Field, Part

    Data = Mapping[str, Any]

ROWS = "rows"
"""The id of what stands around the rows of a part."""

_PATH = re.compile(r"(\w+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class PartFault:
    """A fault, the step and the part in which it is mended (``None``: by a file only)."""

    step: str | None
    part: str | None
    fault: Fault


def part_faults(data: Data, faults: Sequence[RowError]) -> tuple[PartFault, ...]:
    """Say the faults of a draft, each with where to mend it."""
    return tuple(_placed(data, fault) for fault in faults)


def _placed(data: Data, fault: RowError) -> PartFault:
    keys = [number or word for word, number in _PATH.findall(fault.column or "")]
    text = say_fault(fault)
    if len(keys) < 2 or not keys[1].isdecimal() or keys[0] not in {"steps", WAYS}:
        return PartFault(None, None, Fault("", text))
    item, rest = data[keys[0]][int(keys[1])], keys[2:]
    if keys[0] == WAYS:
        step = str(item["from"])
        number = [way["id"] for way in rows_of(data, step, WAYS)].index(item["id"])
        return PartFault(step, "onward", Fault(_field(BY_NAME["onward"], number, rest), text))
    step, part = str(item["id"]), _part_of(rest)
    if part.name == "onward":
        return PartFault(step, part.name, Fault("top", text))
    inside = rest[1:] if part.key else rest
    if part.rows:
        if not inside:
            return PartFault(step, part.name, Fault(ROWS, text))
        return PartFault(step, part.name, Fault(_field(part, int(inside[0]), inside[1:]), text))
    return PartFault(step, part.name, Fault(_field(part, None, inside), text))


def _part_of(keys: Sequence[str]) -> Part:
    first = keys[0] if keys else ""
    if first == "top":
        return BY_NAME["onward"]
    return next((part for part in PARTS if part.key == first), BY_NAME["about"])


def _field(part: Part, number: int | None, keys: Sequence[str]) -> str:
    """Return the id of the first field at a path, or of what stands around it."""
    prefix = "s" if number is None else f"r{number}"
    wanted = tuple(keys)
    for field in part.fields:
        shorter = min(len(field.path), len(wanted))
        if shorter and field.path[:shorter] == wanted[:shorter]:
            return name_in(prefix, field)
    return prefix


def say_fault(fault: InputError) -> str:
    """Say a fault in the language of the page; in English where it is a rare one."""
    problem, mend = getattr(fault, "problem", str(fault)), getattr(fault, "mend", "")
    for pattern, said in _sentences():
        if re.search(pattern, problem):
            return said
    return f"{problem}. {mend}".strip()


def _sentences() -> Iterator[tuple[str, str]]:
    yield (
        r"YAML",
        gettext("This cannot be read as YAML. Download the ladder here and change that file."),
    )
    yield r"^the text (is empty|in \w+ is missing)", gettext("Write a text.")
    yield r"^this is no (whole )?number", gettext("Write a number.")
    yield r"^weeks run backwards", gettext("Write the lower number of weeks first.")
    yield r"level", gettext("Write a level such as A2 or B1+/B2.")
    yield r"^the step has no tasks", gettext("Write at least one task.")
    yield r"^the step has \d+ requirements", gettext("A step has 6 to 12 requirements.")
    yield (
        r"^no transition leads onward",
        gettext("Write a way onward, or say that it is the top of the ladder."),
    )
    yield (
        r"^'\S+' is marked as top",
        gettext("It is said to be the top, and a way leads onward: take one of the two away."),
    )
    yield (
        r"^the training gives",
        gettext("The training gives something that the next job does not ask for."),
    )
    yield r"SSYK 2012", gettext("An SSYK 2012 code has four digits.")
    yield r"JobTech concept", gettext("A JobTech concept is written as pKTY_Kwu_sUw.")
    yield (
        r"^a sourced fact",
        gettext("Choose the source, or say that it is to be confirmed."),
    )
    yield r"round in a circle", gettext("The ways go round in a circle.")
    yield r"^the edge leads|is no id$", gettext("Choose the job that the way leads to.")
    yield r"is no web address", gettext("Write an address that starts with https://.")
    yield r"is not allowed here", gettext("Choose one of those that are listed.")
    yield r"^the list is empty", gettext("Write at least one.")
    yield r"greater than|less than", gettext("Write a number from 0 to 520.")


@dataclass(frozen=True, slots=True)
class SaidChange:
    """What changed about a step: its title, and (field, before, after) each."""

    title: str
    added: bool
    removed: bool
    rows: tuple[tuple[str, str, str], ...]


def say_changes(changes: Sequence[StepChange], *versions: Data) -> tuple[SaidChange, ...]:
    """Say differences in the language of the page; ``versions`` name the steps, the new first."""
    titles: dict[str, str] = {}
    for data in reversed(versions):
        titles |= {
            str(step["id"]): step["titles"].get(language()) or str(step["id"])
            for step in data.get("steps", ())
        }
    return tuple(
        SaidChange(
            gettext("The ladder as a whole") if one.step is None else titles[one.step],
            one.added,
            one.removed,
            tuple(_row(change) for change in one.fields),
        )
        for one in changes
    )


def _row(change: FieldChange) -> tuple[str, str, str]:
    part, field, row = _found(change.path)
    if part is None:
        label = ", ".join(change.path)
        return label, change.before or "–", change.after or "–"
    parts = [str(part.title), row] if part.rows else [str(part.title)]
    if field is None:
        return ": ".join(filter(None, parts)), change.before or "–", change.after or "–"
    label = label_of(field)
    parts.append(f"{label} ({language_name(field.lang)})" if field.lang else label)
    return ": ".join(filter(None, parts)), _value(field, change.before), _value(field, change.after)


def _found(path: tuple[str, ...]) -> tuple[Part | None, Field | None, str]:
    """Return part and field of a path in a step, and the id of the row."""
    for part in PARTS:
        row, inside = "", path
        if part.key:
            if path[0] != part.key:
                continue
            inside = path[1:]
            if part.rows and inside:
                row, inside = inside[0], inside[1:]
        field = next((one for one in part.fields if one.path == inside), None)
        if part.key or field is not None:
            return part, field, row
    return None, None, ""


def _value(field: Field, value: str | None) -> str:
    if value is None:
        return "–"
    if field.kind is Kind.YES:
        return str(gettext("yes") if value == "yes" else gettext("no"))
    if field.kind is Kind.TICKS:
        return ", ".join(option_said(field, one) for one in value.split(", "))
    return option_said(field, value) if field.kind is Kind.CHOICE else value
