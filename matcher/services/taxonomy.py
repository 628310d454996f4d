"""Taxonomies: import a version as a whole, list versions, search concepts.

A new version is built beside the one in use, a file a transaction, so an import that was stopped
goes on where it was. All schemes of an import are switched at the end, in one transaction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.audit_entries import taxonomies_switched
from matcher.domain.concept import Concept, ConceptKey, ConceptKind, Label
from matcher.domain.taxonomy_intake import Known, SchemeReport
from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion, VersionState
from matcher.errors import InputError, InputErrors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.concept import Scheme
    from matcher.domain.taxonomy_intake import TaxonomyRows
    from matcher.errors import RowError
    from matcher.ports import UnitOfWorkFactory

    Progress = Callable[[int, int], None]

MOST_FOUND = 20
FEW_ALIKE = 3


class Source(Protocol):
    """One file of a taxonomy that can be read."""

    @property
    def name(self) -> str:
        """Name without folder."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of its bytes."""
        ...

    def read(self, known: Known) -> TaxonomyRows:
        """Read it whole, against the concepts of the files before it."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """How an import is done.

    Parameters
    ----------
    by
        Who imports.
    name
        What the publisher calls the version, or empty.
    dry_run
        Read and check everything, write nothing.
    keep_good
        Use the good rows though others are faulty.
    """

    by: str
    name: str = ""
    dry_run: bool = False
    keep_good: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that a search found, and the label that it was found by."""

    concept: Concept
    by: Label


