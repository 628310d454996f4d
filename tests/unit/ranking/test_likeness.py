"""How like a person's work is to a job, facet by facet and skill by skill."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from jobs import card_of, make_opening, make_person, make_rules, make_step, profile_at

from matcher.domain.sector import Sector
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.ranking.likeness import job_likeness, liken

RULES = make_rules()
WORTH, TRADE = RULES.weights.skill_worth, RULES.weights.trade_share
WHOLE = RULES.weights.whole_job_share
TOLD = replace(
    make_person(),
    experiences=(Experience("Diskade", "sv"), Experience("Lagade mat", "sv")),
    skills=(SkillClaim("Bakar"),),
)
CARD = card_of(Target(None, make_step()))
JOB = CARD.work


def profile(*cosines, trades=(0.0, 0.0, 0.0)):
    """Three facets with their cosines to the job and how much each is of its trade."""
    belongs = np.zeros((3, len(Sector)))
    belongs[:, list(Sector).index(Sector.KITCHENS)] = trades
    return replace(profile_at(TOLD, list(cosines)), trades=belongs)


def test_texts_count_alone_where_the_trade_is_not_known():
    one = profile(0.25, 0.9, 0.25, trades=(1.0, 1.0, 1.0))

    assert job_likeness(one, JOB, None, RULES) == pytest.approx([0.5, 1.0, 0.5 * WORTH])


def test_texts_and_trade_have_their_shares():
    one = profile(0.25, 0.0, 0.25, trades=(1.0, 0.5, 0.0))
    texts = 1 - TRADE

    assert job_likeness(one, JOB, Sector.KITCHENS, RULES) == pytest.approx(
        [0.5 * texts + TRADE, 0.5 * TRADE, 0.5 * texts * WORTH]
    )
    assert job_likeness(one, JOB, Sector.INDUSTRY, RULES) == pytest.approx(
        [0.5 * texts, 0.0, 0.5 * texts * WORTH]
    )


def test_a_skill_is_covered_by_the_best_facet_or_by_the_whole_job():
    skills = np.array([[1, 0], [0, 1]], dtype=np.float32)
    found = liken(profile(0.9, 0.0, 0.0), replace(CARD, skill_vectors=skills), RULES)
    work = 1 - TRADE

    assert found.work == pytest.approx([work, 0.0, 0.0])
    # The second text is as unlike the job as can be, and so like the second skill.
    assert found.coverage == pytest.approx([1.0, 1.0])
    assert list(found.best_facet) == [0, 1]


def test_what_is_not_like_the_skill_itself_is_covered_by_its_share_of_the_whole_job():
    skills = np.zeros((2, 2), dtype=np.float32)
    found = liken(profile(0.1, 0.25, 0.0), replace(CARD, skill_vectors=skills), RULES)
    covered = WHOLE * 0.5 * (1 - TRADE)

    assert found.coverage == pytest.approx([covered, covered])
    assert list(found.best_facet) == [1, 1]


def test_of_nobody_who_has_told_nothing_is_anything_covered():
    found = liken(replace(profile(0.9, 0.9, 0.9), facets=()), CARD, RULES)

    assert found.work.tolist() == []
    assert found.coverage.tolist() == [0.0, 0.0]
    assert found.best_facet.tolist() == [-1, -1]


def test_of_a_job_without_skills_none_is_covered():
    opening = replace(make_opening(make_step()), sector=Sector.KITCHENS)
    found = liken(profile(0.9, 0.0, 0.0), card_of(Target(opening, None)), RULES)

    assert found.work == pytest.approx([1 - TRADE, 0.0, 0.0])
    assert (found.coverage.tolist(), found.best_facet.tolist()) == ([], [])
    assert found.best_facet.dtype == np.intp


def test_a_skill_is_covered_by_its_own_likeness_and_the_share_of_the_whole_job_together():
    # Each is a cosine of 0.125 from the skills, and so worth a quarter; of the job the half.
    skills = np.array([[0.5, 0.0], [0.5, 0.0]], dtype=np.float32)
    card = replace(CARD, skill_vectors=skills)
    one = replace(profile(0.25, 0.25, 0.25), trades=np.ones((3, len(Sector))))
    work = 0.5 * (1 - TRADE) + TRADE
    covered = WHOLE * work + (1 - WHOLE) * 0.25

    found = liken(one, card, RULES)

    assert found.work == pytest.approx([work, work, work * WORTH])
    assert found.coverage == pytest.approx([covered, covered])
    assert list(found.best_facet) == [0, 0]
