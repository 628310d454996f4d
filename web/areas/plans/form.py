"""The form of an activity: what was typed in it, and what has to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext

from matcher.domain.personal_number import has_personal_number
from matcher.domain.plan_activity import (
    LONGEST_NAME,
    LONGEST_TEXT,
    ActivityKind,
    Timing,
    Written,
)
from web.faults import Fault
from web.forms import day_of, one_of, text_of

if TYPE_CHECKING:
    from matcher.domain.plan import InPlan


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, as text."""

    kind: str = ""
    timing: str = Timing.BESIDE.value
    run_by: str = ""
    text: str = ""
    first_day: str = ""
    last_day: str = ""


def typed_of(one: InPlan) -> Typed:
    """Return the fields of an activity as it stands."""
    written = one.now.written
    return Typed(
        written.kind.value,
        written.timing.value,
        written.run_by,
        written.text,
        written.first_day.isoformat(),
        written.last_day.isoformat() if written.last_day else "",
    )


def read_form(faults: list[Fault]) -> tuple[Typed, Written | None]:
    """Return what was typed, and what it says; what has to be mended is added to the faults."""
    kind, timing = one_of(ActivityKind, "kind"), one_of(Timing, "timing") or Timing.BESIDE
    run_by = text_of("run_by", LONGEST_NAME)
    text = " ".join(request.form.get("activity_text", "").split())
    typed = Typed(
        kind.value if kind else "",
        timing.value,
        run_by,
        text,
        request.form.get("first_day", "").strip()[:10],
        request.form.get("last_day", "").strip()[:10],
    )
    if kind is None:
        faults.append(Fault("kind", gettext("Choose what kind of activity it is.")))
    first = day_of("first_day", "first_day", faults)
    last = day_of("last_day", "last_day", faults, needed=False)
    if first is not None and last is not None and last < first:
        said = gettext("The last day lies before the first one. Check both days.")
        faults.append(Fault("last_day", said))
    for name, words in (("run_by", run_by), ("activity_text", text)):
        if has_personal_number(words):
            said = gettext(
                "There is a personal identity number in the text. Take it out: none are kept here."
            )
            faults.append(Fault(name, said))
    if len(text) > LONGEST_TEXT:
        said = gettext("The note is too long: at most %(most)s characters.", most=LONGEST_TEXT)
        faults.append(Fault("activity_text", said))
    if faults or kind is None or first is None:
        return typed, None
    return typed, Written(kind, first, last, timing, run_by, text)