class TaxonomyService:
    """Use cases around versions of taxonomies.

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

    def bring_in(
        self,
        sources: Mapping[Scheme, Sequence[Source]],
        wish: Wish,
        progress: Progress | None = None,
    ) -> list[SchemeReport]:
        """Import the files of one or more schemes, or check them.

        Files that an earlier, stopped attempt read whole are not read again, and an import of what
        is in use already changes nothing.

        Parameters
        ----------
        sources
            Files of each scheme, in the order they must be read.
        wish
            How it is done.
        progress
            Told how many of how many files are done.

        Returns
        -------
        list[SchemeReport]
            One for each scheme. With faulty rows, and without ``keep_good``, nothing was switched
            and the versions in use go on serving.

        Raises
        ------
        InputError
            Nobody is named.
        """
        if not wish.by.strip():
            raise InputError("Say who makes the import (--by): it is kept with it.")
        total = sum(len(files) for files in sources.values())
        reports, done = [], 0
        for scheme, files in sources.items():
            before = done

            def tell(count: int, start: int = before) -> None:
                if progress is not None:
                    progress(start + count, total)

            reports.append(self._build(scheme, files, wish, tell))
            done += len(files)
        if not wish.dry_run and not any(refused(report, wish) for report in reports):
            return self._switch(reports, wish.by)
        return reports

    def versions(self) -> tuple[TaxonomyVersion, ...]:
        """Return every version, newest first."""
        with self._units() as unit:
            return unit.taxonomies.versions()

    def search(
        self,
        text: str,
        *,
        kinds: Collection[ConceptKind] = tuple(ConceptKind),
        lang: str | None = None,
        limit: int = MOST_FOUND,
    ) -> tuple[Found, ...]:
        """Return concepts that have a label with a text in it, the nearest first.

        Raises
        ------
        InputError
            No taxonomy is imported, or the text has no letters.
        """
        if not any(letter.isalnum() for letter in text):
            raise InputError("There is nothing to search for. Write a word, or a part of one.")
        with self._units() as unit:
            if not in_use(unit.taxonomies.versions()):
                raise InputError(
                    "No taxonomy is imported, so there is nothing to search. Bring one in with "
                    "`stegvis taxonomy import FOLDER`; everything else works without."
                )
            labels = unit.taxonomies.search(text, kinds, lang, limit)
            concepts = unit.taxonomies.concepts([label.key for label in labels])
        return tuple(Found(concepts[label.key], label) for label in labels)

    def concept(self, key: ConceptKey) -> Concept | None:
        """Return a concept of the versions in use, ``None`` when they do not have it."""
        with self._units() as unit:
            return unit.taxonomies.concepts([key]).get(key)

    def _build(
        self, scheme: Scheme, sources: Sequence[Source], wish: Wish, tell: Callable[[int], None]
    ) -> SchemeReport:
        checksums = {source.name: source.sha256 for source in sources}
        versions = self._of(scheme)
        for version in in_use(versions):
            if version.holds(checksums):
                tell(len(sources))
                return SchemeReport(scheme, version, version.files, unchanged=True)
        begun = next((v for v in versions if v.state is VersionState.BUILDING), None)
        if begun is not None and not _goes_on(begun, checksums, wish):
            if not wish.dry_run:
                self._discard(begun.number)
            begun = None
        known = self._known(begun.number) if begun else Known()
        building = begun
        kept = {file.name: file for file in begun.files} if begun else {}
        files: list[TaxonomyFile] = []
        rejected: list[RowError] = []
        aside: list[RowError] = []
        for place, source in enumerate(sources, start=1):
            if source.name in kept:
                files.append(kept[source.name])
            else:
                rows = source.read(known)
                known.add(rows.concepts)
                rejected += rows.rejected
                aside += rows.set_aside
                files.append(_file(source, rows))
                # After a fault the rest is read for its faults only: it may rest on what is not
                # stored.
                if not wish.dry_run and _usable(files, wish):
                    building = self._put(building, scheme, wish, rows, files[-1])
            tell(place)
        return SchemeReport(
            scheme,
            None if wish.dry_run else building,
            tuple(files),
            tuple(kept),
            rejected=tuple(rejected),
            set_aside=tuple(aside),
        )

    def _of(self, scheme: Scheme) -> tuple[TaxonomyVersion, ...]:
        return tuple(version for version in self.versions() if version.scheme is scheme)

    def _discard(self, number: int) -> None:
        with self._units(write=True) as unit:
            unit.taxonomies.discard(number)
            unit.commit()

    def _known(self, number: int) -> Known:
        with self._units() as unit:
            return unit.taxonomies.known(number)

    def _put(
        self,
        building: TaxonomyVersion | None,
        scheme: Scheme,
        wish: Wish,
        rows: TaxonomyRows,
        file: TaxonomyFile,
    ) -> TaxonomyVersion:
        with self._units(write=True) as unit:
            if building is None:
                at = self._clock()
                number = unit.taxonomies.begin(scheme, wish.name, at, wish.by)
                state = VersionState.BUILDING
                building = TaxonomyVersion(number, scheme, wish.name, state, at, wish.by)
            unit.taxonomies.put(building.number, rows, file)
            unit.commit()
        return building

    def _switch(self, reports: Sequence[SchemeReport], by: str) -> list[SchemeReport]:
        built = {
            report.scheme: report.version.number
            for report in reports
            if report.version is not None and not report.unchanged
        }
        if not built:
            return list(reports)
        with self._units(write=True) as unit:
            unit.taxonomies.switch(list(built.values()))
            unit.audit.append(taxonomies_switched(built, by, self._clock()))
            now = {version.number: version for version in unit.taxonomies.versions()}
            unit.commit()
        return [
            replace(report, version=now[report.version.number]) if report.version else report
            for report in reports
        ]


def in_use(versions: Sequence[TaxonomyVersion]) -> tuple[TaxonomyVersion, ...]:
    """Return the versions that are read now."""
    return tuple(version for version in versions if version.state is VersionState.IN_USE)


def refused(report: SchemeReport, wish: Wish) -> bool:
    """Say whether faulty rows keep a scheme from being used."""
    return not _usable(report.files, wish)


def _usable(files: Sequence[TaxonomyFile], wish: Wish) -> bool:
    """Say whether files may be used: without a fault, or their good rows when that is wished."""
    return all(not file.rejected or (wish.keep_good and file.rows > 0) for file in files)


def faults_of(reports: Sequence[SchemeReport]) -> InputErrors:
    """Return the faults of an import, to be raised: of many that are alike, the first ones."""
    return InputErrors([fault for report in reports for fault in few_of_each(report.rejected)])


def few_of_each(faults: Sequence[RowError], few: int = FEW_ALIKE) -> list[InputError]:
    """Return faults in their order, of those that are alike the first few and how many follow.

    One file that cannot be read breaks every relation to what it holds: thousands of lines would
    hide the one that says why.
    """
    kinds = [(fault.file, fault.column, fault.problem) for fault in faults]
    number, seen = Counter(kinds), Counter[tuple[str, str | None, str]]()
    shown: list[InputError] = []
    for fault, kind in zip(faults, kinds, strict=True):
        seen[kind] += 1
        if seen[kind] <= few:
            shown.append(fault)
        if seen[kind] == few < number[kind]:
            more = f"{number[kind] - few:,} more rows of {fault.file} like this"
            shown.append(
                InputError(f"{more}. Mend those above first; give --json to list them all.")
            )
    return shown


def _goes_on(begun: TaxonomyVersion, checksums: Mapping[str, str], wish: Wish) -> bool:
    """Say whether what was begun is a part of this import; a new name begins anew."""
    same = all(checksums.get(file.name) == file.sha256 for file in begun.files)
    whole = wish.keep_good or not any(file.rejected for file in begun.files)
    return same and whole and begun.name == wish.name


def _file(source: Source, rows: TaxonomyRows) -> TaxonomyFile:
    return TaxonomyFile(
        source.name, source.sha256, rows.rows, len(rows.rejected), len(rows.set_aside)
    )
