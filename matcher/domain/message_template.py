"""What a message is made of, and how its text comes about.

A template names the facts it needs and takes; nothing else can come into a text. What a message to
an employer says about a person is not written in it: it comes from the employer's view, as far as
the person's permission goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.text import LANGUAGES, LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.permission import FieldGroup


_t = LocalText


@dataclass(frozen=True, slots=True)
class Template:
    """One message.

    Parameters
    ----------
    subject
        Neutral: it may be seen on a locked screen or on an envelope.
    body
        With places such as ``{title}``.
    needs, takes
        Facts that must be there, and that may be.
    or_step
        Whether a step of a ladder may stand in the place of the opening: it is suggested where
        nothing is open.
    lines
        Facts that are listed under the body, each with its label.
    tells
        The furthest step about a person that the text tells an employer; ``None`` when it tells
        nothing about anybody.
    person_first
        Whether a person has to tell it before any text is given.
    then
        For what a LinkWorker tells in person: the kind sentence that the participant has in writing
        once it was said.
    """

    subject: LocalText
    body: LocalText
    needs: tuple[str, ...] = ("opening",)
    takes: tuple[str, ...] = ()
    or_step: bool = False
    lines: tuple[str, ...] = ()
    tells: FieldGroup | None = None
    person_first: bool = False
    then: str | None = None

    def missing(self, facts: Mapping[str, str]) -> list[str]:
        """Return the facts that must be there and are not, or are empty."""
        instead = {"opening": "step"} if self.or_step else {}
        return [
            name
            for name in self.needs
            if not facts.get(name, "").strip() and not facts.get(instead.get(name, ""), "").strip()
        ]


LINE_LABELS: Mapping[str, LocalText] = {
    "day": _t("Dag", "Day", "اليوم"),
    "times": _t("Tider att välja mellan", "Times to choose from", "مواعيد للاختيار"),
    "time": _t("Tid", "Time", "الوقت"),
    "door": _t("Ingång", "Door", "المدخل"),
    "person": _t("Fråga efter", "Ask for", "اسأل عن"),
    "clothes": _t("Kläder", "Clothes", "الملابس"),
    "papers": _t("Ta med", "Bring", "أحضر معك"),
    "route": _t("Så hittar du dit", "How to get there", "كيف تصل"),
    "phone": _t("Telefon", "Telephone", "الهاتف"),
    "code": _t("Kod", "Code", "الرمز"),
    "skills": _t("Kan", "Can do", "المهارات"),
    "certificates": _t("Intyg", "Certificates", "الشهادات"),
    "swedish": _t("Svenska", "Swedish", "اللغة السويدية"),
    "languages": _t("Språk ni frågat efter", "Languages you asked for", "لغات طلبتموها"),
    "driving_licence": _t("Körkort", "Driving licence", "رخصة القيادة"),
}
"""What stands before a line under the body."""

YES = _t("ja", "yes", "نعم")

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as it is read, and its language."""

    lang: str
    subject: str
    body: str


def render(
    template: Template, lang: str, values: Mapping[str, str], lines: Mapping[str, str], sender: str
) -> Rendered:
    """Make the text of a message.

    Parameters
    ----------
    lang
        ``sv``, ``en`` or ``ar``; anything else reads as Swedish.
    values
        What stands in the places of the body.
    lines
        What is listed below, by name of :data:`LINE_LABELS`.
    sender
        Who stands under it.
    """
    spoken = lang if lang in LANGUAGES else LANGUAGES[0]

    def shown(text: str) -> str:
        # Without isolates "A2+" or a Swedish name would be turned round between Arabic words.
        return f"{_ISOLATE}{text}{_END_ISOLATE}" if spoken == "ar" else text

    said = template.body.get(spoken).format_map({name: shown(v) for name, v in values.items()})
    listed = [f"{LINE_LABELS[name].get(spoken)}: {shown(text)}" for name, text in lines.items()]
    parts = [said, "\n".join(listed), shown(sender)]
    body = "\n\n".join(part for part in parts if part)
    return Rendered(spoken, template.subject.get(spoken), body)
