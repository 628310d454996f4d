"""What a training asks of who comes, said of one person in the language of the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask_babel import format_date, gettext

from matcher.domain.entry import Entry, EntryTopic
from web.languages import direction, isolated, language, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from matcher.domain.entry import EntryPoint
    from matcher.domain.ladders import Ladders
    from matcher.domain.suited import SuitedPerson, SuitedTraining


def entry_lines(one: SuitedPerson, training: SuitedTraining, ladders: Ladders) -> tuple[str, ...]:
    """Say how a person stands to the entry rules of a training: a line, or two."""
    if not training.ruled:
        return (gettext("No rule is known: ask who comes."),)
    if one.entry is Entry.MEETS:
        return (gettext("Meets the rules, as far as they are written here."),)
    names = certificate_names(ladders)
    missed = _said((it for it in one.points if it.entry is Entry.MISSES), names)
    unsure = _said((it for it in one.points if it.entry is Entry.TO_CHECK), names)
    lines = []
    if missed:
        lines.append(gettext("Not yet, by what is known: %(what)s.", what=missed))
    if unsure:
        lines.append(gettext("You would have to check: %(what)s.", what=unsure))
    return tuple(lines)


def certificate_names(ladders: Ladders) -> dict[str, str]:
    """Return the name of each certificate and training in the language of the page."""
    lang = language()
    names = {
        way.training.id: way.training.titles.get(lang)
        for ladder in ladders.all
        for way in ladder.transitions
    }
    for step in ladders.steps.values():
        names |= {need.id: need.names.get(lang) for need in step.certificates}
    return names


def _said(points: Iterable[EntryPoint], names: Mapping[str, str]) -> str:
    between = "؛ " if direction(language()) == "rtl" else "; "
    return between.join(str(_point(one, names)) for one in points)


def _point(one: EntryPoint, names: Mapping[str, str]) -> str:
    say: dict[EntryTopic, Callable[[], str]] = {
        EntryTopic.ADULT: lambda: gettext("eighteen years old"),
        EntryTopic.SWEDISH: lambda: gettext(
            "%(area)s at %(level)s in Swedish",
            area=named(one.id, "area"),
            level=isolated(one.asked),
        ),
        EntryTopic.SFI: lambda: _sfi(one),
        EntryTopic.SCHOOLING: lambda: gettext(
            "schooling at level %(level)s of 6 (SUN)", level=one.asked
        ),
        EntryTopic.CERTIFICATE: lambda: gettext(
            "the paper “%(name)s”", name=names.get(one.id, one.id)
        ),
        EntryTopic.MAY_WORK: lambda: gettext(
            "may work until %(day)s", day=format_date(date.fromisoformat(one.asked))
        ),
        EntryTopic.ENROLLED: lambda: gettext("registered with the public employment service"),
    }
    return str(say[one.topic]())


def _sfi(one: EntryPoint) -> str:
    if one.id == "passed":
        return str(gettext("SFI %(course)s passed", course=isolated(one.asked)))
    if one.id == "attended":
        return str(gettext("attends SFI %(course)s or higher", course=isolated(one.asked)))
    passed, _, attended = one.asked.partition("/")
    either = gettext(
        "SFI %(passed)s passed, or attends SFI %(attended)s or higher",
        passed=isolated(passed),
        attended=isolated(attended),
    )
    return str(either)
