"""The command `stegvis`: groups of commands, and errors said in plain words."""

from __future__ import annotations

import logging
import sys

import structlog
import typer
from rich.markup import escape

from matcher.cli.console import notes
from matcher.cli.exit_codes import exit_code_of
from matcher.cli.lazy_commands import lazy_group
from matcher.errors import StegvisError

COMMANDS = {
    "demo": "matcher.cli.demo:demo",
    "serve": "matcher.cli.serve:serve",
    "accounts": "matcher.cli.accounts:accounts_app",
    "tokens": "matcher.cli.tokens:tokens_app",
    "doctor": "matcher.cli.doctor:doctor",
    "backup": "matcher.cli.backup:backup",
    "restore": "matcher.cli.restore:restore",
    "database": "matcher.cli.database:database_app",
    "person": "matcher.cli.person:person_app",
    "register": "matcher.cli.register:register_app",
    "suggest": "matcher.cli.suggest:suggest",
    "link": "matcher.cli.link:link",
    "ladders": "matcher.cli.ladders:ladders_app",
    "import": "matcher.cli.imports:import_app",
    "openings": "matcher.cli.openings:openings_app",
    # The module that has the last command of the group.
    "taxonomy": "matcher.cli.taxonomy_use:taxonomy_app",
    "index": "matcher.cli.indexes:index_app",
    "evaluate": "matcher.cli.evaluate:evaluate_app",
    "audit": "matcher.cli.audit:audit_app",
    "jobs": "matcher.cli.jobs:jobs_app",
    "suggestions": "matcher.cli.suggestions:suggestions_app",
    "permissions": "matcher.cli.permissions:permissions_app",
    "outbox": "matcher.cli.outbox:outbox_app",
    "plan": "matcher.cli.plan:plan_app",
    # The module that has the last command of the group.
    "report": "matcher.cli.report_target:report_app",
    "instrument": "matcher.cli.instruments:instrument_app",
}

app = typer.Typer(
    cls=lazy_group(COMMANDS),
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


def run() -> None:
    """Run the command line; an error of ours is one message and an exit code."""
    try:
        app()
    except StegvisError as error:
        notes.print(f"[red]{escape(str(error))}[/red]", soft_wrap=True)
        raise SystemExit(exit_code_of(error)) from error
