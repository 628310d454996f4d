"""A list for somebody with protected identity, without what tells where she lives or could work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.suggestion import Suggestion
    from matcher.ranking.wire import Json
    from matcher.services.suggest.short_list import ShortList

ABOUT_THE_WAY = "travel_"
"""Reasons that begin so say how far it is, from which the area could be read."""
_REASONS = ("reasons_for", "reasons_against", "missing_facts", "in_the_way")


def masked(made: ShortList) -> ShortList:
    """Return a list with area and workplace masked (L31).

    The title that an employer wrote gives way to that of the ladder's step, or to the id of the
    opening where it is on no step; what is said of the way to work is left out, and so are the
    parts of the score, one of which is the way.
    """
    nothing = made.none_because
    return replace(
        made,
        suggestions=tuple(_masked(one) for one in made.suggestions),
        none_because=None if nothing is None else _of_nothing(nothing),
    )


def _masked(one: Suggestion) -> Suggestion:
    explanation = _of_job(one.explanation)
    return replace(
        one, title=_title(explanation) or one.title, contributions={}, explanation=explanation
    )


def _of_nothing(nothing: Json) -> Json:
    return {**nothing, "shortest_way": [_of_job(way) for way in nothing["shortest_way"]]}


def _of_job(raw: Mapping[str, Any]) -> Json:
    kept = {name: _without_the_way(raw[name]) for name in _REASONS if name in raw}
    opening = raw["opening"]
    if opening is not None:
        opening = {**opening, "title": _title(raw)}
    return {**raw, **kept, "opening": opening}


def _title(raw: Mapping[str, Any]) -> str:
    if raw["step"] is not None:
        return str(raw["step"]["title"]["sv"])
    return str(raw["opening"]["id"]) if raw["opening"] is not None else ""


def _without_the_way(reasons: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in reasons if not one["code"].startswith(ABOUT_THE_WAY)]
