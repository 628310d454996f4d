"""The texts of our errors, read from the code that raises them."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matcher import errors
from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("matcher", "web", "training")
OPEN = "…"
"""Stands for what is put in when it is said."""

_PLACES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "RowError": ((4, "problem"), (5, "mend")),
    "CellError": ((0, "problem"), (1, "mend")),
}
"""Which arguments of a fault are words; of any other error the first one is."""

_FEW = 4
_OTHERS = ("get", "write")
"""Names of functions that hand words on, and are called for much else, too."""
_TEXTS = (ast.Constant, ast.JoinedStr, ast.IfExp, ast.BinOp)
"""What a name may stand for when its words are to be read."""
Words = tuple[tuple[int, str], ...]


@dataclass(frozen=True, order=True)
class Raised:
    """One text of an error.

    Parameters
    ----------
    kind
        Name of the error, or of the function that makes one.
    module
        File it stands in, from the top of the repository.
    text
        What is said; :data:`OPEN` where something is put in.
    code
        The error's code, by which pages say it in their own language; ``""`` without one.
    """

    kind: str
    module: str
    text: str
    code: str = ""


@dataclass
class _Source:
    """All code of ours: trees by file, and text that has a name."""

    trees: Mapping[str, ast.Module]
    named: dict[str, ast.expr] = field(default_factory=dict)
    own: dict[str, dict[str, ast.expr]] = field(default_factory=dict)
    """The same by file, as each file has its own words under a name such as ``_AGAIN``."""


@cache
def raised() -> list[Raised]:
    """Return every text that an error is made with, in order of file and text; each once."""
    source = _read()
    makers = _makers(source)
    found = {one for module in source.trees for one in _in_module(source, module, makers)}
    return sorted(found, key=lambda one: (one.module, one.kind, one.text))


def without_words() -> list[tuple[str, str]]:
    """Return where an error is made of words that stand somewhere else: file and its code."""
    source, ours = _read(), kinds()
    return [
        (module, ast.unparse(call))
        for module, tree in source.trees.items()
        for call in _calls(tree, ours)
        if not any(
            re.search(r"[^\W\d_]{2,}", text(said, source.named))
            for place in ours[_name(call)]
            if (said := _argument(call, *place)) is not None
        )
    ]


def kinds() -> Mapping[str, Words]:
    """Return the name of every class of errors with its arguments that are words."""
    ours = [
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, StegvisError) and name != "InputErrors"
    ]
    return {name: _PLACES.get(name, ((0, ""),)) for name in (*ours, "CellError")}


@cache
def _read() -> _Source:
    paths = [path for folder in FOLDERS for path in sorted((REPOSITORY / folder).rglob("*.py"))]
    source = _Source(
        {
            path.relative_to(REPOSITORY).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in paths
        }
    )
    for module, tree in source.trees.items():
        source.own[module] = {one.name: one.value for one in _assigned(tree.body)}
        source.named.update(source.own[module])
    return source


@dataclass(frozen=True)
class _Assigned:
    """What a name stands for from a line on, and the last line of the block it is set in."""

    name: str
    value: ast.expr
    line: int
    end: int


def _assigned(block: Sequence[ast.stmt]) -> Iterator[_Assigned]:
    for node in block:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            end = block[-1].end_lineno or node.lineno
            yield _Assigned(node.targets[0].id, node.value, node.lineno, end)


def _known(source: _Source, module: str) -> dict[ast.Call, Mapping[str, ast.expr]]:
    """Return, by each call in a function of a file, the names that are known where it stands."""
    known: dict[ast.Call, Mapping[str, ast.expr]] = {}
    top = {**source.named, **source.own[module]}
    for function in ast.walk(source.trees[module]):
        if not isinstance(function, ast.FunctionDef):
            continue
        inside = list(ast.walk(function))
        given = {one.arg for one in inside if isinstance(one, ast.arg)}
        around = {name: value for name, value in top.items() if name not in given}
        blocks = [getattr(one, part, []) for one in inside for part in ("body", "orelse")]
        own = [one for block in blocks if isinstance(block, list) for one in _assigned(block)]
        own.sort(key=lambda one: one.line)
        for call in inside:
            if isinstance(call, ast.Call):
                known[call] = {**around, **_there(own, call.lineno)}
    return known


def _there(own: Sequence[_Assigned], line: int) -> dict[str, ast.expr]:
    """Return what names stand for on a line; each in turn where branches before it differ."""
    found: dict[str, ast.expr] = {}
    for one in own:
        before = found.get(one.name)
        if one.line < line and before is not None and one.end < line:
            found[one.name] = ast.IfExp(one.value, before, one.value)
        elif one.line < line:
            found[one.name] = one.value
    return found


def _makers(source: _Source) -> Mapping[str, Words]:
    """Return errors, and functions that hand words of their own callers on to one."""
    makers = dict(kinds())
    functions = [
        (node, [call for call in ast.walk(node) if isinstance(call, ast.Call)])
        for tree in source.trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name not in {*makers, *_OTHERS}
    ]
    grows = True
    while grows:
        grows = False
        for function, calls in functions:
            if function.name not in makers:
                words = _handed_on(function, calls, makers)
                if words:
                    makers[function.name], grows = words, True
    return makers


def _handed_on(
    function: ast.FunctionDef, calls: Sequence[ast.Call], makers: Mapping[str, Words]
) -> Words:
    names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    own = names[1:] if names[:1] == ["self"] else names
    for call in calls:
        if _name(call) not in makers:
            continue
        said = [_argument(call, *place) for place in makers[_name(call)]]
        handed = [one.id for one in said if isinstance(one, ast.Name) and one.id in own]
        if handed:
            return tuple((own.index(name), name) for name in handed)
    return ()


def _calls(tree: ast.AST, makers: Mapping[str, Words]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in makers:
            yield node


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _argument(call: ast.Call, number: int, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[number] if number < len(call.args) else None


def _in_module(source: _Source, module: str, makers: Mapping[str, Words]) -> Iterator[Raised]:
    known = _known(source, module)
    for call in _calls(source.trees[module], makers):
        named = known.get(call, source.own[module])
        said = [_argument(call, *place) for place in makers[_name(call)]]
        texts = [text(one, named).rstrip(".") for one in said if one is not None]
        whole = ". ".join(one for one in texts if one)
        code = next((k.value for k in call.keywords if k.arg == "code"), None)
        # Of what merely hands a word on, such as the name of a column, nothing is a sentence.
        least = 1 if _name(call) in kinds() else _FEW
        if len(re.findall(r"[^\W\d_]{2,}", whole)) >= least:
            yield Raised(_name(call), module, f"{whole}.", text(code, named) if code else "")


def text(said: ast.expr, named: Mapping[str, ast.expr]) -> str:  # noqa: PLR0911  (one a form)
    """Return the words of an expression, :data:`OPEN` for what only shows when it runs."""
    match said:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(text(part, named) for part in parts)
        case ast.FormattedValue(value=inner):
            return text(inner, named)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return f"{text(left, named)}{text(right, named)}"
        case ast.BinOp(left=left, op=ast.Mod()):
            return text(left, named)
        case ast.IfExp(body=body, orelse=orelse):
            return f"{text(body, named)} / {text(orelse, named)}"
        case ast.Name(id=name) if isinstance(named.get(name), _TEXTS):
            # Without the name itself: a text may be made longer under its own name.
            return text(named[name], {key: one for key, one in named.items() if key != name})
        case _:
            return OPEN
