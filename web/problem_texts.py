"""What programs are told about their requests, by code: the status and a sentence."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask_babel.speaklater import LazyString

PROBLEM_TEXTS: Mapping[str, tuple[HTTPStatus, LazyString]] = {
    "token.missing": (
        HTTPStatus.UNAUTHORIZED,
        _("Send a token: Authorization: Bearer TOKEN. Whoever runs Stegvis makes one."),
    ),
    "token.invalid": (
        HTTPStatus.UNAUTHORIZED,
        _("This token opens nothing: it is unknown, expired or revoked. Ask for a new one."),
    ),
    "scope.missing": (
        HTTPStatus.FORBIDDEN,
        _("This token was made for less. Ask for one with the scope %(scope)s."),
    ),
    "not_found": (
        HTTPStatus.NOT_FOUND,
        _(
            "There is nothing here, or nothing that you may see: the two look the same. Check "
            "the address and the code in it."
        ),
    ),
    "too_many_requests": (
        HTTPStatus.TOO_MANY_REQUESTS,
        _("That was too often. Wait as long as Retry-After says, then go on."),
    ),
    "unreadable": (
        HTTPStatus.BAD_REQUEST,
        _("What was sent is no JSON, or did not arrive whole. Send it once more."),
    ),
    "fields": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _(
            "Some fields are missing or cannot be used; each of them is named. Nothing was "
            "saved. Mend these fields and send it once more."
        ),
    ),
    "rows": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _(
            "Some rows cannot be used; “rejected” names each of them. Nothing was saved. Mend "
            "these rows and send all once more."
        ),
    ),
    "fields.here": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _(
            "As this stands, more has to be said with it; each field is named. Nothing was "
            "saved. Fill these fields and send it once more."
        ),
    ),
    "cursor": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("This cursor is none of this list. Begin without one, and follow “next”."),
    ),
    "if_match.missing": (
        HTTPStatus.PRECONDITION_REQUIRED,
        _("Say in If-Match which version was looked at: the ETag of what you read."),
    ),
    "if_match": (
        HTTPStatus.PRECONDITION_FAILED,
        _("The version in If-Match is none of this. Read it again. Nothing was saved."),
    ),
    "changed": (
        HTTPStatus.PRECONDITION_FAILED,
        _("Somebody else moved this since you read it. Read it again. Nothing was saved."),
    ),
    "key.other": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _(
            "Something else was sent under this Idempotency-Key before. Nothing was saved. Send "
            "this under a new key."
        ),
    ),
    "idempotency_key.missing": (
        HTTPStatus.BAD_REQUEST,
        _(
            "Send an Idempotency-Key of 1 to 200 letters, digits and signs, the same when you "
            "send this again."
        ),
    ),
    "method_not_allowed": (
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("That cannot be done here. Use one of the methods that Allow names."),
    ),
    "being_made": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("This is still being made. Ask again in as many seconds as Retry-After says."),
    ),
    "media_type": (
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This cannot be sent here. Say in Content-Type one of: %(types)s."),
    ),
    "too_large": (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("That was too much at once. Send less. Nothing was saved."),
    ),
    "database_away": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The database does not answer. What was sent was not saved; send it again soon."),
    ),
    "unavailable": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("A file that the matching needs does not fit. Tell the person who runs Stegvis."),
    ),
    "internal": (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong on our side. Tell the person who runs Stegvis the reference."),
    ),
}
