"""Gaps of a small programme, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from planning_programme import opening, person, planned

from matcher.domain.expected import Expected, ExpectedKind
from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.language import LanguageArea, parse_cefr_range
from matcher.domain.opening import Demands
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState, Wishes
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate
from matcher.errors import EmptyProgramme, InputError, NotFound
from matcher.planning.gaps.demand import Certainty, DemandSource
from matcher.planning.gaps.groups import Scope
from matcher.planning.gaps.needs import GapKind
from matcher.planning.gaps.standing import Standing

PORTER, ASSISTANT = "kitchens.kitchen_porter", "kitchens.kitchen_assistant"
CLEANER = "construction.construction_cleaner"
WISHES = Wishes(sectors=frozenset(Sector))


@pytest.fixture
def programme(tmp_path):
    return planned(tmp_path)


def people(count, **changes):
    return [person(number, wishes=WISHES, **changes) for number in range(1, count + 1)]


def one_gap(report, kind, group):
    [found] = [gap for gap in report.gaps if (gap.kind, gap.id) == (kind, group)]
    return found


def test_places_that_stay_empty_are_short_in_every_group_that_has_them(programme):
    gothenburg = Place("Göteborg", None, 57.7, 11.97)
    programme.put(people(2), [opening(1, PORTER, 3, place=gothenburg), opening(2, CLEANER, 1)])
    report = programme.gaps.gaps()
    assert report.people == 2
    whole = one_gap(report, GapKind.PROGRAMME, "programme")
    assert whole.places == 4
    assert sum(whole.supply.values()) == 2
    able = whole.supply[Standing.MET] + whole.supply[Standing.BESIDE]
    assert whole.shortfall.value == 4 - able
    for kind, group in (
        (GapKind.SECTOR, "kitchens"),
        (GapKind.STEP, PORTER),
        (GapKind.AREA, "Göteborg"),
    ):
        gap = one_gap(report, kind, group)
        assert gap.places == 3
        assert {d.source for d in gap.demand} == {DemandSource.OPEN}


def test_nobody_with_protected_identity_or_not_looking_is_counted(programme):
    three = people(3)
    three[0] = replace(three[0], protected_identity=True)
    three[1] = replace(three[1], state=ParticipantState.PLACED)
    programme.put(three, [opening(1, PORTER)])
    assert programme.gaps.gaps().people == 1
    with pytest.raises(NotFound, match="P001"):
        programme.gaps.for_person(ParticipantCode("P001"))
    with pytest.raises(InputError, match="placed"):
        programme.gaps.for_person(ParticipantCode("P002"))


def test_a_certificate_is_one_need_in_every_job_and_what_is_not_known_stands_apart(programme):
    papers = [(), None, (Certificate("food_hygiene_haccp"),), ()]
    four = [replace(one, certificates=held) for one, held in zip(people(4), papers, strict=True)]
    asks = Demands(certificates=("food_hygiene_haccp",))
    programme.put(four, [opening(1, ASSISTANT, 2), opening(2, CLEANER, 3, demands=asks)])
    gap = one_gap(programme.gaps.gaps(), GapKind.CERTIFICATE, "food_hygiene_haccp")
    assert gap.places == 5
    assert gap.supply[Standing.MET] == 1
    assert gap.supply[Standing.UNKNOWN] == 1
    assert sum(gap.supply.values()) == 4
    assert gap.coverage == pytest.approx(1 / 3)


def test_an_opening_that_asks_for_its_own_level_is_counted_at_that_level(programme):
    need = {LanguageArea.READING: parse_cefr_range("C1")}
    asks = Demands(swedish=need, swedish_for_task="läsa ritningar")
    programme.put(people(2), [opening(1, PORTER, 2, demands=asks), opening(2, PORTER, 4)])
    report = programme.gaps.gaps()
    gap = one_gap(report, GapKind.LANGUAGE, "reading:C1")
    assert gap.places == 2
    assert gap.shortfall.value == 2
    assert gap.supply[Standing.MET] == 0


def test_forecasts_and_seasons_count_on_their_days_each_with_its_certainty(programme):
    programme.put(people(1), [opening(1, PORTER, 1)])
    summer = (date(2027, 6, 1), date(2027, 8, 31), "the kitchens")
    expected = [
        Expected(ExpectedKind.FORECAST, StepId(PORTER), 5, *summer, area="Lund"),
        Expected(ExpectedKind.SEASON, StepId(CLEANER), 2, *summer),
    ]

    def at(day):
        report = programme.gaps.gaps(at=day, expected=expected)
        return report, {(d.source, d.certainty, d.places) for d in report.demand}

    opened = (DemandSource.OPEN, Certainty.AGREED, 1)
    forecast = (DemandSource.FORECAST, Certainty.EXPECTED, 5)
    season = (DemandSource.SEASON, Certainty.USUAL, 2)
    report, found = at(date(2027, 7, 1))
    assert found == {opened, forecast, season}
    assert one_gap(report, GapKind.STEP, PORTER).places == 6
    assert one_gap(report, GapKind.AREA, "Lund").places == 5
    assert one_gap(report, GapKind.STEP, CLEANER).places == 2
    assert at(date(2028, 7, 1))[1] == {opened, season}
    assert at(date(2027, 5, 1))[1] == {opened}


def test_promised_places_count_and_say_so(programme):
    programme.put(people(1), [opening(1, PORTER, 1)])
    programme.promise(4, PORTER, "O001")
    report = programme.gaps.gaps()
    gap = one_gap(report, GapKind.STEP, PORTER)
    assert [(d.source, d.places) for d in gap.demand] == [
        (DemandSource.OPEN, 1),
        (DemandSource.PROMISED, 3),
    ]
    need = one_gap(report, GapKind.REQUIREMENT, "may_work")
    assert need.places == 4


def test_places_promised_on_no_step_can_be_filled_by_nobody_yet(programme):
    programme.put(people(3), [opening(1, PORTER, 1)])
    programme.promise(2, None)
    whole = one_gap(programme.gaps.gaps(), GapKind.PROGRAMME, "programme")
    assert whole.places == 3
    assert whole.shortfall.value >= 2


def test_a_part_is_asked_about(programme):
    programme.put(people(1), [opening(1, PORTER, 2), opening(2, CLEANER, 1)])
    ask = programme.gaps.gaps
    assert {d.opening for d in ask(Scope(sector=Sector.KITCHENS)).demand} == {"O001"}
    assert {d.opening for d in ask(Scope(step=StepId(CLEANER))).demand} == {"O002"}
    assert {d.opening for d in ask(Scope(opening=OpeningId("O002"))).demand} == {"O002"}
    assert ask(Scope(area="Kiruna")).demand == ()
    with pytest.raises(NotFound, match="O009"):
        ask(Scope(opening=OpeningId("O009")))
    with pytest.raises(NotFound, match="no_such"):
        ask(Scope(step=StepId("no_such")))
    with pytest.raises(InputError, match="past"):
        ask(at=date(2020, 1, 1))


def test_a_person_sees_the_nearest_step_first(programme):
    programme.put(people(1, may_work=MayWork(MayWorkStatus.TO_CHECK)), [opening(1, PORTER, 2)])
    report = programme.gaps.for_person(ParticipantCode("P001"))
    standings = [gap.standing for gap in report.steps]
    assert standings == sorted(standings)
    porter = next(gap for gap in report.steps if gap.step.id == PORTER)
    assert porter.open_places == 2
    assert porter.within_reach == 0
    assert any(lack.judgement.id == "may_work" for lack in porter.lacks)


def test_an_empty_programme_says_what_to_do(programme):
    with pytest.raises(EmptyProgramme, match="import participants"):
        programme.gaps.gaps()
