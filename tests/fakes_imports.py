"""A fake of imports that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fakes_rows import Rows

    from matcher.domain.importing import ImportBatch
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant


class MemoryImports:
    """:class:`matcher.ports.Imports`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def record(self, batch: ImportBatch, before: Sequence[Participant | Opening]) -> None:
        images = {_key(one): one for one in before}
        if set(images) != set(batch.updated):
            raise ValueError("give the earlier state of every updated row, and of no other")
        stored = self._rows.imported(batch.kind)
        missing = {*batch.created, *batch.updated} - set(stored)
        if missing:
            raise NotFound(f"Rows of the import are not stored: {sorted(missing)}.")
        self._rows.batches.append(batch)
        self._rows.before[batch.id] = images
        self._rows.after[batch.id] = {key: stored[key] for key in (*batch.created, *batch.updated)}

    def get(self, batch_id: str) -> ImportBatch:
        for batch in self._rows.batches:
            if batch.id == batch_id:
                return batch
        raise NotFound(f"There is no import {batch_id}.")

    def all(self) -> tuple[ImportBatch, ...]:
        return tuple(sorted(self._rows.batches, key=lambda one: one.at, reverse=True))

    def undo(self, batch_id: str, at: datetime) -> None:
        batch = self.get(batch_id)
        stored = self._rows.imported(batch.kind)
        if batch.undone_at is not None:
            raise Conflict(f"The import of {batch.file} was undone already.")
        changed = [
            key for key, left in self._rows.after[batch_id].items() if stored.get(key) != left
        ]
        if changed:
            raise Conflict(f"Changed since the import of {batch.file}: {', '.join(changed)}.")
        self._refuse_if_decided(batch)
        for key in batch.created:
            del stored[key]
        stored.update(self._rows.before[batch_id])
        place = self._rows.batches.index(batch)
        self._rows.batches[place] = replace(batch, undone_at=at)

    def _refuse_if_decided(self, batch: ImportBatch) -> None:
        decided = [self._rows.suggestions[one.suggestion] for one in self._rows.decisions]
        about = {one.participant for one in decided} | {one.opening for one in decided}
        if about & set(batch.created):
            raise Conflict("Decisions rest on rows of this import, so they stay.")


def _key(row: Participant | Opening) -> str:
    return getattr(row, "code", None) or row.id
