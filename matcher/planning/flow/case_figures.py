"""Figures of one's own people: those of the report, and how soon a first job came."""

from __future__ import annotations

from matcher.domain.text import LocalText
from matcher.planning.flow.figures import FIGURES, ROWS_OF_PEOPLE, Figure
from matcher.planning.flow.rows import OUTREACH, WITHIN


def _within(after: str, sv: str, en: str, ar: str) -> Figure:
    return Figure(
        f"{WITHIN}_{after}",
        LocalText(
            sv=f"Första jobb inom {sv}",
            en=f"First job within {en}",
            ar=f"العمل الأول خلال {ar}",
        ),
        LocalText(
            sv=f"Av dem som började i programmet för minst {sv} sedan: de vars första arbete med "
            f"lön genom oss började senast {sv} efter den dagen. Den som saknar dag för starten "
            f"räknas inte.",
            en=f"Of those who entered at least {en} ago: those whose first job with a wage through "
            f"us began at most {en} after that day. Whoever has no day of entry is not counted.",
            ar=f"ممن التحقوا قبل {ar} على الأقل: من بدأ أول عمل لهم بأجر عن طريقنا خلال {ar} من "
            f"ذلك اليوم. لا يُحسب من ليس له يوم التحاق.",
        ),
        rows=ROWS_OF_PEOPLE,
    )


_SOON = (
    _within("6", "6 månader", "6 months", "6 أشهر"),
    _within("12", "12 månader", "12 months", "12 شهراً"),
)
_PLACE = [one.name for one in FIGURES].index("first_job") + 1

PEOPLE_FIGURES = tuple(
    one
    for one in (*FIGURES[:_PLACE], *_SOON, *FIGURES[_PLACE:])
    if one.recorded and one.name not in OUTREACH
)
"""Figures about people, in the order in which they are shown."""

EMPLOYER_FIGURES = tuple(one for one in FIGURES if one.name in OUTREACH)
"""Figures about employers."""
