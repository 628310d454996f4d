"""What an instrument must be so that it can be asked, one question a screen, by nobody's help."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from matcher.domain.instrument import Indicator, Respondent, Scope
from matcher.domain.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.domain.instrument import Instrument, Item

MOST_POINTS = 7
MOST_WORDS = 42
"""Of a question with its answers: with the buttons of a screen there are at most sixty."""


class InstrumentFault(NamedTuple):
    """What is wrong, and where: a path such as ``items[0].anchors``."""

    path: str
    problem: str
    mend: str


def faults_of(instrument: Instrument) -> Iterator[InstrumentFault]:
    """Yield everything that is wrong with an instrument."""
    yield from _twice(instrument.items)
    for number, item in enumerate(instrument.items):
        yield from (
            InstrumentFault(f"items[{number}].{path}", problem, mend)
            for path, problem, mend in _of_item(item)
        )
    yield from _of_target(instrument)


def _twice(items: Sequence[Item]) -> Iterator[InstrumentFault]:
    seen: Counter[str] = Counter()
    for number, item in enumerate(items):
        seen[item.code] += 1
        if seen[item.code] == 2:
            yield InstrumentFault(
                f"items[{number}].code",
                f"another question is called {item.code!r} too",
                "Give each question a code of its own.",
            )


def _of_item(item: Item) -> Iterator[tuple[str, str, str]]:
    if item.respondent is not Respondent.PARTICIPANT:
        yield (
            "respondent",
            f"no page asks a {item.respondent.value} yet",
            "Take the question out; participants answer.",
        )
    if item.scope is not Scope.OWN:
        yield (
            "scope",
            f"there is no store for answers of the scope '{item.scope.value}'",
            "Take the question out; only 'own' is kept, which she alone reads.",
        )
    if not item.scale_min < item.scale_max < item.scale_min + MOST_POINTS:
        yield (
            "scale_max",
            f"a scale from {item.scale_min} to {item.scale_max} cannot be shown on a phone",
            f"Write 2 to {MOST_POINTS} answers, the lowest first.",
        )
        return
    for value in sorted(item.anchors.keys() - set(item.scale)):
        yield (
            f"anchors.{value}",
            f"{value} lies outside the scale",
            f"Name answers from {item.scale_min} to {item.scale_max}.",
        )
    if not {item.scale_min, item.scale_max} <= item.anchors.keys():
        yield (
            "anchors",
            "an end of the scale has no name",
            "Name the lowest and the highest answer.",
        )
    for lang in LANGUAGES:
        words = sum(
            len(text.split())
            for text in (item.text.get(lang), *(item.label(one, lang) for one in item.scale))
        )
        if words > MOST_WORDS:
            yield (
                "text",
                f"the question and its answers have {words} words ({lang})",
                f"Write at most {MOST_WORDS}, so that they fit on one screen.",
            )


def _of_target(instrument: Instrument) -> Iterator[InstrumentFault]:
    asked = [one for one in instrument.items if one.indicator is Indicator.CLOSER]
    if len(asked) != 1:
        yield InstrumentFault(
            "items",
            f"{len(asked)} questions have the indicator 'closer'",
            "Have exactly one: the target is counted from it.",
        )
        return
    [target] = asked
    if not target.scale_min < instrument.closer_from <= target.scale_max:
        yield InstrumentFault(
            "closer_from",
            f"{instrument.closer_from} does not part the scale of {target.code!r} in two",
            f"Write {target.scale_min + 1} to {target.scale_max}.",
        )
    if set(target.scale) - target.anchors.keys():
        yield InstrumentFault(
            f"items[{instrument.items.index(target)}].anchors",
            "an answer to the target question has no name",
            "Name every answer, so that it is plain which ones count.",
        )
