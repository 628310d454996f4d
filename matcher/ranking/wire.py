"""Explanations as plain JSON, without sentences: stored with a suggestion, said in any language.

A list that was shown stays as it was read, and can still be read to the participant in Arabic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from matcher.domain.text import LocalText
from matcher.ranking.phrases import say
from matcher.ranking.reasons import Reason, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ladder import Span
    from matcher.ranking.reasons import Parameter

    Json = dict[str, Any]


def text_to_json(text: LocalText) -> Json:
    """Write a text in three languages."""
    return {"sv": text.sv, "en": text.en, "ar": text.ar}


def span_to_json(span: Span) -> Json:
    """Write a range of weeks."""
    return {"min": span.low, "max": span.high}


def reason_to_json(reason: Reason) -> Json:
    """Write a reason as its code and parameters."""
    return {
        "code": reason.code,
        "facts": {name: _parameter_to_json(value) for name, value in reason.facts.items()},
    }


def reasons_to_json(reasons: Iterable[Reason]) -> list[Json]:
    """Write several reasons, in order."""
    return [reason_to_json(reason) for reason in reasons]


def _parameter_to_json(value: Parameter) -> object:
    if isinstance(value, LocalText):
        return text_to_json(value)
    if isinstance(value, Words):
        return {"words": list(value.keys)}
    return value


def reason_from_json(raw: Mapping[str, Any]) -> Reason:
    """Read what :func:`reason_to_json` wrote."""
    facts = cast("Mapping[str, Any]", raw["facts"])
    return Reason(raw["code"], {name: _parameter(value) for name, value in facts.items()})


def _parameter(value: Any) -> Parameter:  # noqa: ANN401  (JSON)
    if isinstance(value, dict):
        return Words(tuple(value["words"])) if "words" in value else LocalText(**value)
    return str(value)


def say_explanation(explanation: Mapping[str, Any], lang: str) -> Json:
    """Return a stored explanation with every reason said and every title in one language.

    Parameters
    ----------
    explanation
        As :func:`matcher.ranking.explain.explain` made it.
    lang
        ``sv``, ``en`` or ``ar``.
    """
    return {
        "opening": explanation["opening"],
        "step": _said_step(explanation["step"], lang),
        **{
            name: [_said(raw, lang) for raw in explanation[name]]
            for name in ("reasons_for", "reasons_against", "missing_facts")
        },
        "what_would_change": _said_changes(explanation["what_would_change"], lang),
        "next_steps": [
            {
                **way,
                "step": _said_step(way["step"], lang),
                "training": {**way["training"], "title": way["training"]["title"][_known(lang)]},
            }
            for way in explanation["next_steps"]
        ],
    }


def say_nothing(nothing: Mapping[str, Any], lang: str) -> Json:
    """Return what :func:`matcher.ranking.explain.explain_nothing` made, said in one language."""
    return {
        "text": say(reason_from_json(nothing["reason"]), lang),
        "shortest_way": [
            {
                "opening": way["opening"],
                "step": _said_step(way["step"], lang),
                "in_the_way": [_said(raw, lang) for raw in way["in_the_way"]],
                "what_would_change": _said_changes(way["what_would_change"], lang),
            }
            for way in nothing["shortest_way"]
        ],
    }


def _said_changes(changes: Iterable[Mapping[str, Any]], lang: str) -> list[Json]:
    return [{**change, "change": _said(change["change"], lang)["text"]} for change in changes]


def _said(raw: Mapping[str, Any], lang: str) -> Json:
    return {"code": raw["code"], "text": say(reason_from_json(raw), lang)}


def _said_step(step: Mapping[str, Any] | None, lang: str) -> Json | None:
    return None if step is None else {**step, "title": step["title"][_known(lang)]}


def _known(lang: str) -> str:
    return lang if lang in ("sv", "en", "ar") else "sv"
