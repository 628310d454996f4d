"""What an import reports, as programs read it."""

from __future__ import annotations

from matcher.domain.import_report import report_of
from matcher.domain.importing import Change, ImportKind, ImportPlan, MappedRow, SuggestedOccupation
from matcher.domain.sector import Sector
from matcher.errors import RowError


def test_a_report_counts_rows_and_tells_every_fault_and_every_opening():
    fault = RowError("ads.csv", 4, "places", "many", "no number", "Write a whole number.")
    other = RowError("ads.csv", 4, "title", None, "empty", "Write a title.")
    cook = SuggestedOccupation("esco", "c1", "kock", 0.8, "exact")
    row = MappedRow(
        "O1", "Kock", Change.CREATED, Sector.KITCHENS, "kitchens.cook", None, 0.7, "given", (cook,)
    )
    plan = ImportPlan(
        ImportKind.OPENINGS, ("O1", "O2", "O3"), ("O4", "O5"), ("O6",), (fault, other), table=(row,)
    )

    assert report_of(plan, "ads.csv", dry_run=True) == {
        "file": "ads.csv",
        "kind": "openings",
        "dry_run": True,
        "created": 3,
        "updated": 2,
        "unchanged": 1,
        "rejected_rows": 1,
        "rejected": [
            {
                "file": "ads.csv",
                "row": 4,
                "column": "places",
                "value": "many",
                "problem": "no number",
                "mend": "Write a whole number.",
            },
            {
                "file": "ads.csv",
                "row": 4,
                "column": "title",
                "value": None,
                "problem": "empty",
                "mend": "Write a title.",
            },
        ],
        "rows": [
            {
                "id": "O1",
                "title": "Kock",
                "change": "created",
                "sector": "kitchens",
                "step": "kitchens.cook",
                "by": None,
                "confidence": 0.7,
                "why": "given",
                "occupations": (
                    {
                        "scheme": "esco",
                        "id": "c1",
                        "label": "kock",
                        "confidence": 0.8,
                        "found_by": "exact",
                    },
                ),
            }
        ],
    }
