"""Better, the same or worse: first and latest answers to the questions beside the target question.

All questions are one release. Shares and their intervals are made of the shown counts alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.planning.release.hiding import publish
from matcher.planning.release.tables import Release, Sum
from matcher.planning.target.wilson import of_rounded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.target_question import AskedItem, ProgressFacts
    from matcher.domain.text import LocalText
    from matcher.planning.release.published import Published
    from matcher.planning.release.tables import Cell
    from matcher.planning.target.wilson import Share

ALL = "all"
TWICE = 2


class Change(StrEnum):
    """How the latest answer of a person stands to her first one, on the scale of the question."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One question.

    Parameters
    ----------
    asked, answered
        People who were asked it twice or more, and of them those who answered twice or more;
        rounded, ``None`` where it is not shown.
    response_rate
        The second divided by the first.
    shares
        Of those who answered twice; ``None`` where a count that it needs is not shown.
    """

    text: LocalText
    asked: int | None
    answered: int | None
    response_rate: float | None
    shares: Mapping[Change, Share | None]


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """All questions on a day, in the order in which they are asked.

    Parameters
    ----------
    people
        Who takes part or has taken part; rounded, ``None`` when they are too few.
    """

    on: date
    people: int | None
    rows: tuple[ProgressRow, ...]


def progress_report(facts: ProgressFacts, today: date) -> ProgressReport:
    """Return the report as planners may see it."""
    asked = _asked_twice(facts, today)
    items = [one for one in facts.items if asked[one.instrument, one.version]]
    out = publish(progress_release(facts, today))
    return ProgressReport(
        today, out.shown.get(("people", ALL)), tuple(_row(one, out) for one in items)
    )


def progress_release(facts: ProgressFacts, today: date) -> Release:
    """Return the exact counts of all questions, with everything that adds up.

    Everybody who takes part was asked twice or not; of those who were, each answered a question
    twice or not; and of those who did, the latest answer is higher, the same or lower.
    """
    counts: dict[Cell, int] = {("people", ALL): len(facts.people)}
    sums: list[Sum] = []
    unlisted: set[Cell] = set()
    asked = _asked_twice(facts, today)
    for (instrument, version), people in asked.items():
        if not people:
            continue
        whole, rest = (_cell(name, instrument, version) for name in ("asked", "not_twice"))
        counts[whole], counts[rest] = len(people), len(facts.people) - len(people)
        sums.append(Sum(("people", ALL), (whole, rest)))
        unlisted.add(rest)
    for item in facts.items:
        whole = _cell("asked", item.instrument, item.version)
        if whole not in counts:
            continue
        found = _changes(facts, item, today)
        answered, silent = _cell("answered", *_key(item)), _cell("silent", *_key(item))
        parts = tuple(_cell(change.value, *_key(item)) for change in Change)
        counts[answered], counts[silent] = len(found), counts[whole] - len(found)
        for change, part in zip(Change, parts, strict=True):
            counts[part] = sum(one is change for one in found.values())
        sums += [Sum(whole, (answered, silent)), Sum(answered, parts)]
        unlisted.add(silent)
    return Release(counts, tuple(sums), frozenset(unlisted))


def _asked_twice(facts: ProgressFacts, today: date) -> dict[tuple[str, int], set[ParticipantCode]]:
    """Return who had two rounds or more of each version of an instrument until a day."""
    times: dict[tuple[str, int], dict[ParticipantCode, int]] = defaultdict(dict)
    for one in facts.rounds:
        if one.due <= today:
            there = times[one.instrument, one.version]
            there[one.participant] = there.get(one.participant, 0) + 1
    people = set(facts.people)
    return {
        key: {code for code, number in there.items() if number >= TWICE and code in people}
        for key, there in {**{_version(one): {} for one in facts.items}, **times}.items()
    }


def _changes(facts: ProgressFacts, item: AskedItem, today: date) -> dict[ParticipantCode, Change]:
    """Return how each person who answered a question in two rounds or more has moved."""
    answers: dict[ParticipantCode, list[int]] = defaultdict(list)
    people = set(facts.people)
    for one in facts.rounds:
        same = (one.instrument, one.version) == _version(item)
        if same and one.due <= today and one.participant in people and item.code in one.answers:
            answers[one.participant].append(one.answers[item.code])
    return {
        code: _change(values[0], values[-1])
        for code, values in answers.items()
        if len(values) >= TWICE
    }


def _change(first: int, latest: int) -> Change:
    if latest == first:
        return Change.SAME
    return Change.BETTER if latest > first else Change.WORSE


def _version(item: AskedItem) -> tuple[str, int]:
    return item.instrument, item.version


def _key(item: AskedItem) -> tuple[str, int, str]:
    return item.instrument, item.version, item.code


def _cell(name: str, *of: object) -> Cell:
    return (name, *map(str, of))


def _row(item: AskedItem, out: Published) -> ProgressRow:
    asked = out.shown.get(_cell("asked", *_version(item)))
    answered = out.shown.get(_cell("answered", *_key(item)))
    parts = {change: out.shown.get(_cell(change.value, *_key(item))) for change in Change}
    return ProgressRow(
        item.text,
        asked,
        answered,
        min(answered / asked, 1.0) if asked and answered is not None else None,
        {
            change: of_rounded(part, answered) if part is not None and answered else None
            for change, part in parts.items()
        },
    )
