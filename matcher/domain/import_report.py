"""What an import would do, or did, as plain values: the same for commands and programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.domain.importing import ImportPlan


def report_of(plan: ImportPlan, file: str, *, dry_run: bool) -> dict[str, Any]:
    """Return what a plan says, with every fault of every row that cannot be used.

    Parameters
    ----------
    file
        Name of the file, without folder.
    """
    return {
        "file": file,
        "kind": plan.kind.value,
        "dry_run": dry_run,
        "created": len(plan.created),
        "updated": len(plan.updated),
        "unchanged": len(plan.unchanged),
        "rejected_rows": plan.rejected_rows,
        "rejected": [asdict(fault) for fault in plan.rejected],
        "rows": [asdict(row) for row in plan.table],
    }
