"""Single needs of jobs: which there are, how people stand to each, how well they cover it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.judgement import Topic
from matcher.domain.target import Target
from matcher.domain.text import LocalText
from matcher.planning.gaps.standing import standing_to_need
from matcher.ranking.assess import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.domain.judgement import Judgement
    from matcher.planning.gaps.standing import Judging
    from matcher.ranking.catalogue import Card, Profile


class GapKind(StrEnum):
    """What a gap is counted over."""

    PROGRAMME = "programme"
    SECTOR = "sector"
    STEP = "step"
    AREA = "area"
    REQUIREMENT = "requirement"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"


_KIND_OF = {
    Topic.SKILL: GapKind.REQUIREMENT,
    Topic.DRIVING_LICENCE: GapKind.REQUIREMENT,
    Topic.ADULT: GapKind.REQUIREMENT,
    Topic.MAY_WORK: GapKind.REQUIREMENT,
    Topic.SWEDISH: GapKind.LANGUAGE,
    Topic.CERTIFICATE: GapKind.CERTIFICATE,
}


@dataclass(frozen=True, slots=True)
class NeedKey:
    """A need that several jobs may have.

    A skill belongs to its step. A level of Swedish in an area, a certificate and what the law
    asks are the same in every job.
    """

    kind: GapKind
    id: str


@dataclass(frozen=True)
class NeedOfPeople:
    """How n people stand to a need.

    Parameters
    ----------
    standings
        Shape (n,), codes of :class:`Standing`: the nearest of all jobs that have the need.
    coverage
        Shape (n,), in [0, 1], as ranking has it; NaN where it is not known.
    targets
        The jobs that have it.
    """

    key: NeedKey
    texts: LocalText | None
    standings: NDArray[np.int8]
    coverage: NDArray[np.float64]
    targets: frozenset[str]


def bare(target: Target) -> Target:
    """Return what a job shares with others: its step, with the levels and papers it asks itself.

    Skills in an employer's own words are left out: free text cannot be counted over jobs.
    """
    opening = target.opening
    if opening is None or target.step is None:
        return target
    asked = replace(opening.demands, must_have=(), nice_to_have=())
    own = asked.swedish or asked.certificates or asked.driving_licence
    return Target(replace(opening, demands=asked) if own else None, target.step)


def jobs_with_the_same_needs(targets: Iterable[Target]) -> list[tuple[Target, frozenset[str]]]:
    """Return one bare job for those that ask the same, with the ids of all of them."""
    jobs: dict[object, tuple[Target, set[str]]] = {}
    for target in targets:
        shared = bare(target)
        jobs.setdefault(_class_of(shared), (shared, set()))[1].add(target.id)
    return [(shared, frozenset(ids)) for shared, ids in jobs.values()]


def needs_of(
    profiles: Sequence[Profile], jobs: Iterable[tuple[Card, frozenset[str]]], judging: Judging
) -> tuple[NeedOfPeople, ...]:
    """Judge every need of some jobs for n people.

    Parameters
    ----------
    profiles
        n people.
    jobs
        From :func:`jobs_with_the_same_needs`, with vectors.
    """
    found = []
    for card, ids in jobs:
        rows = [
            _needs(assess(profile, card, judging.rules, judging.day).judgements, card.target)
            for profile in profiles
        ]
        found += [
            _of_people(key, [row[key] for row in rows], ids, judging.weeks)
            for key in (rows[0] if rows else ())
        ]
    return merged(found)


def merged(needs: Iterable[NeedOfPeople]) -> tuple[NeedOfPeople, ...]:
    """Return each need once: the nearest that people stand to it at any of its jobs."""
    found: dict[NeedKey, NeedOfPeople] = {}
    for new in needs:
        found[new.key] = _nearest(found[new.key], new) if new.key in found else new
    return tuple(found.values())


def _class_of(target: Target) -> object:
    """Jobs of one class have the same needs."""
    step = target.step.id if target.step else target.id
    if target.opening is None:
        return step
    asked = target.opening.demands
    levels = frozenset((area, level.label) for area, level in asked.swedish.items())
    return step, levels, frozenset(asked.certificates), asked.driving_licence


def _needs(judgements: Iterable[Judgement], target: Target) -> Mapping[NeedKey, Judgement]:
    return {
        _key(judgement, target): judgement
        for judgement in judgements
        if judgement.topic in _KIND_OF and not judgement.bonus
    }


def _key(judgement: Judgement, target: Target) -> NeedKey:
    kind = _KIND_OF[judgement.topic]
    if kind is GapKind.LANGUAGE:
        levels = {area.value: level for area, level in target.swedish.items()}
        return NeedKey(kind, f"{judgement.id}:{levels[judgement.id].label}")
    if judgement.topic is Topic.SKILL:
        step = target.step.id if target.step else target.id
        return NeedKey(kind, f"{step}:{judgement.id}")
    if judgement.topic is Topic.DRIVING_LICENCE:
        return NeedKey(kind, Topic.DRIVING_LICENCE.value)
    return NeedKey(kind, judgement.id)


def _of_people(
    key: NeedKey, judged: Sequence[Judgement], ids: frozenset[str], weeks: float
) -> NeedOfPeople:
    covered = [np.nan if j.coverage is None else j.coverage for j in judged]
    return NeedOfPeople(
        key,
        _texts(judged[0]),
        np.array([standing_to_need(j, weeks) for j in judged], dtype=np.int8),
        np.array(covered, dtype=np.float64),
        ids,
    )


def _nearest(one: NeedOfPeople, other: NeedOfPeople) -> NeedOfPeople:
    return replace(
        one,
        standings=np.minimum(one.standings, other.standings),
        coverage=np.fmax(one.coverage, other.coverage),
        targets=one.targets | other.targets,
    )


def _texts(judgement: Judgement) -> LocalText | None:
    facts = judgement.facts or {}
    if "sv" not in facts:
        return None
    return LocalText(sv=facts["sv"], en=facts["en"], ar=facts["ar"])


def coverage_of(need: NeedOfPeople) -> float | None:
    """Return the mean coverage over those of whom it is known; ``None`` when of nobody."""
    known = need.coverage[~np.isnan(need.coverage)]
    return float(known.mean()) if len(known) else None
