"""`stegvis outbox`: messages wait until a person copies, prints, says or sends them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import note, open_services, out, print_json
from matcher.domain.disclosure import How
from matcher.domain.outbox import MessageState
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.bootstrap import Services
    from matcher.domain.outbox import OutboxMessage
    from matcher.services.outbox import MessageText

outbox_app = typer.Typer(
    help="Messages that wait until a person takes them out; nothing goes out by itself.",
    no_args_is_help=True,
)

Id = Annotated[str, typer.Argument(help="Id of the message.", show_default=False)]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
Contact = Annotated[
    str | None,
    typer.Option(help="Who at the employer is told; needed when the text is about a person."),
]
Lang = Annotated[str | None, typer.Option(help="sv, en or ar; the reader's own when left out.")]
OutFile = Annotated[Path, typer.Option("--out", help="A new file.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@outbox_app.command("list")
def list_messages(
    every: Annotated[bool, typer.Option("--all", help="The sent and cancelled too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the messages that wait, the oldest first."""
    found = open_services().outbox.messages(ended=every)
    if as_json:
        print_json([_to_json(one) for one in found])
        return
    if not found:
        out.print("The outbox is empty.")
        return
    table = Table(
        Column("Id", no_wrap=True),
        Column("For", overflow="fold"),
        "Message",
        Column("Opening", overflow="fold"),
        "State",
        "Since",
    )
    for one in found:
        cells = (
            one.id,
            f"{one.to_kind.value} {one.to}",
            one.template,
            one.opening or "",
            one.state.value,
            f"{one.handled_at or one.created_at:%Y-%m-%d %H:%M}",
        )
        table.add_row(*(escape(cell) for cell in cells))
    out.print(table)


@outbox_app.command()
def show(message: Id, lang: Lang = None, as_json: AsJson = False) -> None:
    """Show a message as it reads now; it goes on waiting."""
    _print(open_services().outbox.show(message, lang), as_json=as_json)


@outbox_app.command()
def copy(
    message: Id, by: By, contact: Contact = None, lang: Lang = None, as_json: AsJson = False
) -> None:
    """Print the text to copy it, and note that it was copied."""
    taken = _take(open_services(), message, MessageState.COPIED, How.MESSAGE, by, contact, lang)
    _print(taken, as_json=as_json)


@outbox_app.command()
def letter(
    message: Id, by: By, out_file: OutFile, contact: Contact = None, lang: Lang = None
) -> None:
    """Write the text as a letter to print, and note that it was printed."""
    from matcher.bootstrap import now  # noqa: PLC0415  (comes with the services)
    from matcher.interchange.letter import letter as page_of  # noqa: PLC0415

    services = open_services()

    def page() -> str:
        taken = _take(services, message, MessageState.PRINTED, How.LETTER, by, contact, lang)
        return page_of(taken.text, now().date())

    _write(out_file, page)


@outbox_app.command()
def qr(
    message: Id,
    by: By,
    out_file: Annotated[
        Path | None, typer.Option("--out", help="A new SVG file; on the terminal when left out.")
    ] = None,
    contact: Contact = None,
    lang: Lang = None,
) -> None:
    """Show the text as a QR code that a telephone reads, and note that it was copied."""
    from matcher.interchange.qr_code import qr_svg, qr_terminal  # noqa: PLC0415  (loads a library)

    services = open_services()

    def text() -> str:
        return _take(
            services, message, MessageState.COPIED, How.MESSAGE, by, contact, lang
        ).text.body

    if out_file is None:
        typer.echo(qr_terminal(text()))
    else:
        _write(out_file, lambda: qr_svg(text()))


@outbox_app.command()
def said(message: Id, by: By, contact: Contact = None, as_json: AsJson = False) -> None:
    """Note that a message was said, by phone or face to face."""
    taken = _take(open_services(), message, MessageState.SAID, How.CALL, by, contact, None)
    _print_state(taken.message, as_json=as_json)


@outbox_app.command()
def send(
    message: Id,
    by: By,
    to: Annotated[str, typer.Option(help="Mail address; used once and not kept.")],
    contact: Contact = None,
    lang: Lang = None,
    as_json: AsJson = False,
) -> None:
    """Send a message by the mail relay that STEGVIS_MAIL_RELAY names."""
    from matcher.services.outbox import Taking  # noqa: PLC0415  (comes with the services)

    taking = Taking(MessageState.SENT, How.MESSAGE, by, contact, lang)
    sent = open_services().outbox.send(message, to, taking)
    _print_state(sent.message, as_json=as_json)


@outbox_app.command()
def cancel(message: Id, by: By, as_json: AsJson = False) -> None:
    """Cancel a message that is not needed any more."""
    _print_state(open_services().outbox.cancel(message, by=by), as_json=as_json)


def _take(
    services: Services,
    message: str,
    state: MessageState,
    how: How,
    by: str,
    contact: str | None,
    lang: str | None,
) -> MessageText:
    from matcher.services.outbox import Taking  # noqa: PLC0415  (comes with the services)

    return services.outbox.take(message, Taking(state, how, by, contact, lang))


def _write(path: Path, content: Callable[[], str]) -> None:
    """Write a new file; what is told is recorded only when the file can be made."""
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            try:
                file.write(content())
            except BaseException:
                path.unlink()
                raise
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}. Name another file."
        ) from error
    note(f"Written to {escape(str(path))}.")


def _print(shown: MessageText, *, as_json: bool) -> None:
    if as_json:
        text = {"lang": shown.text.lang, "subject": shown.text.subject, "body": shown.text.body}
        told = [step.value for step in shown.told]
        print_json({**_to_json(shown.message), "text": text, "tells": told})
        return
    # Plain, without wrapping and colours: it is copied from here.
    typer.echo(f"{shown.text.subject}\n\n{shown.text.body}")


def _print_state(message: OutboxMessage, *, as_json: bool) -> None:
    if as_json:
        print_json(_to_json(message))
        return
    out.print(f"Message {message.id}: {message.state.value}.")


def _to_json(one: OutboxMessage) -> dict[str, Any]:
    return {
        "id": one.id,
        "to_kind": one.to_kind.value,
        "to": one.to,
        "about": one.about,
        "opening": one.opening,
        "template": one.template,
        "state": one.state.value,
        "created_at": one.created_at.isoformat(),
        "by": one.by,
        "handled_at": one.handled_at.isoformat() if one.handled_at else None,
        "handled_by": one.handled_by,
    }
