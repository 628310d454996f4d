"""An invented list as offices have them: a title above, names, numbers, and twelve faults."""

from __future__ import annotations

import io

from openpyxl import Workbook

ROWS = 60
FIRST_ROW = 4
NUMBER = "811218-9876"
HEADER = (
    "Deltagar-ID", "Namn", "Personnr", "Modersmål", "Bor i", "Tidigare jobb", "Svenskanivå",
    "Sfi", "B-körkort", "Timmar", "Kan börja", "Handläggarens anteckning",
)  # fmt: skip
WORK = (
    "Jag har diskat och städat i ett skolkök",
    "Tog hand om min mormor hemma i sex år",
    "Packade varor på ett lager",
    "Lagade mat till bröllop med hundra gäster",
    "Murade och gjutit golv",
)
FAULTS = {
    5: ("Modersmål", "Arabiska", "ar"),
    9: ("Modersmål", "Somaliska", "so"),
    12: ("Kan börja", "15/8 2026", "2026-08-15"),
    16: ("Timmar", "ca 30 tim", "30"),
    20: ("Timmar", "75", "40"),
    24: ("Sfi", "E", "D"),
    28: ("B-körkort", "kanske", ""),
    32: ("Svenskanivå", "B3", "B1"),
    36: ("Deltagar-ID", "D032", "D900"),
    41: ("Deltagar-ID", NUMBER, "D901"),
    45: ("Timmar", "=20+10", "30"),
    50: ("Deltagar-ID", None, None),
}
"""By row: the column, what stands in it, and what somebody writes; ``None`` leaves the row out.

Row 36 has the code of row 35.
"""


def messy_rows() -> list[list[str | None]]:
    """Return the rows below the header."""
    rows: list[list[str | None]] = []
    for place in range(ROWS):
        number = FIRST_ROW + place
        row = {
            "Deltagar-ID": f"D{number - 3:03}",
            "Namn": "Påhittad Person",
            "Personnr": NUMBER,
            "Modersmål": ("ar", "so", "ti", "sv", "fa")[place % 5],
            "Bor i": ("Hjällbo", "Biskopsgården", "Bergsjön")[place % 3],
            "Tidigare jobb": WORK[place % 5],
            "Svenskanivå": ("A1", "A2", "B1")[place % 3],
            "Sfi": ("A", "B", "C", "D")[place % 4],
            "B-körkort": ("ja", "nej")[place % 2],
            "Timmar": "30",
            "Kan börja": "2026-09-01",
            "Handläggarens anteckning": "ring",
        }
        if number in FAULTS:
            column, value, _ = FAULTS[number]
            row[column] = value
        rows.append([row[name] for name in HEADER])
    rows[0][5] = f"Ring {NUMBER} om städning"
    return rows


def messy_workbook() -> bytes:
    """Return the list as a workbook."""
    book = Workbook()
    for row in (["Deltagarlista hösten"], [], HEADER, *messy_rows()):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
