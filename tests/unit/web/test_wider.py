"""Where a count is not shown: which wider group is offered, and where it stands."""

from __future__ import annotations

from functional.web_programme import build, fitted

from matcher.domain.ids import StepId
from matcher.domain.text import LocalText
from matcher.planning.gaps.needs import GapKind
from matcher.planning.gaps.parts import Part
from matcher.planning.gaps.tables import TableRow, Tables
from matcher.planning.release.rows import ShownRow
from matcher.planning.release.shortage import Shortage
from web.areas.planning.wider import Around, Wider


def test_a_wider_group_is_the_nearest_that_is_shown(tmp_path):
    """Of a municipality: the programme's row, then the trade here, then the trade everywhere."""
    able, soon, unknown = Part.ABLE, Part.SOON, Part.UNKNOWN
    porter = StepId("kitchens.kitchen_porter")
    here = tables_of(row_of(GapKind.STEP, porter), row_of(GapKind.SECTOR, "kitchens", soon))
    whole = tables_of(
        row_of(GapKind.STEP, porter, able), row_of(GapKind.SECTOR, "kitchens", able, unknown)
    )
    [hidden] = here.rows[GapKind.STEP]
    app = build(tmp_path, filled=False).app
    with app.test_request_context(headers={"Accept-Language": "en"}):
        around = Around("/planning/area/Lerum", here, whole, fitted().ladders)
        found = {part: around.of(hidden, part) for part in Part}
        alone = Around("/planning", whole, None, fitted().ladders)

        assert found[able] == Wider("the whole programme", "/planning#step-1")
        assert found[soon].href == "/planning/area/Lerum#sector-1"
        assert found[unknown].href == "/planning#sector-1"
        assert found[Part.NOT] is None
        assert alone.of(whole.rows[GapKind.STEP][0], unknown).href == "/planning#sector-1"
        assert alone.of(whole.rows[GapKind.SECTOR][0], soon) is None


def row_of(kind, name, *shown):
    people = ShownRow(dict.fromkeys(shown, 10), frozenset(set(Part) - set(shown)), 9)
    short = Shortage(None, 0, 4)
    return TableRow(kind, name, LocalText(name, name, name), 4, people, short, short)


def tables_of(*rows):
    return Tables(
        40, {}, {kind: tuple(one for one in rows if one.kind is kind) for kind in GapKind}
    )
