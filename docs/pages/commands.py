"""The page of commands, read from the commands themselves."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli.main import app
from pages.faults import exit_codes
from pages.markdown import code, page, plain, table
from training.cli import app as training_app

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ABOUT = """
`--help` after any command says the same. With `--json` a command prints one JSON document on
standard output and nothing else; progress and notes go to standard error. What commands work on is
set by [environment variables](settings.md).
"""

_JSON: Mapping[str, str] = {
    "`stegvis suggest`": (
        "`run` (`id`, `encoder`, `index`, `weights`, `seed`, `at`); `elapsed_ms`; `participant` "
        "(a code, or null); `suggestions`; `none_because` (null, or `text` and `shortest_way`)"
    ),
    "one of its `suggestions`": (
        "`opening` (`id`, `title`, `kind`) or null; `step` (`id`, `sector`, `title`) or null; "
        "`participant`; `score`; `band`; `contributions` by [feature](weights.md); `reasons_for`, "
        "`reasons_against`, `missing_facts` (each `code`, `text`); `what_would_change` (`change`, "
        "`weeks`, `band_after`); `next_steps` (`step`, `training`, `weeks`)"
    ),
    "`stegvis evaluate sectors`": (
        "`n`, `n_with_sector`, `accuracy`, `ci95`, `by_lang`, `false_positive_rate`, `confusion`, "
        "`encoder`; see [how it is measured](evaluation.md)"
    ),
    "`stegvis evaluate next-step`": (
        "`hits_at_10`, `mrr`, `n`, `ci95`, `occupations`, `cold`, `control`, `encoder`, `weights`, "
        "`sources` (file read, or null); cold also `known_ways_left_out` (`hits_at_10`, `mrr`); "
        "see [how it is measured](evaluation.md#how-well-next-jobs-are-found)"
    ),
    "`stegvis evaluate linking`, `stegvis evaluate skills`": (
        "`mrr` (of the fused ranking), `success_at_1`, `success_at_5`, `success_at_10`, `n`, "
        "`ci95`, `encoder`, `components` (MRR of `dense`, `lexical`, `fused`), `unseen_concepts` "
        "(`mrr`, `n`); also `mrr_by_concept` (labels of one concept counted once), `task`, "
        "`fusion`, `control`; with `--against` also `against`: the same of the other encoder, and "
        "the paired `difference` of each component (`mrr`, `ci95`); see "
        "[how it is measured](evaluation.md#how-well-labels-are-ranked)"
    ),
    "`stegvis ladders next`": (
        "for each occupation asked about: `occupation`; `known` (each with `percentage`); "
        "`proposals` (each `id`, `label`, `ssyk`, `score`, `known_back`, and `evidence` with "
        "`code`, `text`, `worth`, `concepts`; the worths sum to the score)"
    ),
    "`stegvis import participants`, `stegvis import openings`": (
        "`file`, `kind`, `dry_run`; the numbers `created`, `updated`, `unchanged`, "
        "`rejected_rows`; `rejected` (faults); `rows` (how each opening was read, with "
        "`occupations` suggested where it has no codes); `batch` (null when nothing was written)"
    ),
    "`stegvis backup`": (
        "`file`, `format`, `product`, `schema`, `programme`, `created_at`, `deleted_people` (how "
        "many were on the list), `tables` (for each: `rows`, `sha256` over its rows), `parts` (for "
        "each: `bytes`, `sha256`)"
    ),
    "`stegvis restore`": (
        "`dry_run`; `backup` (as above); `schema` (afterwards); `changes` (for each table that "
        "differs: `now`, `then`, each `rows`, `sha256` or null); `deleted_again`; `replaced` (file "
        "or null); `readable` (whether the database of before was)"
    ),
    "`stegvis person delete`": (
        "`dry_run`; `rows` by table; `texts`; `index_rows`; `replaced_databases` (files that may "
        "still hold the person)"
    ),
    "`stegvis person export`": "`files`; `rows` by table",
    "`stegvis register show`": (
        "for each column: `table`, `column`, `purpose`, `basis` (`id`, `text`, `decided_by`), "
        "`retention` (`id`, `starts`, `lasts`, `decided_by`), `secrecy`, `personal`, `exports`"
    ),
    "`stegvis register check`": "`columns` (how many), `faults` (sentences)",
    "`stegvis doctor`": "for each thing looked at: `ok`, `text`",
    "`stegvis index build`, `stegvis index verify`": (
        "for each index: `name`, `rows`, `version`, `problem` (null when in order)"
    ),
    "`stegvis link`": (
        "`lang`; `encoder`; `versions` (numbers of those in use); `prepared` (whether labels are "
        "compared by meaning); `links`: `scheme`, `id`, `kind`, `code`, `label`, `label_lang`, "
        "`confidence`, `found_by`, `matched` (the label that led there); `guesses`: the same, less "
        "than 0.1 sure, where there is no link"
    ),
    "`stegvis openings show`, each of `stegvis openings list`": (
        "`opening`, `title`, `kind`, `state`, `sector`, `step`; `occupations`: `id`, `scheme`, "
        "`concept`, `label`, `label_lang`, `confidence`, `found_by`, `state`, `version`, `by`, "
        "`at` (`stegvis openings confirm`, `refuse` and `undo` print one of these); `moves`: `id`, "
        "`scheme`, `concept`, `label`, `move`, `by`, `at`, the first one first"
    ),
    "`stegvis taxonomy prepare`": "`labels`: how many are embedded",
    "`stegvis taxonomy import`": (
        "for each scheme: `scheme`, `version` (null when nothing was switched), `dry_run`, "
        "`unchanged`, `files` (`name`, `sha256`, `rows`, `rejected`, `set_aside`), "
        "`not_read_again`, `rejected`, `set_aside` (faults and notes with their places)"
    ),
    "`stegvis taxonomy list`": (
        "for each version: `number`, `scheme`, `name`, `state`, `at`, `by`, `files`, `counts`, "
        "`prepared_for`"
    ),
    "`stegvis taxonomy use`": (
        "`before` (null, or a version as in the list), `after`, `dry_run`, `unchanged`; `comes`, "
        "`goes` (concepts by kind); `confirmed_lost`: `scheme`, `id`, `labels`, `times`"
    ),
    "`stegvis taxonomy search`": (
        "for each concept: `scheme`, `id`, `kind`, `code`, `label`, `lang`, `found_by` (`text`, "
        "`lang`), `labels`, `alternatives`, `descriptions` by language"
    ),
    "`stegvis ladders check`": "for each file: `file`, `ok`, `faults`",
}

Command = Any  # a command of the library behind typer, which has no public name of its own


def programs() -> Mapping[str, Command]:
    """Return the root command of each program, by its name."""
    return {
        "stegvis": typer.main.get_command(app),
        "stegvis-train": typer.main.get_command(training_app),
    }


def leaves(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    """Yield every command that does something, with its whole name."""
    under = getattr(command, "commands", None)
    if under is None:
        yield name, command
        return
    for part, inner in under.items():
        yield from leaves(f"{name} {part}", inner)


def example_in(command: Command) -> str:
    """Return the example that a command's help ends with."""
    return (command.epilog or "").removeprefix("Example: ")


