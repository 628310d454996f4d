"""An employer posts a first-step job by a link, in a browser with scripts and one without."""

from __future__ import annotations

import pytest
from functional.browser.journeys.linkworker import LinkWorker
from functional.browser.journeys.workplace import Workplace

from matcher.domain.ids import OpeningId
from matcher.domain.opening import OpeningState

pytestmark = pytest.mark.browser

STEP = "kitchens.kitchen_porter"
ANSWERS = {
    "places": "2",
    "start": "2099-01-05",
    "hours": "32.5",
    "shifts": ["day", "weekend"],
    "form": "permanent",
    "pay_line": "Kollektivavtal Visita",
    "place": "Göteborg, Hjällbo",
    "assets": ["ar"],
    "support": ["mentor"],
    "deadline": "2098-12-20",
    "more": "Vi äter lunch tillsammans.",
}
KNOWN = {"title", "text", "tasks", "requirements", "swedish", "certificates", "employer", "contact"}


@pytest.fixture(params=[True, False], ids=["scripts", "no_scripts"])
def at_work(request, open_page):
    """A LinkWorker, and an employer who has the link and has opened it."""
    worker = LinkWorker(open_page(java_script_enabled=request.param))
    worker.page.goto("/employers/E01")
    worker.page.locator("#link-contact").fill("Eva Ek")
    worker.press("/link")
    address = worker.read_out().address
    kitchen = Workplace(open_page(signed_in=False, java_script_enabled=request.param))
    kitchen.open(address)
    return worker, kitchen


def handed_in(programme):
    with programme.services.units() as unit:
        [one] = [one for one in unit.openings.all() if one.id not in {"A001", "O001"}]
        return one


def participants_see(programme, opening):
    with programme.services.units() as unit:
        return unit.openings.get(OpeningId(opening.id)).state is OpeningState.OPEN


def test_from_the_link_to_a_job_in_at_most_twelve_fields(at_work, programme):
    worker, kitchen = at_work
    fields = kitchen.asked()
    kitchen.choose_step(STEP)
    fields |= kitchen.asked()
    step = programme.services.ladders.step(STEP)
    kitchen.page.locator("main details > summary").click()
    read = kitchen.text()
    kitchen.fill(**ANSWERS)
    kitchen.look_at_it()
    assert step.tasks[0].texts.sv in kitchen.text()
    kitchen.hand_in()

    assert fields == {"step", *ANSWERS}
    assert len(fields) <= 12
    assert not fields & KNOWN
    for known in (step.titles.sv, step.tasks[0].texts.sv, step.swedish.for_task.sv):
        assert known in read
    opening = handed_in(programme)
    assert (opening.state, opening.title) == (OpeningState.SUBMITTED, step.titles.sv)
    worker.page.goto(f"/openings/{opening.id}")
    worker.page.locator('button[name="action"][value="approve"]').click()
    assert participants_see(programme, opening)


def test_nothing_is_published_without_form_and_pay_line(at_work, programme):
    worker, kitchen = at_work
    kitchen.choose_step(STEP)
    kitchen.fill(**{**ANSWERS, "form": "settle", "pay_line": ""})
    kitchen.look_at_it()
    kitchen.hand_in()
    opening = handed_in(programme)
    assert (opening.state, opening.terms) == (OpeningState.SUBMITTED, None)

    worker.page.goto(f"/openings/{opening.id}")
    approve = worker.page.locator('button[name="action"][value="approve"]')
    if approve.count():
        approve.click()
    assert not participants_see(programme, opening)

    worker.page.goto(f"/openings/{opening.id}")
    worker.page.locator("select#form").select_option("hourly")
    worker.page.locator("#pay_line").fill("Kollektivavtal")
    worker.press("/terms")
    approve.click()
    assert participants_see(programme, opening)
