"""The command `stegvis`: groups of commands, and errors said in plain words."""

from __future__ import annotations

import logging
import sys

import structlog
import typer
from rich.markup import escape

from matcher.cli.console import notes
from matcher.cli.demo import demo
from matcher.cli.doctor import doctor
from matcher.cli.evaluate import evaluate_app
from matcher.cli.exit_codes import exit_code_of
from matcher.cli.imports import import_app
from matcher.cli.indexes import index_app
from matcher.cli.ladders import ladders_app
from matcher.cli.link import link
from matcher.cli.openings import openings_app
from matcher.cli.serve import serve
from matcher.cli.suggest import suggest
from matcher.cli.taxonomy import taxonomy_app
from matcher.cli.taxonomy_use import use_version
from matcher.errors import StegvisError

app = typer.Typer(
    help="Step by step: a first job, and the next ones.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _start() -> None:
    """Step by step: a first job, and the next ones."""
    structlog.configure(
        # asked for anew with each message: whoever calls us may exchange standard error
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


app.command()(demo)
app.command()(serve)
app.command()(doctor)
app.command()(suggest)
app.command()(link)
app.add_typer(ladders_app, name="ladders")
app.add_typer(import_app, name="import")
app.add_typer(openings_app, name="openings")
taxonomy_app.command("use")(use_version)
app.add_typer(taxonomy_app, name="taxonomy")
app.add_typer(index_app, name="index")
app.add_typer(evaluate_app, name="evaluate")


def run() -> None:
    """Run the command line; an error of ours is one message and an exit code."""
    try:
        app()
    except StegvisError as error:
        notes.print(f"[red]{escape(str(error))}[/red]", soft_wrap=True)
        raise SystemExit(exit_code_of(error)) from error
