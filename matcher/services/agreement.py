"""Agreement rates (L7): a reviewer's own for herself, the pooled ones for the auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.agreement_rate import pooled, rate_of

if TYPE_CHECKING:
    from matcher.domain.agreement_rate import AgreementRate, PooledRates
    from matcher.ports import UnitOfWorkFactory


class AgreementService:
    """Reads only; nobody gets the rate of another person."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def own(self, name: str) -> AgreementRate:
        """Return the rate of a reviewer, for herself."""
        with self._units() as unit:
            return rate_of(unit.views.decided(name))

    def pooled(self) -> PooledRates:
        """Return the rates of everybody together."""
        with self._units() as unit:
            return pooled(unit.views.decided())
