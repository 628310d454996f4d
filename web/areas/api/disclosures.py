"""What employers were told of a person: read, and written down after a call, as on the page."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from matcher.domain.disclosure import Saying
from matcher.errors import InvalidTransition
from matcher.services.looks import PROFILE
from web.areas.api.disclosures_schema import AllToldSchema, DisclosuresSchema, TellBody
from web.areas.api.once import once_key
from web.areas.api.parts import OutcomeSchema
from web.areas.api.resource import Resource
from web.context import reviewer, services
from web.seen import open_person, seen_suggestion

if TYPE_CHECKING:
    from matcher.domain.views import EmployerView

disclosures = Resource("disclosures", "What employers may be told of a person now, and were told")


@disclosures.read("/participants/<code>/disclosures", AllToldSchema)
def of_person(code: str) -> dict[str, object]:
    """List everything that employers were told of a person; that the account looked is recorded."""
    person = open_person(code)
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    return {"items": services().disclosure.told(person.code)}


@disclosures.read("/suggestions/<suggestion_id>/disclosures", DisclosuresSchema)
def of_suggestion(suggestion_id: str) -> dict[str, object]:
    """Show before a call what the employer may be told now, and what was told already."""
    page = seen_suggestion(suggestion_id)
    services().looks.note(page.suggestion.participant, by=reviewer(), what=PROFILE)
    return {
        "items": page.told,
        "permitted": page.permitted,
        "may_be_told": None if page.view is None else _said(page.view),
    }


@disclosures.write("/suggestions/<suggestion_id>/disclosures", OutcomeSchema, body=TellBody)
def tell(said: dict[str, Any], suggestion_id: str) -> dict[str, object]:
    """Write down what the employer was told, to whom; only what is permitted can be told."""
    key, page = once_key(), seen_suggestion(suggestion_id)
    if page.opening is None:
        raise InvalidTransition(
            "Nothing is open here, so no employer is told. Nothing was saved. Put the person "
            "in line and ask her first."
        )
    saying = Saying(said["contact"], reviewer() or "")
    outcome = services().disclosure_once.say(
        page.suggestion.participant, page.opening.id, frozenset(said["told"]), saying, key
    )
    return outcome.plain


def _said(view: EmployerView) -> dict[str, object]:
    swedish = view.swedish
    said = {one.name: getattr(view, one.name) for one in fields(view)}
    levels = [{"area": area, "level": level} for area, level in swedish or ()]
    return said | {"swedish": None if swedish is None else levels}
