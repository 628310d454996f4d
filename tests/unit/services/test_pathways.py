"""Ways of one person in a real database, with and without an imported register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning_programme import NOW, opening, person, planned
from programme import real_ladders

from matcher.domain.concept import Concept, ConceptKind, Relation, RelationKind, Scheme
from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.ladder import StepState
from matcher.domain.ladders import Ladders
from matcher.domain.participant import ParticipantState, Wishes
from matcher.domain.sector import Sector
from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.domain.taxonomy_version import TaxonomyFile
from matcher.errors import InputError, NotFound
from matcher.planning.gaps.standing import Standing
from matcher.planning.pathway.goals import GoalReason
from matcher.planning.pathway.legs import LegSource
from matcher.services.planning_gaps import PathwayService

PORTER, ASSISTANT = StepId("kitchens.kitchen_porter"), StepId("kitchens.kitchen_assistant")
CNC, OPERATOR = StepId("industry.cnc_operator"), StepId("industry.machine_operator")
HERS = ParticipantCode("P001")


@pytest.fixture
def programme(tmp_path):
    return planned(tmp_path)


def test_the_way_to_a_first_job_with_its_open_places(programme):
    wishes = Wishes(sectors=frozenset({Sector.KITCHENS}), steps=frozenset({PORTER}))
    programme.put([person(1, wishes=wishes)], [opening(1, PORTER, 3), opening(2, ASSISTANT)])

    found = programme.pathways.ways(HERS)

    assert (found.code, found.at) == (HERS, NOW.date())
    first = found.goals[0]
    assert (first.gap.step.id, first.because) == (PORTER, GoalReason.WISHED_STEP)
    [leg] = first.quickest[0].legs
    assert (leg.open_places, leg.source) == (3, LegSource.PERSON)
    # Nobody has asked how she speaks and writes: it is named, and she can begin for all that.
    assert first.gap.standing is Standing.UNKNOWN
    assert first.quickest[0].at_least
    assert first.quickest[0].weeks.high <= 2
    assert (found.register, found.register_ways) == (None, 0)


def test_goals_come_her_own_wish_first_then_the_nearest_and_those_without_a_way_last(programme):
    wishes = Wishes(steps=frozenset({StepId("kitchens.head_cook")}), sectors=frozenset(Sector))
    programme.put([person(1, wishes=wishes, is_adult=False)])

    goals = programme.pathways.ways(HERS).goals

    assert goals[0].because is GoalReason.WISHED_STEP
    reached = [goal.quickest[0].weeks.high for goal in goals[1:] if goal.quickest]
    assert reached == sorted(reached)
    shut = [bool(goal.quickest) for goal in goals]
    assert shut == sorted(shut, reverse=True)
    # A forklift is driven by adults only.
    assert goals[-1].gap.step.id == "industry.warehouse_worker"
    assert goals[-1].likeliest == ()


def test_one_goal_and_so_many_ways(programme):
    programme.put([person(1, wishes=Wishes(sectors=frozenset({Sector.KITCHENS})))])

    [goal] = programme.pathways.ways(HERS, StepId("kitchens.diet_cook"), most=2).goals

    assert goal.because is GoalReason.ASKED
    assert len(goal.quickest) == len(goal.likeliest) == 2
    assert goal.quickest[0].weeks.high <= goal.quickest[1].weeks.high
    assert goal.likeliest[0].order >= goal.likeliest[1].order


def test_an_imported_register_adds_its_ways(programme):
    programme.put([person(1, wishes=Wishes(sectors=frozenset({Sector.INDUSTRY})))])
    before = programme.pathways.ways(HERS, OPERATOR, most=10)
    bring_in(programme, ("9haD_NB6_ULH", "AsUQ_NKv_XeC", 75), ("9haD_NB6_ULH", "other", 75))

    found = programme.pathways.ways(HERS, OPERATOR, most=10)

    assert (found.register, found.register_ways) == ("7", 1)
    assert {leg.source for way in before.goals[0].quickest for leg in way.legs} == {
        LegSource.PERSON,
        LegSource.LADDER,
    }
    assert before.goals[0].quickest[0].weeks == found.goals[0].quickest[0].weeks


def bring_in(programme, *ways):
    """Put a small JobTech into use."""
    concepts = tuple(
        Concept(Scheme.JOBTECH, concept, ConceptKind.OCCUPATION, "7223", {"sv": concept})
        for concept in sorted({concept for way in ways for concept in way[:2]})
    )
    ties = tuple(Relation(one, RelationKind.SUBSTITUTE, other, pct) for one, other, pct in ways)
    with programme.units(write=True) as unit:
        number = unit.taxonomies.begin(Scheme.JOBTECH, "7", NOW, "Anna")
        rows = TaxonomyRows(len(concepts), concepts, ties, ())
        unit.taxonomies.put(number, rows, TaxonomyFile("a.csv", "0" * 64, len(concepts)))
        unit.taxonomies.switch([number])
        unit.commit()


@pytest.mark.parametrize("most", [0, 11])
def test_the_number_of_ways_has_bounds(programme, most):
    programme.put([person(1)])
    with pytest.raises(InputError, match="1 to 10"):
        programme.pathways.ways(HERS, most=most)


def test_who_is_not_looked_at_has_no_ways(programme):
    hidden = person(2, protected_identity=True)
    placed = person(3, state=ParticipantState.PLACED)
    programme.put([person(1), hidden, placed])
    for code in ("P002", "P009"):
        with pytest.raises(NotFound, match="Check the code"):
            programme.pathways.ways(ParticipantCode(code))
    with pytest.raises(InputError, match="looks for no job"):
        programme.pathways.ways(ParticipantCode("P003"))


def test_a_goal_must_be_a_step_she_has_not_said_no_to(programme):
    programme.put([person(1, wishes=Wishes(unwanted=frozenset({PORTER})))])
    with pytest.raises(NotFound, match="No ladder has a step"):
        programme.pathways.ways(HERS, StepId("kitchens.gone"))
    with pytest.raises(InputError, match="said no"):
        programme.pathways.ways(HERS, PORTER)


def test_a_retired_step_is_no_goal(programme):
    programme.put([person(1)])
    kitchens = real_ladders().ladder(Sector.KITCHENS)
    steps = tuple(
        replace(step, state=StepState.RETIRED) if step.id == PORTER else step
        for step in kitchens.steps
    )
    ladders = Ladders((replace(kitchens, steps=steps),))
    matching = replace(programme.matching, ladders=ladders)
    service = PathwayService(programme.units, lambda: matching, lambda: NOW)

    with pytest.raises(InputError, match="retired"):
        service.ways(HERS, PORTER)
    assert PORTER not in {step.id for step in service.ways(HERS).may_be_goals}
