"""What the tour says: one table; a role is told of what it may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from matcher.domain.permissions import Permission, may

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that somebody can do here.

    Parameters
    ----------
    title
        The thing, in a few words.
    text
        One or two sentences.
    needs
        Who is told: whoever may do it; ``None``: everybody.
    endpoint
        The page on which it is done, when it has one without arguments.
    """

    title: LazyString
    text: LazyString
    needs: Permission | None = None
    endpoint: str | None = None


STOPS: tuple[Stop, ...] = (
    Stop(
        _("Your day"),
        _(
            "Whose turn it is, who waits for an answer, and whom to ring. The queue shows one "
            "person at a time."
        ),
        Permission.DECIDE,
        "today.today",
    ),
    Stop(
        _("Your people"),
        _(
            "Those with most to decide come first. You see your own caseload, and a colleague's "
            "while you stand in."
        ),
        Permission.SEE_PEOPLE,
        "review.people",
    ),
    Stop(
        _("Suggested jobs with reasons"),
        _(
            "Each says what speaks for it, what is not there yet, and what is not known. You "
            "confirm or decline; nothing goes to an employer before the person has said yes."
        ),
        Permission.DECIDE,
    ),
    Stop(
        _("Ask with a link"),
        _("A confirmed job becomes a link and a code that you hand over. One tap answers."),
        Permission.ASK_PERSON,
    ),
    Stop(
        _("Confirm what people have told"),
        _("Jobs and skills are found in their own words. Only what you confirm counts as known."),
        Permission.CONFIRM_CONCEPTS,
    ),
    Stop(
        _("Find somebody or something"),
        _("A code, a place, a job or an employer is enough."),
        Permission.SEE_PEOPLE,
        "search.results",
    ),
    Stop(
        _("Days when you are away"),
        _("Name a colleague in your role who sees your people on those days."),
        Permission.SEE_PEOPLE,
        "own_cover.mine",
    ),
    Stop(
        _("Users and their roles"),
        _("Invite colleagues with a link, give new passwords, and end access the same minute."),
        Permission.MANAGE_ACCOUNTS,
        "accounts.users",
    ),
    Stop(
        _("Who has whom"),
        _("Move people between colleagues by code, look before it is saved, take it back."),
        Permission.MANAGE_ACCOUNTS,
        "caseloads.overview",
    ),
    Stop(
        _("Stop suggestions"),
        _("One button ends them for everybody; what people decide goes on."),
        Permission.STOP_SUGGESTIONS,
        "switch.look",
    ),
    Stop(
        _("Who did what"),
        _("Read the log, see whether it is whole, and how often reviewers agree with the list."),
        Permission.READ_LOG,
        "oversight.rows",
    ),
    Stop(
        _("Your openings"),
        _("Post a first job in five minutes. When somebody is presented, two taps answer."),
        Permission.ANSWER,
        "workplace.home",
    ),
    Stop(
        _("Jobs and people"),
        _(
            "Where places and people do not meet, by trade, job, requirement and municipality. "
            "Counts only, rounded; every figure says what it means."
        ),
        Permission.SEE_AGGREGATES,
        "planning.gaps",
    ),
    Stop(
        _("What if"),
        _("Add seats, places or a course of Swedish, and see how many more people are placed."),
        Permission.SEE_AGGREGATES,
        "planning.what_if",
    ),
    Stop(
        _("Ladders of jobs"),
        _("Each trade from a first job upwards: tasks, what is asked, the training between."),
        Permission.SEE_LADDERS,
        "ladders.several",
    ),
    Stop(
        _("Change a ladder"),
        _(
            "Write a draft, check it, agree on it with the trade and publish it. Every version is "
            "kept, and two can be compared."
        ),
        Permission.WRITE_LADDERS,
    ),
    Stop(
        _("Your account"),
        _("Turn on the second step with your telephone, and change role if you have several."),
        None,
        "auth.me",
    ),
    Stop(
        _("A person decides"),
        _(
            "Stegvis compares and explains; it does not know anybody. You do. The language is "
            "chosen at the top of each page."
        ),
    ),
)


def stops_of(role: Role) -> tuple[Stop, ...]:
    """Return the tour of a role.

    >>> from matcher.domain.role import Role
    >>> [stop.endpoint for stop in stops_of(Role.ADMIN)]
    ['accounts.users', 'caseloads.overview', 'switch.look', 'ladders.several', 'auth.me', None]
    """
    return tuple(stop for stop in STOPS if stop.needs is None or may(role, stop.needs))
