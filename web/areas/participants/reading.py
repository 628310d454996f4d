"""A suggested job as the person reads it: ladder texts and numbers, in her own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext

from matcher.domain.ladder import Mark
from matcher.ranking.reasons import Words
from matcher.ranking.vocabulary import name_of
from matcher.ranking.wire import reason_from_json
from web.areas.participants.words import Folded, folded, in_language, in_swedish, listed, on_offer
from web.context import services
from web.languages import isolated, language, named, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.text import LocalText
    from matcher.ranking.reasons import Reason
    from matcher.services.own_jobs import OwnJob
    from web.areas.participants.words import OnOffer

SCREENS = ("work", "have", "learn", "next", "terms", "answer")
"""One question each, in this order; ``why`` and ``know`` stand beside them."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A job that this one can lead to, with the training between."""

    title: str
    training: str
    weeks: str


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Everything the screens about a job show.

    Parameters
    ----------
    title
        The step's, in the language of the page; else the trade; never the employer's words.
    have, told
        What the job asks and the person has: confirmed by somebody, and as she told it.
    learn
        What she would learn, with weeks, before or beside the job.
    unsure
        Whether weeks are not confirmed by an employer or the city.
    swedish
        The employer's own words, for the fold; on the Swedish page too.
    """

    title: str
    tasks: Folded
    have: Folded
    told: Folded
    learn: Folded
    onward: tuple[Onward, ...]
    unsure: bool
    offer: OnOffer | None
    swedish: Sequence[str]


def read_job(job: OwnJob, person: Participant, ladders: Ladders) -> ReadJob:
    """Say a suggested job in the language of the page."""
    explained = job.suggestion.explanation
    step = ladders.steps.get(job.suggestion.step) if job.suggestion.step else None
    confirmed = {claim.text for claim in person.skills if claim.confirmed_by}
    has = [one for raw in _raw(explained, "reasons_for") if (one := _has(raw, confirmed))]
    ahead = _raw(explained, "next_steps")
    return ReadJob(
        title=title_of(step, job.opening),
        tasks=tasks_of(step),
        have=folded([said for said, sure in has if sure]),
        told=folded([said for said, sure in has if not sure], 12),
        learn=folded(filter(None, map(_learn, _raw(explained, "reasons_against")))),
        onward=tuple(map(_onward, ahead)),
        unsure=any(way["training"]["mark"] == Mark.TO_BE_CONFIRMED for way in ahead)
        or (step is not None and step.swedish.fact.mark is Mark.TO_BE_CONFIRMED),
        offer=on_offer(job.opening) if job.opening else None,
        swedish=in_swedish(job.opening, job.employer) if job.opening else (),
    )


def title_of(step: Step | None, opening: Opening | None) -> str:
    """Return the name of a job: its step's, else its trade."""
    if step is not None:
        return step.titles.get(language())
    if opening is not None and opening.sector is not None:
        return named(opening.sector, "sector")
    return str(gettext("A job"))


def employer_of(opening: Opening | None) -> str | None:
    """Return the name of an opening's employer, as far as it is known."""
    if opening is None or opening.employer is None:
        return None
    return services().own_jobs.employer_names().get(opening.employer)


def tasks_of(step: Step | None) -> Folded:
    """Return what one does at a step, as far as there is room."""
    return folded(task.texts.get(language()) for task in step.tasks) if step else Folded(())


def _raw(explained: Mapping[str, object], name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", explained[name])


def _has(raw: Mapping[str, Any], confirmed: set[str]) -> tuple[str, bool] | None:
    """Return something the job asks that she has, and whether somebody has confirmed it."""
    reason = reason_from_json(raw)
    if reason.code in ("skill_met", "certificate_met"):
        name = _name(reason)
        told = reason.facts.get("own_words")
        sure = reason.code == "certificate_met" or told is None or told in confirmed
        return (name, sure) if name else None
    plain = {
        "swedish_met": lambda: gettext("Enough Swedish for the tasks"),
        "hours_met": lambda: gettext("The hours fit"),
        "language_asset": lambda: gettext(
            "Languages the workplace needs: %(languages)s", languages=_words(reason, "languages")
        ),
    }
    return (str(plain[reason.code]()), True) if reason.code in plain else None


def _learn(raw: Mapping[str, Any]) -> str | None:
    reason = reason_from_json(raw)
    if "weeks" not in reason.facts:
        return None
    what = _name(reason)
    if reason.code == "swedish_not_yet":
        what = gettext(
            "Swedish %(level)s: %(areas)s",
            level=isolated(str(reason.facts["need"])),
            areas=_words(reason, "areas"),
        )
    if what is None:
        return None
    low, _, high = str(reason.facts["weeks"]).partition("–")
    span = weeks({"min": float(low), "max": float(high or low)})
    return f"{what.rstrip('.')} ({listed((span, _words(reason, 'when')))})"


def _name(reason: Reason) -> str | None:
    """Return what a reason is about, unless it is there in the employer's Swedish only."""
    name = reason.facts.get("name")
    return None if name is None else in_language(cast("LocalText", name))


def _words(reason: Reason, fact: str) -> str:
    return listed(_said(reason.facts[fact]))


def _said(words: object) -> Iterator[str]:
    if isinstance(words, Words):
        yield from (name_of(key, language()) for key in words.keys)


def _onward(way: Mapping[str, Any]) -> Onward:
    lang = language()
    return Onward(way["step"]["title"][lang], way["training"]["title"][lang], weeks(way["weeks"]))
