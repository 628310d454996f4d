"""What can be chosen in forms, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.machines.placement import Party
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message_template import LINE_LABELS
from matcher.domain.opening import EmploymentForm
from matcher.domain.permission import FieldGroup
from web.languages import language, reason_name

if TYPE_CHECKING:
    from enum import StrEnum

    Choices = tuple[tuple[str, str], ...]

FIRST_DAY_LINES = ("time", "door", "person", "clothes", "papers", "route", "phone")


def modes() -> Choices:
    """Return the ways in which somebody else than the person writes an answer down."""
    return (
        (AnswerMode.PHONE.value, gettext("By phone")),
        (AnswerMode.IN_PERSON.value, gettext("In person")),
        (AnswerMode.INTERPRETER.value, gettext("Through an interpreter")),
    )


def form_name(form: EmploymentForm) -> str:
    """Return the name of a form of employment."""
    names = {
        EmploymentForm.PERMANENT: gettext("permanent"),
        EmploymentForm.PROBATION: gettext("probation"),
        EmploymentForm.FIXED_TERM: gettext("fixed term"),
        EmploymentForm.HOURLY: gettext("called in by the hour"),
        EmploymentForm.SUBSIDISED: gettext("subsidised"),
        EmploymentForm.PRAKTIK: gettext("praktik, no wage"),
    }
    return str(names[form])


def field_groups() -> Choices:
    """Return how far a yes may reach."""
    return (
        (FieldGroup.CODE.value, gettext("The code only")),
        (FieldGroup.SKILLS.value, gettext("Code and skills")),
        (FieldGroup.NAME_AND_CONTACT.value, gettext("Code, skills, name and contact")),
    )


def told_things() -> dict[str, str]:
    """Return the things that an employer is told, by step."""
    return {
        FieldGroup.CODE.value: gettext("The code"),
        FieldGroup.SKILLS.value: gettext("What the person can do"),
        FieldGroup.NAME_AND_CONTACT.value: gettext("Name and contact"),
    }


def parties() -> Choices:
    """Return whose decision an end can be."""
    return (
        (Party.PARTICIPANT.value, gettext("The person's")),
        (Party.EMPLOYER.value, gettext("The employer's")),
        (Party.NEITHER.value, gettext("Nobody's: it came from outside")),
    )


def reasons(kind: type[StrEnum]) -> Choices:
    """Return the codes of a kind of reason, in words."""
    return tuple((one.value, reason_name(one)) for one in kind)


def line_label(name: str) -> str:
    """Return what stands before a line of a card or of what an employer is told."""
    return LINE_LABELS[name].get(language())
