"""Gaps as the tables of planners: places and people of a programme and of each municipality.

Everything is counted over the same judgements, once, and then published at once; see
:mod:`matcher.planning.release.rows`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from matcher.planning.gaps.demand import DemandSource, job_of
from matcher.planning.gaps.needs import GapKind, merged
from matcher.planning.gaps.parts import Part
from matcher.planning.gaps.standing import Standing
from matcher.planning.release.rows import publish_rows
from matcher.planning.release.shortage import Shortage, all_of, shortage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from matcher.domain.ladders import Ladders
    from matcher.domain.text import LocalText
    from matcher.planning.gaps.demand import Demand
    from matcher.planning.gaps.jobs import JobStandings
    from matcher.planning.gaps.needs import NeedOfPeople
    from matcher.planning.release.rows import ShownRow, ShownRows
    from matcher.planning.release.tables import Cell


_PART_OF = {
    Standing.MET: Part.ABLE,
    Standing.BESIDE: Part.ABLE,
    Standing.BEFORE: Part.SOON,
    Standing.LATER: Part.NOT,
    Standing.UNKNOWN: Part.UNKNOWN,
    Standing.MISSING: Part.NOT,
}
WHOLE = ""
"""The name of the whole programme among municipalities."""
_BY_STEPS = frozenset({GapKind.PROGRAMME, GapKind.SECTOR, GapKind.AREA})
NEEDS = (GapKind.REQUIREMENT, GapKind.LANGUAGE, GapKind.CERTIFICATE)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A group or a need before anything is hidden.

    Parameters
    ----------
    people
        How many stand where.
    """

    kind: GapKind
    id: str
    texts: LocalText | None
    demand: tuple[Demand, ...]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A group or a need as planners see it.

    Parameters
    ----------
    places
        All places asked for; no counts of people.
    short, short_after
        Places that stay empty at least: now, and when everybody has been trained who can be.
    """

    kind: GapKind
    id: str
    texts: LocalText | None
    places: int
    people: ShownRow
    short: Shortage
    short_after: Shortage


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a programme, or of a municipality in it.

    Parameters
    ----------
    people
        How many are counted, rounded; ``None`` when they are too few to show anything.
    places
        Places by source.
    rows
        Of each kind the largest shortage first.
    """

    people: int | None
    places: Mapping[DemandSource, int]
    rows: Mapping[GapKind, tuple[TableRow, ...]]


def areas_of(demand: Iterable[Demand]) -> tuple[str, ...]:
    """Return the municipalities that have places, in the order of their names."""
    return tuple(sorted({one.area for one in demand if one.area}))


def count_rows(
    demand: Sequence[Demand],
    jobs: JobStandings,
    needs: Sequence[NeedOfPeople],
    ladders: Ladders,
) -> tuple[CountedRow, ...]:
    """Count every group and need that some places ask for; the whole of them first.

    Parameters
    ----------
    needs
        As judged for the jobs that ask the same; a need may be there several times.
    """
    groups: dict[tuple[GapKind, str], list[Demand]] = defaultdict(list)
    for one in demand:
        groups[GapKind.PROGRAMME, WHOLE].append(one)
        if one.sector:
            groups[GapKind.SECTOR, one.sector.value].append(one)
        if one.step:
            groups[GapKind.STEP, one.step].append(one)
        if one.area:
            groups[GapKind.AREA, one.area].append(one)
    texts = {(GapKind.SECTOR, one.sector.value): one.names for one in ladders.all}
    texts |= {(GapKind.STEP, one.id): one.titles for one in ladders.steps.values()}
    rows = [
        CountedRow(kind, name, texts.get((kind, name)), tuple(asked), _parts(nearest))
        for (kind, name), asked in groups.items()
        for nearest in [jobs.of({job_of(one) for one in asked}).nearest()]
    ]
    asking = {job_of(one) for one in demand}
    for need in merged(one for one in needs if not asking.isdisjoint(one.targets)):
        asked = [one for one in demand if job_of(one) in need.targets]
        people = _parts(need.standings)
        rows.append(CountedRow(need.key.kind, need.key.id, need.texts, tuple(asked), people))
    return tuple(rows)


