"""A hire brings its card in one commit, and a meeting the times to choose from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from line import EMPLOYER, own

from matcher.domain.message import Template
from matcher.domain.placement import FirstDay
from matcher.errors import InputError


def test_a_hire_with_its_card_is_one_commit(line):
    [about] = line.put(1, own())
    line.present(about)
    request = replace(line.asks(about, "Bo"), key="k1")
    card = FirstDay("07:30", door="Gula dörren")

    first = line.placing.hire(request, date(2026, 12, 1), card)
    again = line.placing.hire(request, date(2026, 12, 1), card)

    assert first == again
    assert line.placement(about).first_day == card
    [message] = line.messages(Template.FIRST_DAY)
    assert message.facts["door"] == "Gula dörren"
    assert len(line.messages(Template.PLACE)) == 1


def test_a_card_without_a_time_undoes_the_hire(line):
    [about] = line.put(1, own())
    line.present(about)

    with pytest.raises(InputError, match="the day and the time"):
        line.placing.hire(line.asks(about), date(2026, 12, 1), FirstDay(door="Gula dörren"))

    assert line.placement(about) is None
    assert line.state(about).value == "presented"
    line.check()


def test_times_for_a_meeting_are_three_different_ones_at_most(line):
    [about] = line.put(1, own(employer=EMPLOYER.id))
    line.present(about)
    times = [datetime(2026, 12, day, 9) for day in (4, 1, 2, 3)]  # noqa: DTZ001  (as clocks show)

    for wrong in (times, [times[0], times[0]]):
        with pytest.raises(InputError, match="at most 3 different times"):
            line.presenting.meet(line.asks(about), wrong)
    line.presenting.meet(line.asks(about), times[:3])

    [message] = line.messages(Template.MEETING)
    assert message.facts["times"] == "2026-12-01 09:00, 2026-12-02 09:00, 2026-12-04 09:00"
