"""What pydantic found in a file of ours, as sentences with a mend."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pydantic import BaseModel

from matcher.interchange.ladder_schema import (
    MAX_REQUIREMENTS,
    MIN_REQUIREMENTS,
    LadderShape,
)
from matcher.interchange.ladder_yaml import child_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from matcher.errors import RowError
    from matcher.interchange.ladder_yaml import YamlDocument

_LANGUAGES: Mapping[str, str] = {"sv": "Swedish", "en": "English", "ar": "Arabic"}

_PATTERNS: Mapping[str, tuple[str, str]] = {
    "ssyk": ("an SSYK 2012 code has four digits", 'Write it in quotes, for example "9412".'),
    "jobtech": ("this is no JobTech concept id", "Write it as in pKTY_Kwu_sUw, or null."),
    "also_jobtech": ("this is no JobTech concept id", "Write it as in pKTY_Kwu_sUw."),
}

_TYPES: Mapping[str, tuple[str, str]] = {
    "string_type": ("this is no text", "Put it in quotes."),
    "string_too_short": ("the text is empty", "Write it."),
    "bool_type": ("this is neither true nor false", "Write true or false."),
    "float_type": ("this is no number", "Write a number without quotes."),
    "int_type": ("this is no whole number", "Write a whole number without quotes."),
    "finite_number": ("this is no number", "Write a number without quotes."),
    "tuple_type": ("this is no list", "Write it as a list, [] when there is nothing."),
    "model_type": ("this is no group of keys", "Write its keys indented below it."),
    "dict_type": ("this is no group of keys", "Write its keys indented below it."),
}


def explain(
    document: YamlDocument, error: ValidationError, shape: type[BaseModel] = LadderShape
) -> Iterator[RowError]:
    """Yield one fault for each thing pydantic found.

    Parameters
    ----------
    document
        The file, for its name and lines.
    error
        What the schema said about it.
    shape
        The schema, to name the keys that are known.
    """
    for detail in error.errors(include_url=False):
        path = ""
        for key in detail["loc"]:
            path = child_path(path, key)
        problem, mend = _words(detail, path, shape)
        yield document.fault(path, problem, mend)


def _words(detail: ErrorDetails, path: str, shape: type[BaseModel]) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(detail, shape)
    if kind in _SENTENCES:
        return _SENTENCES[kind](detail, path)
    shown = repr(detail["input"])[:100]
    problem, mend = _TYPES.get(kind, (detail["msg"], "Correct it as the message says."))
    return f"{problem}: {shown}", mend


def _last(detail: ErrorDetails) -> str:
    return str(detail["loc"][-1]) if detail["loc"] else ""


def _missing(detail: ErrorDetails, path: str) -> tuple[str, str]:
    key = _last(detail)
    if key in _LANGUAGES:
        return f"the text in {_LANGUAGES[key]} is missing", f"Add '{key}:' with the text."
    return f"the key {key!r} is missing", f"Add '{key}:'."


def _not_allowed(detail: ErrorDetails, path: str) -> tuple[str, str]:
    allowed = detail.get("ctx", {}).get("expected", "")
    return f"{detail['input']!r} is not allowed here", f"Use {allowed}."


def _broken_rule(detail: ErrorDetails, path: str) -> tuple[str, str]:
    problem = detail["msg"].removeprefix("Value error, ")
    return problem, f"Correct {path or 'the file'} accordingly."


def _unknown_key(detail: ErrorDetails, shape: type[BaseModel]) -> tuple[str, str]:
    key = _last(detail)
    known = _keys_at(detail["loc"][:-1], shape)
    near = difflib.get_close_matches(key, known, n=1)
    mend = f"Did you mean {near[0]!r}?" if near else f"Allowed here: {', '.join(known)}."
    return f"the key {key!r} is unknown", mend


def _keys_at(place: tuple[str | int, ...], shape: type[BaseModel]) -> list[str]:
    model: object = shape
    for key in place:
        model = _inner_model(model, key)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return sorted(field.alias or name for name, field in model.model_fields.items())
    return []


def _inner_model(model: object, key: str | int) -> object:
    """Return the model below a key; a list's number and a dict's key stay at the same model."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)) or isinstance(key, int):
        return model
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return next(_models_in(field.annotation), None)
    return model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _length(detail: ErrorDetails, path: str) -> tuple[str, str]:
    found = detail.get("ctx", {}).get("actual_length", 0)
    if path.endswith("requirements"):
        return (
            f"the step has {found} requirements",
            f"A step has {MIN_REQUIREMENTS} to {MAX_REQUIREMENTS}; add or join some.",
        )
    if path.endswith("tasks"):
        return "the step has no tasks", "Add what one does in the job, four to seven tasks."
    return "the list is empty", "Add at least one."


def _pattern(detail: ErrorDetails, path: str) -> tuple[str, str]:
    last = next((str(key) for key in reversed(detail["loc"]) if isinstance(key, str)), "")
    if last in _PATTERNS:
        problem, mend = _PATTERNS[last]
        return f"{problem}: {detail['input']!r}", mend
    shape = "sector.name" if "." in detail.get("ctx", {}).get("pattern", "") else "a_name"
    return (
        f"{detail['input']!r} is no id",
        f"Write small letters a to z, digits and _, for example {shape}.",
    )


_SENTENCES: Mapping[str, Callable[[ErrorDetails, str], tuple[str, str]]] = {
    "missing": _missing,
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _pattern,
    "enum": _not_allowed,
    "literal_error": _not_allowed,
    "value_error": _broken_rule,
}
