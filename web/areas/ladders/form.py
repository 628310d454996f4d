"""A part of a step as it stands in a form, and the ladder with what was typed in it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from matcher.domain.ladder_edit import (
    TO_BE_CONFIRMED,
    WAYS,
    new_name,
    rows_of,
    step_in,
    with_rows,
    with_step,
)
from web.areas.ladders.parts import Field, From, Kind, Part, label_of, option_said
from web.languages import language, language_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    Data = Mapping[str, Any]
    Group = dict[str, Any]
    Form = MultiDict[str, str]

BLANK_ROWS = 2
"""How many empty rows stand below those there are."""

LONGEST = 600
TOP = "top"
_NOTE = ("note",)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with its name in the form and what stands in it."""

    field: Field
    name: str
    label: str
    value: str | bool | tuple[str, ...]
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a part; ``prefix`` begins the names of its fields. ``id`` is empty for a new one."""

    prefix: str
    id: str
    title: str
    fields: tuple[Shown, ...]


def name_in(prefix: str, field: Field) -> str:
    """Return the name of a field in the form.

    >>> name_in("r0", Field(("texts", "sv"), ""))
    'r0-texts-sv'
    """
    return "-".join((prefix, *field.path))


def shown_rows(data: Data, step: str, part: Part) -> tuple[Row, ...]:
    """Return what the form of a part shows."""
    if not part.rows:
        said = step_in(data, step)
        group = said[part.key] if part.key else said
        return (Row("s", "", "", _fields("s", group, data, part)),)
    blank: list[Group] = [{"id": ""}] * BLANK_ROWS
    there = enumerate([*rows_of(data, step, part.key), *blank])
    return tuple(_row(number, row, data, part) for number, row in there)


def _row(number: int, row: Data, data: Data, part: Part) -> Row:
    prefix, known, what = f"r{number}", str(row["id"]), str(part.row)
    title = f"{what} {number + 1}" if known else str(gettext("New: %(what)s", what=what))
    return Row(prefix, known, title, _fields(prefix, row, data, part))


def _fields(prefix: str, group: Data, data: Data, part: Part) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            field,
            name_in(prefix, field),
            _label(field),
            _value(field, group),
            _options(field, group, data),
        )
        for field in part.fields
    )


def _label(field: Field) -> str:
    label = label_of(field)
    return f"{label} ({language_name(field.lang)})" if field.lang else label


def _value(field: Field, group: Data) -> str | bool | tuple[str, ...]:
    found: Any = group
    for key in field.path:
        found = found.get(key) if isinstance(found, dict) else None
    if field.kind is Kind.WORDS:
        return "\n".join(map(str, found or ()))
    if field.kind is Kind.TICKS:
        return tuple(found or ())
    if field.kind is Kind.YES:
        return bool(found)
    if isinstance(found, float):
        return f"{found:g}"
    return "" if found is None else str(found)


def _options(field: Field, group: Data, data: Data) -> tuple[tuple[str, str], ...]:
    lacking = (("", gettext("needed from the start")),) if field.path[-1] == "when" else ()
    if field.options is From.SOURCES:
        sources = ((key, one["title"]) for key, one in data["sources"].items())
        return (("", gettext("none")), *sources)
    if field.options is From.STEPS:
        steps = ((one["id"], one["titles"].get(language(), one["id"])) for one in data["steps"])
        return (("", gettext("none")), *steps)
    if field.options is From.NEEDS:
        return tuple(_needs(str(group.get("to", "")), data))
    said = tuple((value, option_said(field, value)) for value, _ in field.options)
    return (*lacking, *said) if field.may_lack else said


def _needs(step: str, data: Data) -> list[tuple[str, str]]:
    target = next((one for one in data["steps"] if one["id"] == step), None)
    if target is None:
        return []
    lang = language()
    needs = [(one["id"], one["texts"].get(lang, "")) for one in target["requirements"]]
    return needs + [(one["id"], one["names"].get(lang, "")) for one in target["certificates"]]


def filled_in(data: Data, step: str, part: Part, form: Form) -> Group:
    """Return the ladder with what was typed; whatever is wrong with it stays to be mended."""
    if not part.rows:
        said = step_in(data, step)
        typed = _typed("s", said[part.key] if part.key else said, part, form)
        return with_step(data, step, {**said, part.key: typed} if part.key else typed)
    changed = with_rows(data, step, part.key, _typed_rows(data, step, part, form))
    if part.key == WAYS:
        top = form.get(TOP) == "yes"
        changed = with_step(changed, step, {**step_in(changed, step), "top": top})
    return changed


def _typed_rows(data: Data, step: str, part: Part, form: Form) -> list[Group]:
    there = {str(row["id"]): row for row in rows_of(data, step, part.key)}
    taken = _taken(data, step, part)
    rows: list[Group] = []
    for prefix in _prefixes(form):
        known = there.get(form.get(f"{prefix}-id", ""))
        blank = known is None and _is_blank(prefix, part, form)
        if blank or form.get(f"{prefix}-remove") == "yes":
            continue
        row = _typed(prefix, known or _new(part, step), part, form)
        if known is None:
            row = _with_names(row, part, step, taken)
            taken |= {row["id"], row.get("training", {}).get("id", "")}
        rows.append(row)
    return rows


def _prefixes(form: Form) -> list[str]:
    numbers = {
        int(name[1:-3])
        for name in form
        if name.startswith("r") and name.endswith("-id") and name[1:-3].isdecimal()
    }
    return [f"r{number}" for number in sorted(numbers)]


def _is_blank(prefix: str, part: Part, form: Form) -> bool:
    return not any(
        text.strip()
        for field in part.fields
        if field.kind in {Kind.TEXT, Kind.LINE, Kind.NUMBER} or field.options is From.STEPS
        for text in form.getlist(name_in(prefix, field))
    )


def _new(part: Part, step: str) -> Group:
    row: Group = {"id": ""}
    if part.key == WAYS:
        row |= {
            "from": step,
            "to": "",
            "training": {"id": "", "kind": "", "titles": {}, "gives": []},
            "weeks": {"min": "", "max": "", "part_time": None},
            "substitutability_pct": None,
        }
    return row | {"fact": dict(TO_BE_CONFIRMED)}


def _taken(data: Data, step: str, part: Part) -> set[str]:
    """Return the ids that a new row may not have."""
    if part.key == WAYS:
        modules = {str(way["training"]["id"]) for way in data[WAYS]}
        return modules | {str(way["id"]) for way in data[WAYS]}
    # A training names requirements and certificates alike.
    keys = ("tasks",) if part.key == "tasks" else ("requirements", "certificates")
    return {str(row["id"]) for key in keys for row in rows_of(data, step, key)}


def _with_names(row: Group, part: Part, step: str, taken: set[str]) -> Group:
    if part.key == WAYS:
        sector, _, short = step.partition(".")
        end = str(row["to"]).partition(".")[2]
        name = new_name(f"{short} to {end}", {one.partition(".")[2] for one in taken})
        title = row["training"]["titles"].get("en") or "training"
        training = {**row["training"], "id": new_name(title, taken)}
        return {**row, "id": f"{sector}.{name}", "training": training}
    texts = row.get("texts") or row.get("names") or {}
    return {**row, "id": new_name(texts.get("en") or texts.get("sv") or "", taken)}


def _typed(prefix: str, before: Data, part: Part, form: Form) -> Group:
    group: Group = deepcopy(dict(before))
    lacking = [path for path in part.optional if _is_lacking(prefix, path, part, form)]
    for field in part.fields:
        if not any(field.path[: len(path)] == path for path in lacking):
            said = _read(field, name_in(prefix, field), form)
            _put(group, field.path, _in_order(said, _value(field, before)))
    for path in lacking:
        # A note may be left out, and stays so where there is none.
        if path != _NOTE or "note" in group:
            _put(group, path, None)
    return group


def _is_lacking(prefix: str, path: tuple[str, ...], part: Part, form: Form) -> bool:
    inside = [field for field in part.fields if field.path[: len(path)] == path]
    first = inside[0]
    if first.kind is Kind.CHOICE:
        return not form.get(name_in(prefix, first))
    return not any(form.get(name_in(prefix, field), "").strip() for field in inside)


def _put(group: Group, path: tuple[str, ...], value: object) -> None:
    *above, last = path
    for key in above:
        if not isinstance(group.get(key), dict):
            group[key] = {}
        group = group[key]
    group[last] = value


def _read(field: Field, name: str, form: Form) -> object:
    if field.kind is Kind.TICKS:
        return [text for text in form.getlist(name) if text]
    text = form.get(name, "").strip()[:LONGEST]
    if field.kind is Kind.YES:
        return text == "yes"
    if field.kind is Kind.WORDS:
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    text = " ".join(text.split())
    if not text and field.may_lack:
        return None
    return _number(text) if field.kind is Kind.NUMBER else text


def _in_order(said: object, before: object) -> object:
    """Return ticked values in the order in which they stood before, new ones after them."""
    if not isinstance(said, list) or not isinstance(before, tuple):
        return said
    return [one for one in before if one in said] + [one for one in said if one not in before]


def _number(text: str) -> object:
    """Return a number; what is none stays as it was typed, so that it can be mended."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
