"""Going back to a version of a taxonomy that was in use before, and forth again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import taxonomy_used
from matcher.domain.taxonomy_change import VersionChange
from matcher.domain.taxonomy_version import VersionState
from matcher.errors import InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.concept import Scheme
    from matcher.domain.taxonomy_version import TaxonomyVersion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


class TaxonomyVersionService:
    """Chooses which of the imported versions of a scheme is used.

    Parameters
    ----------
    units
        Opens units of work; the taxonomies in them are shared by all organisations.
    clock
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    def use(
        self, scheme: Scheme, wanted: str, *, by: str = "cli", dry_run: bool = False
    ) -> VersionChange:
        """Bring a version into use; the one in use is kept, so that this can be taken back.

        Parameters
        ----------
        scheme
            Whose version.
        wanted
            Its number, or what its publisher calls it.
        by
            Who chooses it.
        dry_run
            Say what would change and write nothing.

        Raises
        ------
        NotFound
            It is not in the database (any more); the message says what is, and what to do.
        InputError
            Several are called so, or it was never imported whole.
        """
        with self._units(write=not dry_run) as unit:
            mine = [one for one in unit.taxonomies.versions() if one.scheme is scheme]
            target = _named(mine, scheme, wanted)
            before = next((one for one in mine if one.state is VersionState.IN_USE), None)
            change = _change(unit, before, target)
            if dry_run or change.unchanged:
                return change
            unit.taxonomies.use(target.number)
            left = before.number if before else None
            used = taxonomy_used(scheme, left, target.number, by, self._clock())
            unit.audit.append(used)
            unit.commit()
        return replace(change, after=replace(target, state=VersionState.IN_USE))


def _change(
    unit: UnitOfWork, before: TaxonomyVersion | None, target: TaxonomyVersion
) -> VersionChange:
    if before is None or before.number == target.number:
        return VersionChange(before, target)
    here, there = before.number, target.number
    return VersionChange(
        before,
        target,
        comes=unit.taxonomies.concepts_only_in(there, here),
        goes=unit.taxonomies.concepts_only_in(here, there),
        lost=unit.taxonomies.confirmed_only_in(target.scheme, here, there),
    )


def _named(versions: Sequence[TaxonomyVersion], scheme: Scheme, wanted: str) -> TaxonomyVersion:
    """Return the version with a number, else with a name: numbers are never given twice."""
    found = [one for one in versions if str(one.number) == wanted]
    found = found or [one for one in versions if wanted and one.name == wanted]
    if not found:
        listed = ", ".join(_said(one) for one in versions)
        raise NotFound(
            f"There is no version {wanted!r} of {scheme.value} in the database"
            f"{f': it has {listed}' if listed else ''}. Of each scheme the version before is "
            "kept, and older ones are deleted. Import the files of that version again with "
            f"`stegvis taxonomy import FOLDER --scheme {scheme.value}`."
        )
    if len(found) > 1:
        listed = ", ".join(_said(one) for one in found)
        raise InputError(f"Several versions are called {wanted!r}: {listed}. Use the number.")
    [one] = found
    if one.state is VersionState.BUILDING:
        raise InputError(
            f"Version {_said(one)} was not imported whole, so it cannot be used. Run its import "
            "again; what was read is kept."
        )
    return one


def _said(version: TaxonomyVersion) -> str:
    named = f" ({version.name})" if version.name else ""
    return f"no. {version.number}{named}, {version.state.value.replace('_', ' ')}"
