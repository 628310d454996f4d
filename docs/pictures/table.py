"""The screens that are shown: a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Screen:
    """A screen, and how one comes there.

    Parameters
    ----------
    name
        Of its pictures: ``NAME-sv.png`` and ``NAME-ar.png``.
    path
        Where it is; names in braces are places of the filled demo.
    role
        Who looks at it; ``None`` for whoever holds a link.
    page
        The how-to page that shows it.
    press
        What is pressed there, in order, to come to it.
    """

    name: str
    path: str
    role: Role | None
    page: str
    press: tuple[str, ...] = ()


def _of(role: Role | None, page: str, *rows: tuple[str, ...]) -> Iterator[Screen]:
    for name, path, *press in rows:
        yield Screen(name, path, role, page, tuple(press))


_MY = "/my/{my}"

SCREENS: tuple[Screen, ...] = (
    *_of(
        None,
        "linkworker.md",
        ("sign-in", "/sign-in"),
    ),
    *_of(
        Role.LINKWORKER,
        "linkworker.md",
        ("tour", "/tour"),
        ("people", "/"),
        ("today", "/today"),
        ("queue", "/queue"),
        ("person", "/people/{person}"),
        ("papers", "/people/{person}/papers/opening/O056"),
        ("cv", "/people/{person}/papers/opening/O056/cv"),
        ("ways", "/people/{person}/pathways?to=kitchens.diet_cook"),
        ("why-not", "/people/{person}/why?q=O015&about=O015"),
        ("decline-several", "/people/{person}/decline"),
        ("ask", "/suggestions/{confirmed}"),
        ("answered", "/suggestions/{presented}"),
        ("present", "/suggestions/{ready}/present"),
        ("placement", "/placements/{placement}"),
        ("first-day", "/placements/{placement}/card"),
        ("call", "/calls/new"),
        ("who-can-start", "/calls/O070"),
        ("draft", "/draft", "main form button"),
        ("trainings", "/trainings", "main form button"),
        ("figures", "/figures"),
        ("figure-rows", "/figures/first_job"),
        ("own-page-link", "/people/P019", 'form[action$="/own-page"] button'),
        ("openings", "/openings"),
        ("opening", "/openings/O056"),
        ("employers", "/employers"),
        ("employer", "/employers/E01"),
        ("search", "/search?q=disk"),
        ("cover", "/cover"),
        ("named", "/named"),
    ),
    *_of(
        Role.COORDINATOR,
        "coordinator.md",
        ("plan", "/people/{person}/plan"),
        ("history", "/people/{person}/history"),
        ("rounds", "/people/{person}/questions"),
    ),
    *_of(
        Role.LINKWORKER,
        "first-hour.md",
        ("list", "/imports"),
        ("list-columns", "/imports/files/{upload}"),
        ("list-check", "/imports/files/{upload}/check"),
        ("list-saved", "/imports/{batch}"),
        ("list-first", "/imports/{batch}/first"),
    ),
    *_of(
        None,
        "employer.md",
        ("link", "/a/{answer}"),
        ("presented", "/a/{answer}", "main form button"),
    ),
    *_of(
        Role.EMPLOYER,
        "employer.md",
        ("workplace", "/workplace"),
        ("workplace-opening", "/workplace/openings/O078"),
        ("workplace-person", "/workplace/people/{presented}"),
        ("post", "/workplace/post"),
        ("post-form", "/workplace/post", 'button[name="step"] >> nth=0'),
    ),
    *_of(
        None,
        "participant.md",
        ("my-code", "/my/{my}"),
        ("my-start", f"{_MY}/start"),
        ("my-job", f"{_MY}/job/1/work"),
        ("my-job-have", f"{_MY}/job/1/have"),
        ("my-answer", f"{_MY}/job/1/answer"),
        ("my-trades", f"{_MY}/work"),
        ("my-trade", f"{_MY}/work/kitchens"),
        ("my-step", f"{_MY}/work/kind/kitchens.kitchen_porter"),
        ("my-plan", f"{_MY}/plan"),
        ("my-questions", f"{_MY}/questions"),
        ("my-question", f"{_MY}/questions/self/1"),
        ("my-way", f"{_MY}/way"),
        ("my-hours", f"{_MY}/hours"),
        ("my-data", f"{_MY}/data"),
        ("my-known", f"{_MY}/data/known"),
        ("my-looks", f"{_MY}/data/looks"),
        ("my-yes", f"{_MY}/data/yes"),
        ("my-stop", f"{_MY}/data/stop"),
        ("calendar", "/calendar"),
    ),
    *_of(
        Role.PLANNER,
        "planner.md",
        ("planning", "/planning"),
        ("planning-area", "/planning/area/Lerum"),
        (
            "what-if",
            "/planning/what-if?seats.care_introduction=10&level=B1&swedish_seats=10",
        ),
        ("shares", "/planning/shares", "main form button"),
        ("flow", "/planning/flow"),
        ("target", "/planning/target"),
        ("progress", "/planning/progress"),
        ("ladders", "/ladders"),
        ("ladder", "/ladders/kitchens"),
    ),
    *_of(
        Role.ADMIN,
        "admin.md",
        ("users", "/accounts"),
        ("caseloads", "/caseloads"),
        ("caseload", "/caseloads/people?of=demo.linkworker"),
        ("covers", "/caseloads/cover"),
        ("stop-switch", "/stop-switch"),
        ("account", "/me"),
    ),
    *_of(
        Role.AUDITOR,
        "auditor.md",
        ("log", "/log"),
        ("agreement", "/log/agreement"),
    ),
)
"""Every screen of which there are pictures, in the order in which they are taken."""
