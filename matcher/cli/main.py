"""The command `stegvis`: groups of commands, and errors said in plain words."""

from __future__ import annotations

import errno
import logging
import sys

import typer
from rich.markup import escape

from matcher.cli.console import notes
from matcher.cli.exit_codes import exit_code_of
from matcher.cli.lazy_commands import Place, lazy_group
from matcher.errors import SettingsError, StegvisError

COMMANDS = {
    "demo": Place(
        "matcher.cli.demo:demo",
        "Prepare the invented demo programme: people, openings, indexes and suggestions.",
    ),
    "serve": Place("matcher.cli.serve:serve", "Serve the web interface until Ctrl-C."),
    "accounts": Place(
        "matcher.cli.accounts:accounts_app",
        "Users: who may sign in, in which role, and whom they see.",
    ),
    "tokens": Place(
        "matcher.cli.tokens:tokens_app",
        "Tokens: what other programs come with when they use the API.",
    ),
    "doctor": Place(
        "matcher.cli.doctor:doctor",
        "Look at settings, ladders, database, encoder and indexes, and say how to mend them.",
    ),
    "backup": Place(
        "matcher.cli.backup:backup",
        "Write the database to one file, while Stegvis goes on working.",
    ),
    "restore": Place(
        "matcher.cli.restore:restore",
        "Put a backup in the place of the database; stop the server first.",
    ),
    "database": Place(
        "matcher.cli.database:database_app", "Move the programme's rows to a database server."
    ),
    "person": Place(
        "matcher.cli.person:person_app",
        "One person: into the programme, what she may ask for, out of it.",
    ),
    "register": Place(
        "matcher.cli.register:register_app", "What every column of the database is for."
    ),
    "suggest": Place(
        "matcher.cli.suggest:suggest",
        "Suggest first jobs, with reasons for and against and what would change them.",
    ),
    "link": Place(
        "matcher.cli.link:link",
        "Name the occupations and skills that a text speaks of, with how sure that is.",
    ),
    "ladders": Place("matcher.cli.ladders:ladders_app", "The job ladders."),
    "import": Place("matcher.cli.imports:import_app", "Bring in participants and openings."),
    "openings": Place(
        "matcher.cli.openings:openings_app", "Openings, and the occupations they may be."
    ),
    # The module that has the last command of the group.
    "taxonomy": Place(
        "matcher.cli.taxonomy_use:taxonomy_app", "Public taxonomies: ESCO and JobTech."
    ),
    "index": Place("matcher.cli.indexes:index_app", "The vector indexes."),
    "evaluate": Place("matcher.cli.evaluate:evaluate_app", "Measure quality on labelled rows."),
    "audit": Place("matcher.cli.audit:audit_app", "The audit log: who did what and when."),
    "jobs": Place("matcher.cli.jobs:jobs_app", "What is done because time has passed."),
    "suggestions": Place(
        "matcher.cli.suggestions:suggestions_app",
        "Stop suggestions for everybody, and let them go on.",
    ),
    "permissions": Place(
        "matcher.cli.permissions:permissions_app",
        "What a person lets an employer know, and what an employer was told.",
    ),
    "outbox": Place(
        "matcher.cli.outbox:outbox_app",
        "Messages that wait until a person takes them out; nothing goes out by itself.",
    ),
    "plan": Place(
        "matcher.cli.plan:plan_app", "Where jobs and people do not meet, and what to do about it."
    ),
    # The module that has the last command of the group.
    "report": Place(
        "matcher.cli.report_target:report_app", "Counts of what happened, each with its definition."
    ),
    "instrument": Place(
        "matcher.cli.instruments:instrument_app", "Questions to people about themselves."
    ),
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
    # A third of what `stegvis --help` would wait for, and help logs nothing.
    import structlog  # noqa: PLC0415

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
    except OSError as error:
        # A disk that is full or a folder of somebody else: no fault of the program.
        if error.filename is None and error.errno != errno.ENOSPC:
            raise
        from matcher.settings import load_settings  # noqa: PLC0415  (help needs no settings)

        place = error.filename or load_settings().home
        said = SettingsError(
            f"{place} cannot be used: {error.strerror}. Check that you may read and write there "
            "and that the disk has room; STEGVIS_HOME says where state lies."
        )
        notes.print(f"[red]{escape(str(said))}[/red]", soft_wrap=True)
        raise SystemExit(exit_code_of(said)) from error
