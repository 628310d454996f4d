"""Ads as leads, whichever way they are written: each once, and a fault for each of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.importing import IncomingOpening
from matcher.errors import RowError
from matcher.interchange.ad_documents import RawAd
from matcher.interchange.columns import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def as_leads(
    items: Iterable[RawAd | RowError], lead: Callable[[RawAd], IncomingOpening | RowError]
) -> Parsed[IncomingOpening]:
    """Return the leads in the order of the ads, and why the others are refused.

    Parameters
    ----------
    items
        Ads, and faults of what is none.
    lead
        Reads one.
    """
    same: dict[str, list[tuple[RawAd, IncomingOpening]]] = {}
    faults: list[RowError] = []
    for item in items:
        found = lead(item) if isinstance(item, RawAd) else item
        if isinstance(item, RawAd) and isinstance(found, IncomingOpening):
            same.setdefault(found.opening.id, []).append((item, found))
        elif isinstance(found, RowError):
            faults.append(found)
    for several in same.values():
        faults += _repeated([ad for ad, _ in several])
    return Parsed(
        tuple(several[0][1] for several in same.values() if len(several) == 1),
        tuple(sorted(faults, key=lambda fault: fault.row or 0)),
    )


def _repeated(ads: Sequence[RawAd]) -> Iterator[RowError]:
    for ad in ads if len(ads) > 1 else ():
        others = ", ".join(
            f"line {other.row}" if other.row else other.path for other in ads if other is not ad
        )
        yield ad.fault("id", f"the same ad stands at {others}", "Keep one of them.")
