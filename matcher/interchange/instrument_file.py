"""Instruments: one YAML file each, whatever its licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from matcher.domain.instrument import Indicator, Instrument, Item, Respondent, Scope
from matcher.domain.instrument_rules import faults_of
from matcher.domain.text import LocalText
from matcher.errors import InputErrors, RowError
from matcher.interchange.ladder_wording import explain
from matcher.interchange.ladder_yaml import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.interchange.ladder_yaml import YamlDocument

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _TextShape(_Shape):
    sv: Words
    en: Words
    ar: Words

    def text(self) -> LocalText:
        return LocalText(sv=self.sv, en=self.en, ar=self.ar)


class _ItemShape(_Shape):
    code: Code
    indicator: Indicator
    respondent: Respondent
    scope: Scope
    text: _TextShape
    scale_min: int = Field(ge=0, le=100)
    scale_max: int = Field(ge=0, le=100)
    anchors: dict[int, _TextShape]

    def item(self) -> Item:
        return Item(
            self.code,
            self.indicator,
            self.respondent,
            self.text.text(),
            self.scale_min,
            self.scale_max,
            {value: text.text() for value, text in self.anchors.items()},
            self.scope,
        )


class _InstrumentShape(_Shape):
    format: Literal[1]
    id: Code
    version: int = Field(ge=1, le=9999)
    licence: Words
    own: bool
    names: _TextShape
    closer_from: int
    items: tuple[_ItemShape, ...] = Field(min_length=1, max_length=20)

    def instrument(self) -> Instrument:
        return Instrument(
            self.id,
            self.version,
            self.licence,
            self.own,
            self.names.text(),
            tuple(one.item() for one in self.items),
            self.closer_from,
        )


def check_instrument(path: Path) -> list[RowError]:
    """Return every fault of a file with its line; none when it can be asked."""
    return _read(path)[1]


def read_instrument(path: Path) -> Instrument:
    """Read an instrument.

    Raises
    ------
    InputErrors
        The file has faults; all of them are in it, each with its line.
    """
    instrument, faults = _read(path)
    if faults or instrument is None:
        raise InputErrors(faults)
    return instrument


def _read(path: Path) -> tuple[Instrument | None, list[RowError]]:
    try:
        document = read_yaml(path)
    except RowError as error:
        return None, [error]
    faults = list(document.faults)
    try:
        instrument = _InstrumentShape.model_validate(document.data).instrument()
    except ValidationError as error:
        return None, [*faults, *explain(document, error, _InstrumentShape)]
    faults += _rules(document, instrument)
    return instrument, faults


def _rules(document: YamlDocument, instrument: Instrument) -> list[RowError]:
    return [document.fault(one.path, one.problem, one.mend) for one in faults_of(instrument)]
