"""What runs were made from, and whether there may be runs at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import RunId
    from matcher.domain.run_inputs import RunInputs
    from matcher.domain.spread import SpreadPrices
    from matcher.domain.stop import Stop


class RunInputStore(Protocol):
    """Keeps the inputs of runs; the same profile or opening is kept once."""

    def keep(self, run_id: RunId, inputs: RunInputs) -> Mapping[str, str]:
        """Keep the inputs of a run that is stored in the same unit of work.

        Returns
        -------
        Mapping[str, str]
            A digest of its ``people`` and ``openings``, and the id of its ``prices`` where it has
            some, for the audit log.

        Raises
        ------
        NotFound
            Somebody of these people is no longer in the programme.
        """
        ...

    def of(self, run_id: RunId) -> RunInputs:
        """Return the inputs of a run, as far as they have not been deleted.

        Raises
        ------
        NotFound
            Nothing was ever kept for this run.
        ChecksumMismatch
            What was kept is not what was put in.
        ManifestMismatch
            It was kept by a version of Stegvis whose form this one does not know.
        """
        ...


class SpreadPriceStore(Protocol):
    """Prices of crowded openings: at most one set is in use, and all are kept."""

    def in_use(self) -> SpreadPrices | None:
        """Return the prices that lists are chosen at, ``None`` when it is by score alone.

        Raises
        ------
        ChecksumMismatch
            What was kept is not what was put in.
        """
        ...

    def use(self, prices: SpreadPrices) -> None:
        """Keep prices and use them from now on; those before are ended."""
        ...

    def end(self, by: str, at: datetime) -> str | None:
        """End the use of prices, and return their id; ``None`` when there were none."""
        ...

    def get(self, prices_id: str) -> SpreadPrices:
        """Return prices that are or were in use.

        Raises
        ------
        NotFound
            There are none with this id.
        ChecksumMismatch
            What was kept is not what was put in.
        """
        ...


class StopSwitch(Protocol):
    """Whether suggestions are stopped."""

    def get(self) -> Stop | None:
        """Return who stopped suggestions, ``None`` when they go on."""
        ...

    def put(self, stop: Stop | None) -> None:
        """Stop suggestions, or with ``None`` let them go on."""
        ...
