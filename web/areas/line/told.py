"""What an employer may be told of a person now, line by line, as it is said on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext

from web.choices import line_label
from web.languages import isolated, language, language_name, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ladders import Ladders
    from matcher.domain.views import EmployerView


def said_of(view: EmployerView, ladders: Ladders) -> tuple[tuple[str, str], ...]:
    """Return label and text of each thing; what is permitted and not known is named as that."""
    lines = [(line_label("code"), str(view.code))]
    if view.skills is not None:
        swedish = [f"{named(area, 'area')} {isolated(level)}" for area, level in view.swedish or ()]
        lines += [
            (line_label("skills"), _listed(view.skills)),
            (line_label("certificates"), _listed(_certificates(view, ladders))),
            (line_label("swedish"), _listed(swedish)),
            (line_label("languages"), _listed(language_name(t) for t in view.languages or ())),
        ]
    if view.driving_licence is not None:
        has = gettext("yes") if view.driving_licence else gettext("no")
        lines.append((line_label("driving_licence"), has))
    if view.name_and_contact:
        text = gettext("You may give them; they are not kept here.")
        lines.append((gettext("Name and contact"), text))
    return tuple(lines)


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts) or gettext("nothing confirmed yet")


def _certificates(view: EmployerView, ladders: Ladders) -> list[str]:
    names = {
        need.id: need.names.get(language())
        for step in ladders.steps.values()
        for need in step.certificates
    }
    return [names.get(one, one) for one in view.certificates or ()]