def commands_page() -> str:
    """Return the page."""
    found = [leaf for name, root in programs().items() for leaf in leaves(name, root)]
    overview = table(
        ("command", "what it does"),
        ((f"[`{name}`](#{name.replace(' ', '-')})", _first(command)) for name, command in found),
    )
    return page(
        "Commands",
        _ABOUT,
        overview,
        "## Exit codes",
        exit_codes(),
        "## What `--json` holds",
        table(("command", "document"), _JSON.items()),
        "More keys may come; these keep their meaning.",
        *(_section(name, command) for name, command in found),
    )


def _first(command: Command) -> str:
    return plain(command.help or "").partition("\n\n")[0]


def _section(name: str, command: Command) -> str:
    context = typer.Context(command, info_name=name)
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join([name, *("[OPTIONS]" for _ in options[:1]), *map(_place, arguments)])
    parts = [f"## {name}", plain(command.help or ""), f"```\n{usage}\n```"]
    if command.params:
        rows = [(code(_place(p)), _takes(p, context), "", p.help or "") for p in arguments]
        rows += [
            (code(", ".join(p.opts)), _takes(p, context), _default(p), p.help or "")
            for p in options
        ]
        parts.append(table(("argument or option", "takes", "default", "meaning"), rows))
    parts.append(f"For example:\n\n```\n{example_in(command)}\n```")
    return "\n\n".join(parts)


def _place(argument: Command) -> str:
    name = argument.name.upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _takes(parameter: Command, context: typer.Context) -> str:
    if getattr(parameter, "is_flag", False):
        return "nothing"
    if parameter.min is not None or parameter.max is not None:
        return f"{parameter.min} to {parameter.max}"
    form = parameter.get_help_record(context)[0]
    kind = str(form).partition("<")[2].rstrip(">")
    words = {"str": "text", "path": "path", "int": "a whole number", "list[Path]": "paths"}
    return words.get(kind, kind.replace("|", ", "))


def _default(option: Command) -> str:
    if option.required:
        return "(must be given)"
    value = option.default.value if isinstance(option.default, Enum) else option.default
    return "" if value is None or value is False else code(value)
