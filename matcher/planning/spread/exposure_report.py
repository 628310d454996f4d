"""The report that planners see, of lists and of what spreading them costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.exposure import CurvePoint, ExposureReport

if TYPE_CHECKING:
    from matcher.domain.spread import SpreadPoint, SpreadReport
    from matcher.planning.spread.exposure import ShownExposure


def exposure_report(found: SpreadReport, shown: ShownExposure) -> ExposureReport:
    """Return the report; of single lists, such as the one that loses most, nothing is in it."""
    return ExposureReport(
        day=found.day,
        length=found.length,
        minimum=found.minimum,
        openings=found.openings,
        reachable=found.reachable,
        places=found.places,
        usual=curve_point(found.curve[0]),
        chosen=curve_point(found.chosen),
        halves=found.half is not None,
        curve=tuple(curve_point(one) for one in found.curve),
        by_score=shown.by_score,
        spread=shown.spread,
        rows=shown.rows,
        few=shown.few,
    )


def curve_point(one: SpreadPoint) -> CurvePoint:
    """Return a point of the curve, so coarse that no single count can be worked out of it."""
    return CurvePoint(
        one.strength,
        round(one.gini, 2),
        round(one.gini_openings, 2),
        round(1 - one.ndcg, 3),
        one.seen,
    )
