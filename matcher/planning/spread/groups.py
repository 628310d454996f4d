"""Openings put together by trade, job, municipality and size of employer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matcher.domain.exposure import EmployerSize, ExposureBy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.domain.ids import EmployerId
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening

NOT_STATED = ""
FEW_PLACES = 4
Groups = dict[tuple[ExposureBy, str], list[int]]


def size_of(places: int) -> EmployerSize:
    """Return the size of an employer with so many places left.

    >>> [size_of(places).value for places in (1, 2, 4, 5)]
    ['one', 'few', 'few', 'many']
    """
    if places <= 1:
        return EmployerSize.ONE
    return EmployerSize.FEW if places <= FEW_PLACES else EmployerSize.MANY


def groups_of(openings: Sequence[Opening], places: Sequence[int], ladders: Ladders) -> Groups:
    """Return each group with the indexes of its openings; an opening is a group too.

    Parameters
    ----------
    places
        That are left, one number for each opening.
    """
    at_employer: dict[EmployerId | None, int] = defaultdict(int)
    for one, left in zip(openings, places, strict=True):
        at_employer[one.employer] += left
    found: Groups = defaultdict(list)
    for at, one in enumerate(openings):
        for by, name in _names(one, at_employer, ladders):
            found[by, name].append(at)
    return dict(found)


def _names(
    one: Opening, at_employer: Mapping[EmployerId | None, int], ladders: Ladders
) -> list[tuple[ExposureBy, str]]:
    step = ladders.steps.get(one.step) if one.step else None
    sector = step.sector if step else one.sector
    area = one.place.municipality if one.place else None
    return [
        (ExposureBy.OPENING, one.id),
        (ExposureBy.STEP, one.step or NOT_STATED),
        (ExposureBy.SECTOR, sector.value if sector else NOT_STATED),
        (ExposureBy.AREA, area or NOT_STATED),
        (
            ExposureBy.EMPLOYER,
            size_of(at_employer[one.employer]).value if one.employer else NOT_STATED,
        ),
    ]
