"""Who stands in for whom from today on, and the end of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import cover_ended
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.caseload import Cover
    from matcher.domain.ids import UserId
    from matcher.domain.role import Role
    from matcher.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A cover with the names of the two, and whether it has begun."""

    cover: Cover
    absent: str
    colleague: str
    begun: bool


class CoverService:
    """Each call is one transaction.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone; days are those of its date.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def lines(self, role: Role, *, of: UserId | None = None) -> tuple[CoverLine, ...]:
        """Return the covers in a role that are not over, the first one first.

        Parameters
        ----------
        of
            Only where this user is away or stands in; ``None``: everybody's.
        """
        today = self._now().date()
        with self._units() as unit:
            names = {one.user.id: one.user.name for one in unit.accounts.all()}
            covers = unit.caseloads.covers()
        return tuple(
            CoverLine(one, names[one.absent], names[one.colleague], one.first_day <= today)
            for one in covers
            if one.role is role
            and one.last_day >= today
            and (of is None or of in {one.absent, one.colleague})
        )

    def end(self, cover_id: str, *, by: str, of: UserId | None = None) -> Cover:
        """End a cover now: the colleague sees nothing more of the caseload from this moment.

        The days before today stay on record; one that begins today or later never was.

        Parameters
        ----------
        of
            Only when this user is the one who is away; ``None``: anybody's.

        Returns
        -------
        Cover
            As it was before, to be given again if this was a mistake.

        Raises
        ------
        NotFound
            There is none, it is over, or it is somebody else's: they look the same.
        Conflict
            Somebody else ended it this moment.
        """
        at = self._now()
        with self._units(write=True) as unit:
            found = [
                one
                for one in unit.caseloads.covers()
                if one.id == cover_id
                and one.last_day >= at.date()
                and (of is None or one.absent == of)
            ]
            if not found:
                raise NotFound(
                    f"There is no cover {cover_id}. Choose one that the list of covers shows."
                )
            last_day = at.date() - timedelta(days=1)
            if not unit.caseloads.end_cover(found[0], last_day):
                raise Conflict("Somebody else ended this cover. Look at the list again.")
            unit.audit.append(cover_ended(found[0], last_day, by, at))
            unit.commit()
        return found[0]
