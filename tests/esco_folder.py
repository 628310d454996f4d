"""A few ESCO concepts in the reduced layout."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from matcher.evaluation.label_task import is_held_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

BASE = "http://data.europa.eu/esco"


def seen(kind: str, start: int = 0) -> str:
    """A URI that may be trained on."""
    return next(
        uri for n in range(start, start + 99) if not is_held_out(uri := f"{BASE}/{kind}/{n}")
    )


def unseen(kind: str) -> str:
    """A URI that is held out."""
    return next(uri for n in range(99) if is_held_out(uri := f"{BASE}/{kind}/{n}"))


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def make_esco(folder: Path, occupations: int = 40, skills: int = 40) -> None:
    """Write occupations in groups of five, skills below one, and their relations."""
    made = [
        {
            "uri": f"{BASE}/occupation/{n}",
            "isco_code": f"{1000 + n // 5}",
            "label_sv": f"yrke {n}",
            "label_en": f"occupation {n}",
            "alt_labels_sv": f"arbete {n}|syssla {n}",
            "alt_labels_en": f"job {n}",
            "description_en": f"People of occupation {n} do the work of occupation {n}.",
        }
        for n in range(occupations)
    ]
    write_rows(folder / "esco_occupations.csv", list(made[0]), made)
    others = [
        {"uri": row["uri"], "lang": "de", "label": f"Beruf {n}"} for n, row in enumerate(made)
    ]
    write_rows(folder / "esco_occupation_labels_other_langs.csv", ["uri", "lang", "label"], others)
    known = [
        {
            "uri": f"{BASE}/skill/{n}",
            "label_sv": f"kunna {n}",
            "label_en": f"know {n}",
            "broader_uris": f"{BASE}/skill/above|{BASE}/skill/more",
            "text_en_alt_and_description": f"know {n} knowing {n} about it Understand what {n} is.",
        }
        for n in range(skills)
    ]
    write_rows(folder / "esco_skills.csv", list(known[0]), known)
    ties = [
        {"occupation_uri": made[n]["uri"], "skill_uri": known[n]["uri"], "relation": kind}
        for n in range(min(occupations, skills))
        for kind in ("essential", "optional")
    ]
    write_rows(folder / "esco_occupation_skill.csv", list(ties[0]), ties)
    groups = [
        {
            "code": f"{1000 + n}",
            "uri": f"{BASE}/isco/C{1000 + n}",
            "label_en": f"Workers of group {n}",
            "label_sv": f"Arbetare i grupp {n} m.fl.",
        }
        for n in range(occupations // 5)
    ]
    write_rows(folder / "esco_isco_groups.csv", list(groups[0]), groups)
