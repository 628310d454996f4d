"""Which files of a folder are a taxonomy, in which layout and language, and in which order."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from matcher.domain.concept import Scheme
from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.errors import InputErrors, RowError
from matcher.interchange.files import file_fault
from matcher.interchange.taxonomy_layouts import (
    ESCO_BUNDLE,
    ESCO_REDUCED,
    LAYOUTS,
    SCHEME_OF,
    FileLayout,
)
from matcher.interchange.taxonomy_table import checksum, read_taxonomy_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from matcher.domain.taxonomy_intake import Known


@dataclass(frozen=True)
class TaxonomySource:
    """One file to be read, see :class:`matcher.services.taxonomy.Source`."""

    path: Path
    layout: FileLayout
    lang: str

    @property
    def name(self) -> str:
        """Name without folder."""
        return self.path.name

    @cached_property
    def sha256(self) -> str:
        """Checksum of its bytes."""
        return checksum(self.path)

    def read(self, known: Known) -> TaxonomyRows:
        """Read it whole; a file that is no table at all is one rejected row."""
        what = f"{self.layout.stem} file of {self.layout.layout}"
        try:
            table = read_taxonomy_table(self.path, what, self.layout.columns)
        except InputErrors as error:
            return _all_wrong(error)
        return self.layout.parse(table, self.lang, known)


def find_sources(
    folder: Path, schemes: Iterable[Scheme] = (Scheme.ESCO, Scheme.JOBTECH)
) -> dict[Scheme, list[TaxonomySource]]:
    """Return the files of each scheme that a folder holds, in the order they are read.

    Parameters
    ----------
    folder
        With the files as they were downloaded; others in it are left alone.
    schemes
        Which are looked for.

    Raises
    ------
    InputErrors
        There is no file of a taxonomy, two layouts of one scheme, or a file that the others need
        is missing.
    """
    if not folder.is_dir():
        mend = "Give the folder that the files were unpacked in."
        raise InputErrors([file_fault(folder.name, "this is not a folder", mend)])
    wanted = [one for one in LAYOUTS if SCHEME_OF[one.layout] in schemes]
    by_layout: dict[str, list[TaxonomySource]] = defaultdict(list)
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    for layout, path in product(wanted, paths):
        lang = layout.lang_of(path.name)
        if lang is not None:
            by_layout[layout.layout].append(TaxonomySource(path, layout, lang))
    if not by_layout:
        raise InputErrors([_nothing(folder, wanted)])
    faults = [fault for fault in map(_missing, by_layout.items()) if fault]
    if ESCO_BUNDLE in by_layout and ESCO_REDUCED in by_layout:
        problem = f"there are files of {ESCO_BUNDLE} and of {ESCO_REDUCED}"
        faults.append(file_fault(folder.name, problem, "Keep one of the two in the folder."))
    if faults:
        raise InputErrors(faults)
    return {SCHEME_OF[name]: sources for name, sources in by_layout.items()}


def version_named_in(folder: Path) -> str:
    """Return the version that a folder's name tells, such as 1.2.0, or nothing.

    >>> from pathlib import Path
    >>> version_named_in(Path("ESCO dataset - v1.2.0 - classification - sv - csv"))
    '1.2.0'
    """
    found = re.search(r"\bv?(\d+(?:\.\d+)+)\b", folder.resolve().name)
    return found[1] if found else ""


def _missing(item: tuple[str, list[TaxonomySource]]) -> RowError | None:
    name, sources = item
    there = {source.layout.stem for source in sources}
    missing = [
        one.shown for one in LAYOUTS if one.layout == name and one.needed and one.stem not in there
    ]
    if not missing:
        return None
    mend = f"Put into the folder: {', '.join(missing)}."
    return file_fault(missing[0], f"the file is missing, so {name} is not whole", mend)


def _nothing(folder: Path, wanted: Sequence[FileLayout]) -> RowError:
    expected = ", ".join(one.shown for one in wanted if one.needed)
    problem = "no file in this folder is of a taxonomy that Stegvis reads"
    return file_fault(folder.resolve().name, problem, f"Name a folder that holds: {expected}.")


def _all_wrong(error: InputErrors) -> TaxonomyRows:
    faults = tuple(one for one in error.errors if isinstance(one, RowError))
    return TaxonomyRows(0, rejected=faults)
