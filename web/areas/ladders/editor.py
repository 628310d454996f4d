"""Writing the next version of a ladder: part by part, undo, agree, check and publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ladder_changes import changes_between
from matcher.domain.ladder_edit import step_in, with_new_step, without_step
from matcher.domain.role import Role
from matcher.domain.step_move import Agreement
from matcher.domain.text import LANGUAGES
from matcher.errors import Conflict, DecisionError, InputError, InputErrors, NotFound
from web.areas.ladders.form import filled_in, shown_rows
from web.areas.ladders.parts import BY_NAME, PARTS
from web.areas.ladders.said import part_faults, say_changes
from web.areas.ladders.views import ladders, trade_of
from web.context import reviewer, services, take_up_ladders
from web.errors import status_of
from web.faults import Fault
from web.forms import day_of, text_of
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.sector import Sector
    from matcher.errors import StegvisError
    from matcher.services.ladder_desk import LadderDraft
    from web.areas.ladders.parts import Part

    Answer = str | Response | tuple[str, int]


def seen_number() -> int:
    """Return the number of the last change that was on the page that was sent."""
    raw = request.form.get("seen", "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else -1


@ladders.get("/ladders/<trade>/edit")
def draft(trade: str) -> Answer:
    """Show the draft: what changed, what is to be mended, and what can be done next."""
    return _draft_page(trade_of(trade))


@ladders.get("/ladders/<trade>/edit/<step_id>/<part>")
def part(trade: str, step_id: str, part: str) -> Answer:
    """Show one part of a step to write in."""
    sector, wanted = trade_of(trade), _part(part)
    return _part_page(sector, step_id, wanted, services().ladder_desk.draft(sector))


@ladders.post("/ladders/<trade>/edit/<step_id>/<part>")
def save(trade: str, step_id: str, part: str) -> Answer:
    """Keep what was typed as the draft; what is still wrong is said on the page."""
    sector, wanted, desk = trade_of(trade), _part(part), services().ladder_desk
    now = desk.draft(sector)
    data = filled_in(now.text.data, step_id, wanted, request.form)
    try:
        saved = desk.save(sector, data, by=reviewer() or "", seen=seen_number())
    except Conflict as conflict:
        shown = _part_page(sector, step_id, wanted, now, data=data, overtaken=True)
        return shown, status_of(conflict).value
    flash(gettext("Saved in the draft.") if saved else gettext("Nothing was changed."))
    return redirect(
        url_for("ladders.part", trade=sector, step_id=step_id, part=wanted.name, checked=1), 303
    )


@ladders.post("/ladders/<trade>/edit")
def add_step(trade: str) -> Answer:
    """Begin a new step; everything but its title is written afterwards."""
    sector, desk = trade_of(trade), services().ladder_desk
    titles = {lang: text_of(f"title-{lang}") for lang in LANGUAGES}
    lacking = [
        Fault(f"title-{lang}", gettext("Write a text.")) for lang in LANGUAGES if not titles[lang]
    ]
    if lacking:
        return _draft_page(sector, lacking), 422
    data, step = with_new_step(desk.draft(sector).text.data, titles)
    return _done(
        sector,
        lambda: desk.save(sector, data, by=reviewer() or "", seen=seen_number()),
        gettext("Saved in the draft."),
        url_for("ladders.part", trade=sector, step_id=step, part="tasks"),
    )


@ladders.post("/ladders/<trade>/edit/<step_id>/remove")
def remove_step(trade: str, step_id: str) -> Answer:
    """Take a step out that is not in use; one in use is retired instead."""
    sector, desk = trade_of(trade), services().ladder_desk
    data = without_step(desk.draft(sector).text.data, step_id)
    return _done(
        sector,
        lambda: desk.save(sector, data, by=reviewer() or "", seen=seen_number()),
        gettext("The step is taken out of the draft. You can undo it."),
    )


@ladders.post("/ladders/<trade>/edit/undo")
def undo(trade: str) -> Answer:
    """Take the last change of the draft back."""
    sector = trade_of(trade)
    return _done(
        sector,
        lambda: services().ladder_desk.undo(sector, by=reviewer() or "", seen=seen_number()),
        gettext("The last change is taken back."),
    )


@ladders.post("/ladders/<trade>/edit/agree")
def agree(trade: str) -> Answer:
    """Record with whom in the trade changed steps were agreed, and when."""
    sector, faults = trade_of(trade), list[Fault]()
    steps, whom = request.form.getlist("steps"), text_of("with_whom")
    if not steps:
        faults.append(Fault("steps", gettext("Choose at least one step.")))
    if not whom:
        faults.append(Fault("with_whom", gettext("Write who in the trade agreed.")))
    day = day_of("agreed_on", "agreed_on", faults)
    if faults or day is None:
        return _draft_page(sector, faults), 422
    desk = services().ladder_desk
    try:
        return _done(
            sector,
            lambda: desk.agree(
                sector, steps, Agreement(whom, day), by=reviewer() or "", seen=seen_number()
            ),
            gettext("The agreement is kept with the draft."),
        )
    except InputError:
        text = gettext("That day is still to come.")
        return _draft_page(sector, (Fault("agreed_on", text),)), 422


@ladders.get("/ladders/<trade>/edit/publish")
def check_publish(trade: str) -> Answer:
    """Show everything that publishing changes, before it is done."""
    sector = trade_of(trade)
    now = services().ladder_desk.draft(sector)
    if not now.ready:
        flash(gettext("It cannot be published yet: see what is still to do."))
        return redirect(url_for("ladders.draft", trade=sector), 303)
    changes = changes_between(now.in_use.data, now.text.data)
    return render_template(
        "ladders/publish.html",
        **_around(sector, now),
        changes=say_changes(changes, now.text.data, now.in_use.data),
        agreed=[(one.with_whom, one.agreed_on) for one in now.history.agreements()],
    )


@ladders.post("/ladders/<trade>/edit/publish")
def publish(trade: str) -> Answer:
    """Make the draft the ladder in use: for pages, indexes and suggestions at once."""
    sector = trade_of(trade)

    def act() -> object:
        done = services().ladder_desk.publish(
            sector, by=reviewer() or "", role=Role.PLANNER, seen=seen_number()
        )
        take_up_ladders()
        return done

    said = gettext("Published. New suggestions are made with it from now on.")
    return _done(sector, act, said, url_for("ladders.one", trade=sector))


def _done(sector: Sector, act: Callable[[], object], said: str, to: str = "") -> Answer:
    try:
        act()
    except Conflict as conflict:
        return _draft_page(sector, overtaken=True), status_of(conflict).value
    except (DecisionError, InputErrors) as error:
        return _draft_page(sector, refused=error), status_of(error).value
    flash(said)
    return redirect(to or url_for("ladders.draft", trade=sector), 303)


def _part(name: str) -> Part:
    if name not in BY_NAME:
        raise NotFound(
            f"A step has no part {name!r}. Choose a part that the page of the step shows."
        )
    return BY_NAME[name]


def _around(sector: Sector, now: LadderDraft) -> dict[str, object]:
    lang = language()
    titles = {one["id"]: one["titles"].get(lang) or one["id"] for one in now.text.data["steps"]}
    return {
        "trade": sector,
        "name": now.text.data["names"].get(lang, sector),
        "draft": now,
        "titles": titles,
        "seen": now.history.number,
    }


def _draft_page(
    sector: Sector,
    faults: Sequence[Fault] = (),
    *,
    overtaken: bool = False,
    refused: StegvisError | None = None,
) -> str:
    now = services().ladder_desk.draft(sector)
    in_use = {one["id"] for one in now.in_use.data["steps"]}
    changes = changes_between(now.in_use.data, now.text.data)
    return render_template(
        "ladders/draft.html",
        **_around(sector, now),
        in_use=in_use,
        parts=PARTS,
        to_mend=part_faults(now.text.data, now.text.faults),
        changes=say_changes(changes, now.text.data, now.in_use.data),
        faults=tuple(faults),
        typed=request.form,
        overtaken=overtaken,
        refused=refused,
    )


def _part_page(
    sector: Sector,
    step_id: str,
    wanted: Part,
    now: LadderDraft,
    *,
    data: Mapping[str, Any] | None = None,
    overtaken: bool = False,
) -> str:
    shown = now.text.data if data is None else data
    step = step_in(shown, step_id)
    here = [
        one.fault
        for one in part_faults(now.text.data, now.text.faults)
        if (one.step, one.part) == (step_id, wanted.name)
    ]
    checked = data is None and request.args.get("checked") == "1"
    return render_template(
        "ladders/part.html",
        **_around(sector, now),
        step=step,
        title=step["titles"].get(language()) or step_id,
        part=wanted,
        parts=PARTS,
        rows=shown_rows(shown, step_id, wanted),
        faults=tuple(here) if checked else (),
        overtaken=overtaken,
    )
