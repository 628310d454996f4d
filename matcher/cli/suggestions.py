"""`stegvis suggestions`: the stop switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json

if TYPE_CHECKING:
    from matcher.domain.stop import Stop

suggestions_app = typer.Typer(
    help="Stop suggestions for everybody, and let them go on.", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@suggestions_app.command()
def stop(
    by: Annotated[str, typer.Option(help="Who stops them; shown on every page.")],
    reason: Annotated[str, typer.Option(help="Why; shown on every page.")],
    as_json: AsJson = False,
) -> None:
    """Stop suggestions on all workers; decisions go on."""
    _print(open_services().stop_switch.stop(by=by, reason=reason), as_json=as_json)


@suggestions_app.command()
def start(
    by: Annotated[str, typer.Option(help="Who lets them go on; kept in the audit log.")],
    as_json: AsJson = False,
) -> None:
    """Let suggestions go on."""
    open_services().stop_switch.start(by=by)
    _print(None, as_json=as_json)


@suggestions_app.command()
def status(as_json: AsJson = False) -> None:
    """Say whether suggestions are stopped, by whom and why."""
    _print(open_services().stop_switch.status(), as_json=as_json)


def _print(stop: Stop | None, *, as_json: bool) -> None:
    if as_json:
        print_json(_to_json(stop))
    elif stop is None:
        out.print("Suggestions are made as usual.")
    else:
        out.print(
            f"Suggestions are stopped since {stop.at:%Y-%m-%d %H:%M} UTC, by {escape(stop.by)}: "
            f"{escape(stop.reason)}",
            soft_wrap=True,
        )
        out.print("Decisions go on. Let them go on with `stegvis suggestions start --by NAME`.")


def _to_json(stop: Stop | None) -> dict[str, Any]:
    return {
        "stopped": stop is not None,
        "by": stop.by if stop else None,
        "at": stop.at.isoformat() if stop else None,
        "reason": stop.reason if stop else None,
    }
