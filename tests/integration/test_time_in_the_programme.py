"""The jobs as the programme runs them: what they ask people stands in the programme's outbox."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from line import MORNING, Line, own

from matcher.bootstrap import Services
from matcher.domain.disclosure import How
from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.services.outbox.service import Taking
from matcher.settings import load_settings

START = date(2026, 12, 1)


def run(services, day):
    then = datetime.combine(day, time(12), UTC)
    report = Services(services.settings, now=lambda: then).jobs.run()
    assert report.ok
    return {one.job: one.moved for one in report.runs if one.moved}


def test_reminders_and_follow_ups_wait_in_the_outbox(tmp_path):
    services = Services(
        load_settings({"STEGVIS_HOME": str(tmp_path), "STEGVIS_ORGANISATION": "demo"})
    )
    line = Line(services.units)
    first, second = line.put(2, own(places=2))
    line.present(first)
    line.hire(first)
    placed = line.placement(first)
    line.placements.start(line.moved(placed.id), START)
    line.present(second)
    told = next(one for one in line.messages(Template.PRESENT) if one.about == "P002")
    line.outbox.take(told.id, Taking(MessageState.COPIED, How.MESSAGE, "Anna", "Eva, chef"))

    assert run(services, MORNING.date() + timedelta(days=4)) == {"reminders": 1}
    moved = run(services, START + timedelta(days=14))

    assert moved == {"reminders": 1, "follow_ups": 1, "placements": 1}
    waiting = [(one.template, one.about, one.by) for one in services.outbox.messages()]
    assert {
        ("remind_employer", "P002", "Stegvis"),
        ("tell_linkworker", "P002", "Stegvis"),
        ("follow_up", "P001", "Stegvis"),
    } <= set(waiting)
    line.check()
