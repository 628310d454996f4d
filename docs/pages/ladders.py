"""The page of the ladder format, read from the schema that checks the files."""

from __future__ import annotations

import types
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import StrictBool

from matcher.domain.ladder import Mark
from matcher.domain.ladder_rules import TASK_TAGS
from matcher.domain.language import Cefr
from matcher.interchange import ladder_schema as schema
from matcher.ranking.vocabulary import name_of
from pages.ladder_keys import ELSEWHERE, MEANINGS
from pages.markdown import code, codes, page, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

_ABOUT = """
A ladder is one YAML file (UTF-8) a trade. The four that ship with Stegvis lie in `data/ladders`;
`STEGVIS_LADDERS` names another folder, whose `*.yaml` are then used instead. Check a file before it
is used:

```
stegvis ladders check data/ladders/kitchens.yaml
```

Every fault is named with its line, its path in the file and what to do. All keys below are needed
unless *may be left out* stands there; other keys are refused.
"""

_RULES = """
## Rules between the parts

- Ids are unique: steps, transitions and training modules in the file; tasks in their step;
  requirements and certificates together in their step.
- A step's id begins with the sector: `kitchens.kitchen_porter`.
- A transition leads from a step of the file to another step of the file, and no way leads round in
  a circle.
- A step with `top: false` has a transition onward; one with `top: true` has none.
- What a training module gives is a requirement or certificate of the step it leads to.
- A fact's `source` is a key under `sources`. A sourced fact names its source.
- In a range the lower number or level comes first.
- In one folder a sector has one file. No anchors or aliases; at most 5 MB.
"""

_MARKS = {
    Mark.SOURCED: "stands in the named source",
    Mark.TO_BE_CONFIRMED: (
        "a planning value: shown as such until the employer or the city has confirmed it"
    ),
}

_SCALARS: tuple[tuple[object, str], ...] = (
    (schema.Words, "text"),
    (schema.Identifier, "id: small letters, digits, `_`"),
    (schema.DottedId, "dotted id: `kitchens.kitchen_porter`"),
    (schema.Ssyk, "four digits, in quotation marks"),
    (schema.Concept, "JobTech concept id: `pKTY_Kwu_sUw`"),
    (schema.Address, "web address"),
    (schema.Tag, "[tag](#tags)"),
    (schema.Level, "[level](#levels) or range: `A2`, `A2/B1`"),
    (schema.Number, f"number, 0 to {schema.MAX_WEEKS:g}"),
    (StrictBool, "`true` or `false`"),
)


def ladders_page() -> str:
    """Return the page."""
    tags = sorted(TASK_TAGS)
    return page(
        "The ladder format",
        _ABOUT,
        *(_section(shape) for shape in shapes(schema.LadderShape)),
        _RULES,
        "## Marks",
        table(("mark", "means"), ((code(mark.value), _MARKS[mark]) for mark in Mark)),
        "## Levels",
        "CEFR with - and +, lowest first: " + codes(level.label for level in Cefr) + ". A range is "
        "written with a slash, the lower level first; its lower end is what is asked.",
        "## Tags",
        table(
            ("tag", "svenska", "English"),
            ((code(t), name_of(f"tag.{t}", "sv"), name_of(f"tag.{t}", "en")) for t in tags),
        ),
    )


def shapes(root: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a shape and all shapes inside it, each once, in the order of the file."""
    found: dict[type[BaseModel], None] = {root: None}
    waiting = [root]
    while waiting:
        inner = [s for hint in _hints(waiting.pop(0)).values() for s in _inside(hint)]
        fresh = [shape for shape in dict.fromkeys(inner) if shape not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return list(found)


def _hints(shape: type[BaseModel]) -> Mapping[str, Any]:
    hints = get_type_hints(shape, include_extras=True)
    return {name: hints[name] for name in shape.model_fields}


def _inside(hint: object) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and hasattr(hint, "model_fields"):
        yield hint
    for part in get_args(hint):
        yield from _inside(part)


def _section(shape: type[BaseModel]) -> str:
    rows = []
    for name, hint in _hints(shape).items():
        field = shape.model_fields[name]
        key = field.alias or name
        meaning = ELSEWHERE.get(f"{shape.__name__}.{key}") or MEANINGS[key]
        left_out = "" if field.is_required() else "; may be left out"
        rows.append((code(key), _type(hint) + _count(hint, field.metadata), meaning + left_out))
    return "\n\n".join(
        [f"## {_name(shape)}", plain(shape.__doc__ or ""), table(("key", "holds", "meaning"), rows)]
    )


def _name(shape: type[BaseModel]) -> str:
    return "The file" if shape is schema.LadderShape else shape.__name__.removesuffix("Shape")


def _count(hint: Any, metadata: list[Any]) -> str:  # noqa: ANN401 - a type hint has no type
    if get_origin(getattr(hint, "__origin__", None)) is not tuple:
        return ""
    least = [m.min_length for m in metadata if hasattr(m, "min_length")]
    most = [m.max_length for m in metadata if hasattr(m, "max_length")]
    if least and most:
        return f", {least[0]} to {most[0]}"
    return f", at least {least[0]}" if least else ""


def _type(hint: Any) -> str:  # noqa: ANN401 - as above
    """Return what a hint holds, in words."""
    for known, words in _SCALARS:
        if hint == known or _begins(hint, known):
            return words
    if hasattr(hint, "__metadata__"):
        return _bounded(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return codes(member.value for member in hint)
    if hasattr(hint, "model_fields"):
        return f"[{_name(hint)}](#{_name(hint).lower()})"
    return _composed(hint)


def _begins(hint: object, known: object) -> bool:
    """Say whether a hint is a known one with more said about it, such as another name."""
    ours, theirs = getattr(hint, "__metadata__", ()), getattr(known, "__metadata__", ())
    return bool(theirs) and ours[: len(theirs)] == theirs


def _bounded(hint: Any) -> str:  # noqa: ANN401 - as above
    inner = hint.__origin__
    if inner is int:
        bounds = [bound for said in hint.__metadata__ for bound in said.metadata]
        low = next(b.ge for b in bounds if hasattr(b, "ge"))
        high = next(b.le for b in bounds if hasattr(b, "le"))
        return f"whole number, {low} to {high}"
    return _type(inner)


def _composed(hint: object) -> str:
    parts = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        words = [_type(part) for part in parts if part is not type(None)]
        return " or ".join([*words, "`null`"])
    if get_origin(hint) is tuple:
        return f"list of {_type(parts[0])}"
    if get_origin(hint) is dict:
        return f"keys of your own, each with a {_type(parts[1])}"
    if get_origin(hint) is Literal:
        return codes(parts)
    raise LookupError(f"docs/pages/ladders.py does not know {hint!r}")
