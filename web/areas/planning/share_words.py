"""What the page of shares says first, and what each of its figures means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_decimal, format_percent, gettext

from web.areas.planning.words import not_shown

if TYPE_CHECKING:
    from matcher.domain.exposure import ExposureReport


def curve_said(found: ExposureReport) -> str:
    """Say how even lists are by score alone, and what evenness costs."""
    usual, chosen = found.usual, found.chosen
    figures = {
        "usual": format_decimal(usual.gini, format="0.00"),
        "chosen": format_decimal(chosen.gini, format="0.00"),
        "strength": format_decimal(chosen.strength, format="0.00"),
        "loss": format_percent(chosen.loss, format="0.0 %"),
    }
    if found.halves:
        return str(
            gettext(
                "By score alone the Gini of exposure is %(usual)s. Half of it, %(chosen)s, is "
                "reached at strength %(strength)s, and costs %(loss)s of nDCG.",
                **figures,
            )
        )
    return str(
        gettext(
            "By score alone the Gini of exposure is %(usual)s. No strength halves it: at the "
            "strongest it is %(chosen)s, and costs %(loss)s of nDCG.",
            **figures,
        )
    )


def everything_said(found: ExposureReport) -> str:
    """Say how often openings stand in lists in all, and how many stand in none."""
    places = {
        "openings": format_decimal(found.openings),
        "places": format_decimal(found.places),
        "unseen": format_decimal(found.openings - found.usual.seen),
    }
    if found.by_score is None:
        return str(
            gettext(
                "%(openings)s openings have %(places)s places left; %(unseen)s of them stand in no "
                "list. How often they stand in lists is too few to show.",
                **places,
            )
        )
    return str(
        gettext(
            "%(openings)s openings have %(places)s places left; %(unseen)s of them stand in no "
            "list. All of them together stand in lists about %(times)s times.",
            times=format_decimal(found.by_score),
            **places,
        )
    )


def few_said(found: ExposureReport) -> str:
    """Say how many people have a short list."""
    few, most = found.few, found.minimum
    if few.nobody:
        return str(gettext("Everybody has at least %(most)s openings in the list.", most=most))
    if few.few is None:
        return str(
            gettext("How many have fewer than %(most)s openings is too few to show.", most=most)
        )
    return str(
        gettext(
            "About %(few)s people have fewer than %(most)s openings in the list.",
            few=format_decimal(few.few),
            most=most,
        )
    )


def definitions(found: ExposureReport) -> tuple[tuple[str, str, str], ...]:
    """Return (id, figure, what it means) of everything that is shown."""
    return (*_of_groups(found), *_of_curve(), *_of_people(found))


def _of_groups(found: ExposureReport) -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "means-places",
            gettext("Places"),
            gettext(
                "Places that nobody has, at openings agreed with employers that take people today. "
                "Advertisements that nobody has agreed on are not in it. The share is the part of "
                "all such places. No count of people."
            ),
        ),
        (
            "means-times",
            gettext("In lists"),
            gettext(
                "How often the openings stand in the lists of everybody who looks for a job and "
                "has no place, up to %(length)s openings in a list. An opening stands in a list "
                "once; a group is its openings added up. The lists are made for this page by score "
                "alone; no list that a LinkWorker has is changed.",
                length=found.length,
            ),
        ),
        (
            "means-share",
            gettext("Share of lists"),
            gettext("The part of all entries in lists, computed from the rounded counts here."),
        ),
        (
            "means-ratio",
            gettext("Ratio"),
            gettext(
                "Share of lists divided by share of places: 1 is as often as its places, 2 is "
                "twice as often, 0.5 half as often."
            ),
        ),
        (
            "means-spread",
            gettext("spread"),
            gettext(
                "The same with lists spread at strength %(strength)s: an opening that too many "
                "lists want stands in fewer of them, and everybody has at least %(most)s openings "
                "where there are so many.",
                strength=format_decimal(found.chosen.strength, format="0.00"),
                most=found.minimum,
            ),
        ),
    )


def _of_curve() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "means-strength",
            gettext("Strength"),
            gettext(
                "How strongly lists are spread: 0 is by score alone, 1 is alike for all places as "
                "far as people suit."
            ),
        ),
        (
            "means-gini",
            gettext("Gini"),
            gettext(
                "How uneven it is: 0 when every place (or every opening) stands in as many lists, "
                "near 1 when one has all. Only openings that suit somebody count."
            ),
        ),
        (
            "means-loss",
            gettext("nDCG lost"),
            gettext(
                "What lists are worth less than those by score alone, on average over people: "
                "scores added up, the top of a list counting more."
            ),
        ),
        (
            "means-seen",
            gettext("Openings in some list"),
            gettext("Openings that stand in the list of somebody. No count of people."),
        ),
    )


def _of_people(found: ExposureReport) -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "means-people",
            gettext("People with a short list"),
            gettext(
                "People who look for a job and have no place, by how many openings the list holds. "
                "Each with fewer than %(most)s is counted at one reason, the first that holds: "
                "too few openings in all; with what was answered with no there would be enough; "
                "too few are left that do not ask for what cannot be had in time; too few are near "
                "enough to what is known.",
                most=found.minimum,
            ),
        ),
        (
            "means-hidden",
            not_shown(),
            gettext(
                "Counts of people, and how often something stands in their lists, are rounded to "
                "five. One under five is not shown, nor is one with fewer than five people behind "
                "it, and others are left out with it so that nobody works it out. Where a wider "
                "group is shown, its name leads to it. People with protected identity are counted "
                "nowhere."
            ),
        ),
        (
            "means-rows",
            gettext("The rows behind the figures"),
            gettext(
                "Planners see counts only. Which jobs stand in a person's list is seen on the "
                "person's page by whoever is responsible for the person."
            ),
        ),
    )
