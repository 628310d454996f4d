"""The audit log, the inputs of runs, prices in use and the stop switch, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matcher.domain.audit import (
    FIRST,
    AuditEntry,
    AuditEvent,
    AuditHead,
    canonical,
    keyed_digest,
    next_event,
    pseudonym,
)
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import OrganisationId
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from matcher.domain.run_inputs import RunInputs
    from matcher.domain.spread import SpreadPrices
    from matcher.domain.stop import Stop

TEST = OrganisationId("test")


@dataclass
class AuditRows:
    """What they keep; a copy has containers of its own."""

    events: list[AuditEvent] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, RunInputs] = field(default_factory=dict)
    stop: Stop | None = None
    prices: dict[str, SpreadPrices] = field(default_factory=dict)
    prices_in_use: str | None = None

    def copy(self) -> AuditRows:
        return replace(
            self,
            events=list(self.events),
            keys=dict(self.keys),
            inputs=dict(self.inputs),
            prices=dict(self.prices),
        )


class MemoryAuditLog:
    """:class:`matcher.ports.AuditLog`."""

    def __init__(self, rows: AuditRows, people: Mapping[str, object]) -> None:
        self._rows, self._people = rows, people

    def append(self, entry: AuditEntry) -> AuditEvent:
        subject = None if entry.person is None else self.pseudonyms([entry.person])[entry.person]
        previous = self._rows.events[-1].hash if self._rows.events else FIRST
        event = next_event(entry, TEST, len(self._rows.events), previous, subject)
        self._rows.events.append(event)
        return event

    def events(self) -> Iterator[AuditEvent]:
        return iter(self._rows.events)

    def head(self) -> AuditHead | None:
        events = self._rows.events
        return AuditHead(str(len(events)), events[-1].hash) if events else None

    def last(self, number: int, subject: str | None = None) -> tuple[AuditEvent, ...]:
        named = [
            event
            for event in reversed(self._rows.events)
            if subject is None or subject in (event.subject or "") + (event.details or "")
        ]
        return tuple(named[:number])

    def of_object(self, object_kind: str, object_id: str) -> tuple[AuditEvent, ...]:
        about = (object_kind, object_id)
        return tuple(e for e in self._rows.events if (e.object_kind, e.object_id) == about)

    def pseudonyms(self, codes: Collection[str]) -> dict[str, str]:
        for code in codes:
            if code not in self._people:
                raise NotFound(f"{code} is not in the programme.")
            self._rows.keys.setdefault(code, f"{len(self._rows.keys):064x}")
        return self.known_pseudonyms(codes)

    def known_pseudonyms(self, codes: Collection[str]) -> dict[str, str]:
        keys = self._rows.keys
        return {code: pseudonym(keys[code], TEST, code) for code in codes if code in keys}

    def forget(self, code: str) -> None:
        self._rows.keys.pop(code, None)


class MemoryRunInputs:
    """:class:`matcher.ports.RunInputStore`; profiles whose key is gone are gone."""

    def __init__(self, rows: AuditRows, log: MemoryAuditLog) -> None:
        self._rows, self._log = rows, log

    def keep(self, run_id: str, inputs: RunInputs) -> dict[str, str]:
        self._log.pseudonyms([person.code for person in inputs.people])
        self._rows.inputs[run_id] = inputs
        digests = [keyed_digest(self._rows.keys[p.code], fingerprint(p)) for p in inputs.people]
        kept = {"people": canonical(digests), "openings": fingerprint(inputs.openings)}
        return kept | ({"prices": inputs.prices.id} if inputs.prices else {})

    def of(self, run_id: str) -> RunInputs:
        if run_id not in self._rows.inputs:
            raise NotFound(f"Nothing was kept of what run {run_id} was made from.")
        inputs = self._rows.inputs[run_id]
        there = tuple(person for person in inputs.people if person.code in self._rows.keys)
        return replace(inputs, people=there, people_gone=len(inputs.people) - len(there))


class MemorySpreadPrices:
    """:class:`matcher.ports.SpreadPriceStore`."""

    def __init__(self, rows: AuditRows) -> None:
        self._rows = rows

    def in_use(self) -> SpreadPrices | None:
        found = self._rows.prices_in_use
        return None if found is None else self.get(found)

    def use(self, prices: SpreadPrices) -> None:
        self._rows.prices[prices.id] = prices
        self._rows.prices_in_use = prices.id

    def end(self, by: str, at: datetime) -> str | None:
        found, self._rows.prices_in_use = self._rows.prices_in_use, None
        return found

    def get(self, prices_id: str) -> SpreadPrices:
        if prices_id not in self._rows.prices:
            raise NotFound(f"There are no prices {prices_id}.")
        return self._rows.prices[prices_id]


class MemoryStopSwitch:
    """:class:`matcher.ports.StopSwitch`."""

    def __init__(self, rows: AuditRows) -> None:
        self._rows = rows

    def get(self) -> Stop | None:
        return self._rows.stop

    def put(self, stop: Stop | None) -> None:
        self._rows.stop = stop


class NothingWaits:
    """An outbox that nobody has put anything in."""

    def about(self, _code: str) -> tuple[()]:
        return ()


class NothingMerged:
    """:class:`matcher.ports.MergedCodes` of a programme in which nobody was entered twice."""

    def of(self, _code: str) -> tuple[()]:
        return ()

    def into(self, _codes: Collection[str]) -> dict[str, str]:
        return {}


class NoStepMoved:
    """:class:`matcher.ports.StepMoves` of a programme whose steps stand as in their files."""

    def states(self) -> dict[str, str]:
        return {}