def publish_tables(
    people: int,
    counted: Mapping[str, Sequence[CountedRow]],
    others: Mapping[Cell, Mapping[str, int]] = MappingProxyType({}),
) -> tuple[dict[str, Tables], dict[Cell, ShownRow]]:
    """Return what planners see of the whole programme and of each municipality, as one release.

    Parameters
    ----------
    people
        How many are counted.
    counted
        By municipality, the whole under :data:`WHOLE`.
    others
        Rows of other tables of the same release; they divide the same people.

    Returns
    -------
    tuple
        The tables, and the other rows as they are shown.
    """
    every: dict[Cell, Mapping[str, int]] = dict(others)
    for area, rows in counted.items():
        every |= {(area, one.kind, one.id): one.people for one in rows}
    out = publish_rows(people, every)
    tables = {area: _tables(area, rows, out, counted) for area, rows in counted.items()}
    return tables, {cell: out.rows[cell] for cell in others}


def _tables(
    area: str,
    rows: Sequence[CountedRow],
    out: ShownRows,
    counted: Mapping[str, Sequence[CountedRow]],
) -> Tables:
    found: dict[GapKind, list[TableRow]] = {kind: [] for kind in GapKind}
    for row in rows:
        inner = counted.get(row.id, ()) if row.kind is GapKind.AREA else rows
        within = row.id if row.kind is GapKind.AREA else area
        found[row.kind].append(_table_row(row, within, inner, out, area))
    ordered = {
        kind: tuple(sorted(kept, key=lambda one: (-one.short.middle, -one.places, one.id)))
        for kind, kept in found.items()
    }
    return Tables(out.people, _by_source(rows), ordered)


def _table_row(
    row: CountedRow, within: str, inner: Sequence[CountedRow], out: ShownRows, area: str
) -> TableRow:
    people = out.rows[area, row.kind, row.id]
    places = sum(one.places for one in row.demand)
    now, after = (
        _by_steps(row, within, inner, out, *able)
        if row.kind in _BY_STEPS
        else shortage(places, people, out.people, *able)
        for able in ((Part.ABLE,), (Part.ABLE, Part.SOON))
    )
    return TableRow(row.kind, row.id, row.texts, places, people, now, after)


def _by_steps(
    row: CountedRow, within: str, inner: Sequence[CountedRow], out: ShownRows, *able: Part
) -> Shortage:
    """Return the shortage of a group: that of its steps, and the places of none."""
    own = [
        one
        for one in inner
        if one.kind is GapKind.STEP
        and (
            row.kind is not GapKind.SECTOR
            or {d.sector for d in one.demand} == {row.demand[0].sector}
        )
    ]
    parts = [
        shortage(
            sum(d.places for d in one.demand), out.rows[within, one.kind, one.id], out.people, *able
        )
        for one in own
    ]
    nowhere = sum(d.places for d in row.demand if d.step is None and d.opening is None)
    alone = sum(d.places for d in row.demand if d.step is None and d.opening is not None)
    if alone:
        parts.append(Shortage(None, 0, alone))
    return all_of(parts, nowhere)


def _by_source(rows: Sequence[CountedRow]) -> dict[DemandSource, int]:
    whole = next((one.demand for one in rows if one.kind is GapKind.PROGRAMME), ())
    found = {source: sum(o.places for o in whole if o.source is source) for source in DemandSource}
    return {source: places for source, places in found.items() if places}


def _parts(standings: NDArray[np.int8]) -> dict[str, int]:
    found = dict.fromkeys(map(str, Part), 0)
    for standing, part in _PART_OF.items():
        found[part] += int((standings == standing).sum())
    return found
