"""`stegvis plan`: what planners ask; each command stands in a file of its own."""

from __future__ import annotations

import typer

from matcher.cli.plan_allocate import allocate
from matcher.cli.plan_gaps import gaps
from matcher.cli.plan_pathway import pathway
from matcher.cli.plan_spread import spread
from matcher.cli.plan_training import training

plan_app = typer.Typer(
    help="Where jobs and people do not meet, and what to do about it.",
    no_args_is_help=True,
)
plan_app.command("gaps")(gaps)
plan_app.command("allocate")(allocate)
plan_app.command("training")(training)
plan_app.command("pathway")(pathway)
plan_app.command("spread")(spread)
