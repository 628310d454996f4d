"""The organisation's retention plan: a short YAML file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from matcher.domain.periods import Interval
from matcher.domain.retention import RetentionPlan
from matcher.errors import InputErrors, RowError
from matcher.interchange.ladder_wording import explain
from matcher.interchange.ladder_yaml import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _IntervalShape(_Shape):
    months: int = Field(default=0, ge=0, le=1200)
    days: int = Field(default=0, ge=0, le=36500)

    def interval(self) -> Interval:
        return Interval(self.months, self.days)


class _PlanShape(_Shape):
    format: Literal[1]
    decided_by: Words | None
    decided_on: date | None
    archive_after: _IntervalShape
    delete_after: _IntervalShape
    imports_after: _IntervalShape


def read_retention_plan(path: Path) -> RetentionPlan:
    """Read a plan.

    Raises
    ------
    InputErrors
        The file has faults; all of them are in it, each with its line.
    """
    try:
        document = read_yaml(path)
    except RowError as error:
        raise InputErrors([error]) from None
    faults = list(document.faults)
    try:
        shape = _PlanShape.model_validate(document.data)
    except ValidationError as error:
        faults += explain(document, error, _PlanShape)
        raise InputErrors(faults) from None
    if (shape.decided_by is None) != (shape.decided_on is None):
        faults.append(
            document.fault(
                "decided_by",
                "a plan says who decided it and when",
                "Write both, or leave both null for a proposal.",
            )
        )
    if faults:
        raise InputErrors(faults)
    return RetentionPlan(
        shape.decided_by,
        shape.decided_on,
        shape.archive_after.interval(),
        shape.delete_after.interval(),
        shape.imports_after.interval(),
    )
