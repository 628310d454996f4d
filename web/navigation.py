"""Where each role can go: one table; a page takes its place in it with one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from matcher.domain.permissions import may
from web.rules import RULES

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A page that stands in the navigation.

    Who sees it is the rule of its route in :data:`web.rules.RULES`, so that nobody is shown a way
    that ends at "there is nothing here".

    Parameters
    ----------
    label
        A word or two, in the language of the page.
    endpoint
        The route; it takes no arguments.
    covers
        Endpoints of the pages behind this one, on which it is marked too.
    """

    label: LazyString
    endpoint: str
    covers: tuple[str, ...] = ()


NAVIGATION: tuple[Place, ...] = (
    Place(_("Today"), "today.today", covers=("today.queue",)),
    Place(
        _("People"),
        "review.people",
        covers=(
            "review.person",
            "named.people",
            "named.suggest",
            "applying.jobs",
            "applying.papers",
            "applying.printed",
            "pathways.ways",
            "permitting.several",
            "plans.plan",
            "plans.history",
            "rounds.several",
        ),
    ),
    Place(
        _("Figures"),
        "figures.several",
        covers=("figures.people_behind", "figures.employers_behind"),
    ),
    Place(_("Openings"), "openings.several"),
    Place(_("All places"), "drafts.draft"),
    Place(_("Trainings"), "trainings.several"),
    Place(_("Employers"), "relations.employers"),
    Place(_("An employer rings"), "calls.new"),
    Place(
        _("Your openings"),
        "workplace.home",
        covers=("workplace.opening", "workplace.person", "posting.post_own"),
    ),
    Place(_("Search"), "search.results"),
    Place(_("Bring in a list"), "imports.start"),
    Place(_("Users"), "accounts.users"),
    Place(
        _("Caseloads"),
        "caseloads.overview",
        covers=("caseloads.people", "caseloads.check", "caseloads.save", "cover.form"),
    ),
    Place(_("Cover"), "own_cover.mine"),
    Place(_("Audit log"), "oversight.rows", covers=("oversight.verify",)),
    Place(_("Agreement with the list"), "oversight.agreement"),
    Place(
        _("Jobs and people"),
        "planning.gaps",
        covers=("planning.area", "planning.flow", "planning.target", "planning.progress"),
    ),
    Place(_("Shares of lists"), "planning.shares"),
    Place(_("What if"), "planning.what_if"),
    Place(_("Stop switch"), "switch.look", covers=("switch.stop", "switch.start")),
    Place(
        _("Ladders"),
        "ladders.several",
        covers=("ladders.one", "ladders.versions", "ladders.differences", "ladders.draft"),
    ),
    Place(_("Your account"), "auth.me", covers=("auth.set_up_second_step",)),
)
"""In the order in which it is shown; a role begins at the first place that it may see."""


def places_of(role: Role | None) -> tuple[Place, ...]:
    """Return where a role can go; nowhere for whoever is not signed in.

    >>> from matcher.domain.role import Role
    >>> [place.endpoint for place in places_of(Role.ADMIN)][:2]
    ['accounts.users', 'caseloads.overview']
    """
    if role is None:
        return ()
    return tuple(place for place in NAVIGATION if _may_see(role, place))


def first_place(role: Role | None) -> str:
    """Return the endpoint at which a role begins.

    >>> first_place(None)
    'auth.me'
    """
    places = places_of(role)
    return places[0].endpoint if places else "auth.me"


def _may_see(role: Role, place: Place) -> bool:
    needs = RULES[place.endpoint].needs
    return needs is None or may(role, needs)
