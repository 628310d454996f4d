"""What an error page says, by status: what happened, what was kept, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The sentences of one error page, in the language of the page."""

    title: LazyString
    happened: LazyString
    kept: LazyString
    next_step: LazyString


DATABASE_AWAY = ErrorPage(
    _("The database does not answer"),
    _("The server that keeps everything is starting again, or cannot be reached."),
    _("What you just sent was not saved. Everything that was saved before is kept."),
    _(
        "Wait a few seconds and try once more. If it lasts, tell the person who runs Stegvis the "
        "number below."
    ),
)

ERROR_PAGES: Mapping[HTTPStatus, ErrorPage] = {
    HTTPStatus.BAD_REQUEST: ErrorPage(
        _("That could not be read"),
        _("The page was open for long, or the form did not arrive whole."),
        _("Nothing was saved. What you wrote is still there when you go back in the browser."),
        _("Go back, reload the page and send it once more."),
    ),
    HTTPStatus.NOT_FOUND: ErrorPage(
        _("There is nothing here"),
        _(
            "The address leads nowhere, or to something that you may not see: the two look "
            "the same."
        ),
        _("Nothing was changed."),
        _("Check the address, or start from the first page."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ErrorPage(
        _("That does not work from here"),
        _("The address belongs to a button and was opened as a page."),
        _("Nothing was changed."),
        _("Start from the first page and use the buttons there."),
    ),
    HTTPStatus.CONFLICT: ErrorPage(
        _("That is not possible right now"),
        _(
            "Somebody else was first, or it does not stand any more where it stood when you "
            "opened the page."
        ),
        _("Nothing of yours was saved. What somebody else saved is kept."),
        _("Go back and reload the page to see how things stand now."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ErrorPage(
        _("That was too much at once"),
        _("The text or the file was larger than what is taken."),
        _("Nothing was saved. What you wrote is still there when you go back in the browser."),
        _("Send a shorter text, or a file of at most 5 MB."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: ErrorPage(
        _("That was tried too often"),
        _("It was tried so often that it could be a guess."),
        _("Nothing was saved, and nothing is locked."),
        _("Wait a little, then try once more."),
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: ErrorPage(
        _("Something is missing or wrong in what was sent"),
        _("What was sent cannot be used as it is."),
        _("Nothing was saved. What you wrote is still there when you go back in the browser."),
        _("Go back, mend it and send it once more."),
    ),
    HTTPStatus.LOCKED: ErrorPage(
        _("Suggestions are stopped"),
        _("Whoever runs Stegvis has stopped new suggestions for everybody."),
        _("Everything that was decided is kept. Nothing new was suggested."),
        _(
            "Decide on what is on the list as before, and ask whoever runs Stegvis when "
            "suggestions go on."
        ),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: ErrorPage(
        _("A file that the matching needs does not fit"),
        _("The matching cannot start, so nothing can be suggested now."),
        _("Everything that was saved is kept."),
        _("Tell the person who runs Stegvis: `stegvis doctor` says what to do."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: ErrorPage(
        _("Something went wrong on our side"),
        _("Stegvis could not finish what you asked for."),
        _(
            "What was saved before is kept. Look whether what you just sent is there before "
            "you send it again."
        ),
        _("Try once more. If it comes back, tell the person who runs Stegvis the number below."),
    ),
}


def page_for(status: HTTPStatus) -> ErrorPage:
    """Return what to say of a status; one without a page of its own is as of a fault of ours."""
    return ERROR_PAGES.get(status, ERROR_PAGES[HTTPStatus.INTERNAL_SERVER_ERROR])
