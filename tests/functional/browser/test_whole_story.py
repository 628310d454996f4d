"""From a sheet to the next step, at every page that anybody has to open on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from functional.browser.journeys.linkworker import LinkWorker
from functional.browser.journeys.participant import PHONE, Participant
from functional.browser.journeys.sheets import ASSISTANT, JOBS, PEOPLE, PORTER, SKILL, sheet
from functional.browser.journeys.workplace import Workplace
from functional.web_programme import EverythingFits, build

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.permission import FieldGroup

if TYPE_CHECKING:
    from functional.web_programme import Programme

pytestmark = pytest.mark.browser

HER, RIVAL = "K01", "K02"
CONTACT = "namn och kontakt"
MOST_WORDS = 60


class MovedClock:
    """The clock, as many days ahead as the story is."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self):
        return now() + self.ahead


@pytest.fixture
def clock():
    return MovedClock()


@pytest.fixture
def programme(tmp_path, clock):
    """An empty programme whose time can pass."""
    kind = partial(EverythingFits, now=clock)
    return build(tmp_path, filled=False, kind=kind, programme="programme")


@dataclass(frozen=True)
class Story:
    """A LinkWorker, a participant with a phone, and an employer, each at a browser of their own."""

    programme: Programme
    clock: MovedClock
    worker: LinkWorker
    her: Participant
    kitchen: Workplace

    def told(self):
        """Return what the employer was told about her, in the order in which it was."""
        told = self.programme.services.disclosure.told(ParticipantCode(HER))
        return [one.field_group for one in told]

    def sheets_become_first_jobs(self, folder):
        self.worker.bring_in(sheet(folder, "Jobb.xlsx", JOBS), "openings")
        self.worker.bring_in(sheet(folder, "Deltagare.xlsx", PEOPLE), "participants")
        self.worker.first_jobs()
        for person in (HER, RIVAL):
            self.worker.confirm(person, PORTER)

    def somebody_else_is_in_line(self):
        self.worker.answer_for(RIVAL, PORTER, up_to="skills")
        self.worker.present(RIVAL, PORTER)

    def she_says_yes_in_arabic(self):
        self.her.open(self.worker.ask_by_link(HER, PORTER))
        self.her.read_the_job()
        self.her.say_yes("code")

        assert self.her.foreign == []
        assert self.her.most_words <= MOST_WORDS

    def the_employer_learns_as_much_as_she_permits(self):
        self.worker.present(HER, PORTER)
        link = self.worker.employer_link(HER, PORTER).address
        seen = self.kitchen.open(link)
        assert HER in seen
        assert SKILL not in seen
        assert CONTACT not in seen
        assert self.told() == [FieldGroup.CODE]

        self.her.open(self.worker.own_page(HER))
        self.her.let_know("skills")
        assert self.her.foreign == []
        seen = self.kitchen.open(link)
        assert SKILL in seen
        assert CONTACT not in seen

        self.worker.permit(HER, PORTER, up_to="name_and_contact")
        assert CONTACT in self.kitchen.open(link)
        # They are kept nowhere, so a page tells them to nobody: the LinkWorker may.
        assert set(self.told()) == {FieldGroup.CODE, FieldGroup.SKILLS}
        return link

    def they_meet_and_she_is_hired(self, link):
        times = self.kitchen.times()
        assert len(times) == 3
        self.kitchen.tap("answer", times[1])
        self.worker.way_to_the_job(HER, PORTER)
        assert self.worker.state() == "Möte"

        self.kitchen.open(link)
        first_day = self.clock().date() + timedelta(days=3)
        self.kitchen.hire(day=first_day.isoformat(), time="07:30", door="Kökets dörr")

    def the_others_in_line_know_the_same_minute(self):
        [hired] = [one for one in self.programme.decisions(HER) if one.after == "hired"]
        [ended] = [one for one in self.programme.decisions(RIVAL) if one.after == "obsolete"]
        assert ended.at == hired.at
        outbox = self.programme.services.outbox.messages()
        [line] = [one for one in outbox if one.template == "tell_place_filled"]
        assert (line.to_kind, line.created_at) == ("linkworker", hired.at)
        assert ("participant", "first_day") in {(one.to_kind, one.template) for one in outbox}
        self.worker.page.goto(f"/people/{RIVAL}")
        assert self.worker.decided(PORTER).count() == 0
        history = self.worker.page.locator("#history").inner_text()
        assert "Ersatt av en nyare lista" in history

    def it_goes_well_after_two_weeks(self):
        self.clock.ahead = timedelta(days=18)
        self.worker.to_placement(HER, PORTER)
        self.worker.press("/start")
        self.programme.services.jobs.run()
        assert HER in self._follow_ups()
        self.kitchen.open(self.worker.employer_link(HER, PORTER).address)
        self.kitchen.tap("said", "goes_well")
        self.worker.to_placement(HER, PORTER)
        self.worker.press("/follow-ups/two_weeks/answered")
        assert HER not in self._follow_ups()

    def the_next_step_is_suggested(self):
        self.worker.to_placement(HER, PORTER)
        self.worker.press("/next")
        assert self.worker.page.url.endswith(f"/people/{HER}")
        assert self.worker.card(ASSISTANT).is_visible()

    def _follow_ups(self):
        self.worker.page.goto("/today")
        return self.worker.page.locator("#follow-ups").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_from_a_sheet_to_the_next_step(open_page, programme, clock, tmp_path, scripts):
    story = Story(
        programme,
        clock,
        LinkWorker(open_page(java_script_enabled=scripts)),
        Participant(open_page("ar", signed_in=False, java_script_enabled=scripts, **PHONE)),
        Workplace(open_page(signed_in=False, java_script_enabled=scripts)),
    )

    story.sheets_become_first_jobs(tmp_path)
    story.somebody_else_is_in_line()
    story.she_says_yes_in_arabic()
    link = story.the_employer_learns_as_much_as_she_permits()
    story.they_meet_and_she_is_hired(link)
    story.the_others_in_line_know_the_same_minute()
    story.it_goes_well_after_two_weeks()
    story.the_next_step_is_suggested()
