"""Columns of entry rules, in tables of courses and of usual rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.entry import EntryRules
from matcher.domain.language import LanguageArea, SfiCourse
from matcher.interchange import cells
from matcher.interchange.columns import Column

if TYPE_CHECKING:
    from collections.abc import Collection

    from matcher.interchange.columns import RowReader

_AREAS = {
    LanguageArea.LISTENING: ("svenska höra", "höra", "listening"),
    LanguageArea.READING: ("svenska läsa", "läsa", "reading"),
    LanguageArea.SPOKEN_INTERACTION: ("svenska samtala", "samtala", "spoken interaction"),
    LanguageArea.SPOKEN_PRODUCTION: ("svenska berätta", "berätta", "spoken production"),
    LanguageArea.WRITING: ("svenska skriva", "skriva", "writing"),
}


_sfi = cells.choice(SfiCourse, {one.value.lower(): one for one in SfiCourse})


def _swedish_name(area: LanguageArea) -> str:
    return f"entry_swedish_{area.value}"


_AREA_COLUMNS = tuple(
    Column(
        _swedish_name(area),
        (f"krav {alias}",),
        cells.lowest_level,
        f"Lägsta nivå i att {sv}; går före entry_swedish.",
        f"Lowest level in {en}; goes before entry_swedish.",
    )
    for area, (alias, sv, en) in _AREAS.items()
)

ENTRY_COLUMNS = (
    Column(
        "entry_adult",
        ("krav myndig",),
        cells.yes_no,
        "Måste ha fyllt 18, ja/nej.",
        "Must be 18, yes/no.",
    ),
    Column(
        "entry_swedish",
        ("krav svenska",),
        cells.lowest_level,
        "Lägsta nivå i alla delar, A1- till C2.",
        "Lowest level in all areas, A1- to C2.",
    ),
    *_AREA_COLUMNS,
    Column(
        "entry_sfi_passed",
        ("krav sfi godkänd",),
        _sfi,
        "Lägsta sfi-kurs som ska vara godkänd, A-D.",
        "Lowest SFI course that must be passed, A to D.",
    ),
    Column(
        "entry_sfi_attended",
        ("krav sfi läser",),
        _sfi,
        "Lägsta sfi-kurs som ska pågå; med båda räcker en av dem.",
        "Lowest SFI course that must be attended now; with both, one of them is enough.",
    ),
    Column(
        "entry_schooling",
        ("krav utbildningsnivå",),
        cells.whole(0, 6),
        "Lägsta utbildningsnivå, SUN 2020, 0-6.",
        "Lowest level of schooling, SUN 2020, 0 to 6.",
    ),
    Column(
        "entry_certificates",
        ("krav intyg",),
        cells.name_ids,
        "Intyg som måste finnas innan, skilda med |.",
        "Certificates that must be held before, parted by |.",
    ),
    Column(
        "entry_may_work",
        ("krav får arbeta",),
        cells.yes_no,
        "Måste få arbeta till kursens slut, ja/nej.",
        "Must be allowed to work until the course ends, yes/no.",
    ),
    Column(
        "entry_enrolled",
        ("krav inskriven",),
        cells.yes_no,
        "Måste vara inskriven på Arbetsförmedlingen, ja/nej; kontrolleras alltid.",
        "Must be registered with the public employment service, yes/no; always to be checked.",
    ),
    Column(
        "entry_rules",
        ("behörighet",),
        cells.words,
        "Mer om vem som får gå, med ord; visas och bedöms inte.",
        "More on who may come, in words; shown, and not judged.",
    ),
    Column("admits", ("antar",), cells.words, "Vem som antar.", "Who decides who comes."),
)
_JUDGED = tuple(one.name for one in ENTRY_COLUMNS if one.name != "admits")


def entry_rules(row: RowReader, certificates: Collection[str]) -> EntryRules | None:
    """Return the rules of a row; ``None`` when it says nothing about who may come.

    Parameters
    ----------
    certificates
        Ids of all certificates of the ladders; none of them allows all.
    """
    needed = row.get("entry_certificates", ())
    row.known("entry_certificates", needed, certificates)
    if not row.has(*_JUDGED):
        return None
    overall = row.get("entry_swedish")
    levels = {area: row.get(_swedish_name(area), overall) for area in LanguageArea}
    return EntryRules(
        adult=row.get("entry_adult", default=False),
        swedish={area: level for area, level in levels.items() if level is not None},
        sfi_passed=row.get("entry_sfi_passed"),
        sfi_attended=row.get("entry_sfi_attended"),
        schooling=row.get("entry_schooling"),
        certificates=needed,
        may_work=row.get("entry_may_work", default=False),
        enrolled=row.get("entry_enrolled", default=False),
        text=row.get("entry_rules", ""),
    )
