"""A suggestion as the queue shows it: the job, what speaks for it, what is not there yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask_babel import format_date, gettext

from matcher.domain.opening import MATCHABLE
from matcher.ranking.wire import say_explanation
from web.choices import form_name
from web.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.day_views import Card, CardJob, CardPerson
    from matcher.domain.suggestion import Suggestion
    from web.sentences import Sentence


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card in the language of the page.

    Parameters
    ----------
    title_lang
        Language of the title: an employer's is Swedish.
    kind
        ``own``, ``lead``, or ``step`` where nothing is open.
    facts
        Employer, place, form, pay and start; what is not stated is empty.
    takes_people
        Whether the opening can still be suggested.
    said
        The explanation, from :func:`matcher.ranking.wire.say_explanation`.
    """

    suggestion: Suggestion
    title: str
    title_lang: str
    kind: str
    facts: tuple[tuple[str, str, str], ...]
    takes_people: bool
    said: Mapping[str, Any]
    reasons_for: tuple[Sentence, ...]


def read_card(card: Card, person: CardPerson, lang: str) -> ReadCard:
    """Say a card in a language."""
    one = card.suggestion
    raw = cast("Mapping[str, Any]", one.explanation)
    said = say_explanation(raw, lang)
    step_only = said["opening"] is None and said["step"] is not None
    return ReadCard(
        suggestion=one,
        title=said["step"]["title"] if step_only else one.title,
        title_lang=lang if step_only else "sv",
        kind=said["opening"]["kind"] if said["opening"] else "step",
        facts=_facts(card.job) if card.job else (),
        takes_people=step_only or (card.job is not None and card.job.state in MATCHABLE),
        said=said,
        reasons_for=sentences(raw["reasons_for"], said["reasons_for"], person.told),
    )


def _facts(job: CardJob) -> tuple[tuple[str, str, str], ...]:
    """Return label, text and language (empty: that of the page) of each fact."""
    place = ", ".join(part for part in (job.district, job.municipality) if part)
    return (
        (gettext("Employer"), job.employer or "", "sv"),
        (gettext("Place"), place, ""),
        (gettext("Form"), form_name(job.form) if job.form else "", ""),
        (gettext("Pay"), job.pay_line or "", "sv"),
        (gettext("Start"), format_date(job.start) if job.start else "", ""),
        (gettext("Apply by"), format_date(job.deadline) if job.deadline else "", ""),
    )
