"""The parts of a step as forms: which fields each has, and where they stand in the ladder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from matcher.domain.ladder import Importance, Mark, RequirementKind, RequirementType, When
from matcher.domain.ladder_edit import WAYS
from matcher.domain.ladder_rules import TASK_TAGS
from matcher.domain.language import LanguageArea
from matcher.domain.text import LANGUAGES
from web.languages import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask_babel.speaklater import LazyString

    Options = tuple[tuple[str, str | LazyString], ...]


class Kind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    TICKS = "ticks"
    WORDS = "words"
    YES = "yes"


class From(StrEnum):
    """Where the options of a field come from when the ladder has them."""

    SOURCES = "sources"
    STEPS = "steps"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Parameters
    ----------
    path
        Where it stands in its row, or in its step.
    lang
        The language of a text.
    may_lack
        Whether nothing typed is nothing, and not an empty text.
    """

    path: tuple[str, ...]
    label: LazyString
    kind: Kind = Kind.LINE
    options: Options | From = ()
    lang: str = ""
    may_lack: bool = False
    hint: LazyString | str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One form: fields of the step itself, or of each of its rows.

    Parameters
    ----------
    key
        Where it stands: ``""`` for the step itself.
    optional
        Groups that are left out when their first field is empty.
    """

    name: str
    title: LazyString
    key: str
    rows: bool
    fields: tuple[Field, ...]
    optional: tuple[tuple[str, ...], ...] = ()
    row: LazyString | str = ""


def _texts(path: tuple[str, ...], label: LazyString, *, lack: bool = False) -> tuple[Field, ...]:
    return tuple(
        Field((*path, lang), label, Kind.TEXT, lang=lang, may_lack=lack) for lang in LANGUAGES
    )


def _span(path: tuple[str, ...], least: LazyString, most: LazyString) -> tuple[Field, ...]:
    return (Field((*path, "min"), least, Kind.NUMBER), Field((*path, "max"), most, Kind.NUMBER))


_MARKS: Options = (
    (Mark.TO_BE_CONFIRMED.value, _("to be confirmed")),
    (Mark.SOURCED.value, _("it stands in a source")),
)
_WHEN: Options = tuple((one.value, one.value) for one in When)
_FACT = (
    Field(("fact", "mark"), _("How sure"), Kind.CHOICE, _MARKS),
    Field(("fact", "source"), _("Source"), Kind.CHOICE, From.SOURCES, may_lack=True),
)
_TRAIN = (
    Field(("train", "when"), _("Training"), Kind.CHOICE, _WHEN, may_lack=True),
    *_span(("train", "weeks"), _("Weeks, at least"), _("Weeks, at most")),
)
_KIND = (
    Field(
        ("kind",),
        _("A licence, or something to learn"),
        Kind.CHOICE,
        (
            (RequirementKind.NEED.value, _("a need")),
            (RequirementKind.GATE.value, _("a licence to do it at all")),
        ),
    ),
    Field(
        ("importance",),
        _("Importance"),
        Kind.CHOICE,
        (
            (Importance.ESSENTIAL.value, _("essential")),
            (Importance.USEFUL.value, _("useful")),
        ),
    ),
)
_TYPES: Options = (
    (RequirementType.SKILL.value, _("a skill")),
    (RequirementType.ADULT.value, _("to be of age")),
    (RequirementType.DRIVING_LICENCE.value, _("a driving licence")),
    (RequirementType.RECORD_EXTRACT.value, _("the police-record extract, checked last")),
)
_COURSES: Options = (
    ("introduction", _("introduction")),
    ("komvux", _("adult education (komvux)")),
    ("on_the_job", _("learning on the job")),
    ("trade_course", _("a course of the trade")),
    ("validation", _("validation of what one can")),
    ("higher_vocational", _("higher vocational education")),
    ("apprenticeship", _("apprenticeship")),
    ("sfi_combined", _("combined with SFI")),
    ("internal", _("the employer's own training")),
)
_LEVEL = _("For example A2, B1+ or B1+/B2.")

PARTS: tuple[Part, ...] = (
    Part(
        "about",
        _("Title and codes"),
        "",
        rows=False,
        fields=(
            *_texts(("titles",), _("Title")),
            Field(("order",), _("Order on the ladder"), Kind.NUMBER),
            Field(("entry",), _("A first job"), Kind.YES),
            Field(("also_called", "sv"), _("Titles in advertisements"), Kind.WORDS, lang="sv"),
            Field(("also_called", "en"), _("Titles in advertisements"), Kind.WORDS, lang="en"),
            Field(("codes", "ssyk"), _("SSYK 2012 code")),
            Field(("codes", "jobtech"), _("JobTech concept"), may_lack=True),
            Field(("codes", "also_jobtech"), _("More JobTech concepts"), Kind.WORDS),
            Field(("codes", "esco"), _("ESCO address"), may_lack=True),
            *_texts(("note",), _("Note to those who work with the ladder"), lack=True),
        ),
        optional=(("note",),),
    ),
    Part(
        "tasks",
        _("Tasks"),
        "tasks",
        rows=True,
        row=_("Task"),
        fields=(
            *_texts(("texts",), _("What one does")),
            Field(
                ("tags",),
                _("What somebody may wish to avoid"),
                Kind.TICKS,
                tuple((tag, tag) for tag in sorted(TASK_TAGS)),
            ),
            *_FACT,
        ),
    ),
    Part(
        "requirements",
        _("Requirements"),
        "requirements",
        rows=True,
        row=_("Requirement"),
        fields=(
            *_texts(("texts",), _("What one can, in the words of who can do it")),
            Field(("type",), _("What is asked"), Kind.CHOICE, _TYPES),
            *_KIND,
            *_TRAIN,
            *_FACT,
        ),
        optional=(("train",),),
    ),
    Part(
        "swedish",
        _("Swedish"),
        "swedish",
        rows=False,
        fields=(
            *_texts(("for_task",), _("The task that needs it")),
            *(Field((area.value,), _("Level"), hint=_LEVEL) for area in LanguageArea),
            Field(("sfi",), _("SFI course"), may_lack=True),
            Field(("when",), _("When it is learnt"), Kind.CHOICE, _WHEN),
            *_span(("weeks_per_level",), _("Weeks a level, at least"), _("Weeks a level, at most")),
            *_FACT,
        ),
    ),
    Part(
        "certificates",
        _("Certificates"),
        "certificates",
        rows=True,
        row=_("Certificate"),
        fields=(
            *_texts(("names",), _("Name")),
            *_KIND,
            *_TRAIN,
            *_texts(("note",), _("Note to those who work with the ladder"), lack=True),
            *_FACT,
        ),
        optional=(("train",), ("note",)),
    ),
    Part(
        "onward",
        _("Ways onward"),
        WAYS,
        rows=True,
        row=_("Way"),
        fields=(
            Field(("to",), _("The next job"), Kind.CHOICE, From.STEPS),
            *_texts(("training", "titles"), _("The training between")),
            Field(("training", "kind"), _("Kind of training"), Kind.CHOICE, _COURSES),
            Field(
                ("training", "gives"),
                _("What of the next job it gives"),
                Kind.TICKS,
                From.NEEDS,
                hint=_("Save first, when the next job is a new one here."),
            ),
            *_span(("weeks",), _("Weeks, at least"), _("Weeks, at most")),
            *_span(
                ("weeks", "part_time"),
                _("Weeks at half pace, at least"),
                _("Weeks at half pace, at most"),
            ),
            *_texts(("note",), _("Note to those who work with the ladder"), lack=True),
            *_FACT,
        ),
        optional=(("weeks", "part_time"), ("note",)),
    ),
)
BY_NAME: Mapping[str, Part] = {part.name: part for part in PARTS}


def option_said(field: Field, value: str) -> str:
    """Return an option in the language of the page."""
    last = field.path[-1]
    if last in {"when", "tags"}:
        return named(value, {"when": "when", "tags": "tag"}[last])
    if isinstance(field.options, tuple):
        return str(dict(field.options).get(value, value))
    return value


def label_of(field: Field) -> str:
    """Return what stands above a field."""
    if field.path[0] in tuple(LanguageArea):
        return named(field.path[0], "area").capitalize()
    return str(field.label)
