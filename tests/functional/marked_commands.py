"""Every command there is, run on the marked programme, and what it prints or writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer
from functional.marked_values import HERS, OTHERS, PERSONAL_NUMBER
from functional.marked_viewers import marks_in
from functional.web_programme import EverythingFits
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.cli.main import app
from matcher.domain.api_token import WantedToken
from matcher.domain.role import Role
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click
    import pytest
    from functional.marked_office import Office

BY = ("--by", "Anna Ek")
NOT_RUN = {
    "demo": "makes another programme",
    "serve": "the same pages in another process",
    "restore": "prints what `backup` prints",
    "database copy": "prints numbers of rows, and needs a server",
    **dict.fromkeys(
        (
            "evaluate next-step",
            "evaluate linking",
            "evaluate skills",
            "evaluate sectors",
            "taxonomy import",
            "taxonomy prepare",
            "taxonomy use",
            "ladders next",
            "ladders check",
            "instrument check",
            "link",
        ),
        "reads files or a text, and nobody's row",
    ),
}
"""Commands that are not run here, with why."""


def examples(office: Office, folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return how each command is run; those that end something come last."""
    services = office.programme.services
    waiting = [one.id for one in services.outbox.messages()]
    people = folder / f"{PERSONAL_NUMBER}.csv"
    people.write_text(
        f"kod;erfarenhet_1\nL009;ring {PERSONAL_NUMBER}\n{PERSONAL_NUMBER};x\n", encoding="utf-8"
    )
    good = folder / f"nya {PERSONAL_NUMBER}.csv"
    good.write_text("kod;status\nL010;remitterad\n", encoding="utf-8")
    run = services.suggest.for_participant(HERS, 3, "Anna Ek").run.id
    on = ("--opening", "O101")
    services.accounts.invite("Eva Ek", Role.LINKWORKER, by="chief")
    eva = services.accounts.named("Eva Ek")
    made, _ = services.tokens.make(WantedToken("Case system", eva, None, (), 1, "chief"))
    return {
        "accounts list": [()],
        "accounts invite": [("Ny Ek", "--role", "planner", *BY)],
        "accounts grant": [("The planner", "--role", "researcher", *BY)],
        "accounts reset": [("The planner", *BY)],
        "accounts assign": [("Bo Ek", HERS, "--role", "linkworker", *BY)],
        "accounts cover": [("Anna Ek", "Bo Ek", "--from", "2099-01-01", "--to", "2099-01-02", *BY)],
        "accounts deactivate": [("The researcher", *BY)],
        "accounts activate": [("The researcher", *BY)],
        "tokens create": [
            ("Eva Ek", "--name", "Case system", *BY),
            ("Eva Ek", "--name", "Case system", "--dry-run", "--json", *BY),
        ],
        "tokens list": [(), ("--json",)],
        "tokens revoke": [(made.id, "--dry-run"), (made.id, *BY)],
        "doctor": [(), ("--json",)],
        "backup": [(str(folder / "all.zip"),)],
        "register show": [(), ("--json",)],
        "register check": [()],
        "suggest": [
            ("--participant", HERS),
            ("--participant", HERS, "--json"),
            on,
            (*on, "--json"),
        ],
        "plan gaps": [(), ("--json",), ("--participant", HERS)],
        "plan allocate": [(), ("--json",)],
        "plan pathway": [(HERS,), (HERS, "--json")],
        "plan spread": [(), ("--json",), ("--use", *BY), ("--end", *BY)],
        "plan training": [("--seats", "2"), ("--seats", "2", "--json")],
        "report flow": [("--out", str(folder / "flow.csv")), ("--json",)],
        "report target": [
            ("--out", str(folder / "target.csv")),
            ("--json",),
            ("--json", "--counts", "exact"),
        ],
        "instrument load": [(str(shared_path("data", "instruments", "own.yaml")), *BY)],
        "instrument ask": [("--due", "2099-01-01", *BY), ("--due", "2099-01-01", "--json", *BY)],
        "ladders agree": [
            ("kitchens.kitchen_porter", "--with", "Branschen", "--on", "2026-01-01", *BY)
        ],
        "ladders publish": [("kitchens.kitchen_porter", *BY)],
        "ladders list": [()],
        "ladders show": [("kitchens.kitchen_porter",)],
        "import participants": [
            (str(people), "--dry-run", "--json"),
            (str(people),),
            (str(good), *BY),
        ],
        "import openings": [(str(people), "--dry-run")],
        "import list": [(), ("--json",)],
        "import undo": [("none",)],
        "openings list": [(), ("--json",)],
        "openings show": [("O101",), ("O101", "--json")],
        "openings confirm": [("O101", "0", *BY)],
        "openings refuse": [("O101", "0", *BY)],
        "openings undo": [("O101", "0", *BY)],
        "taxonomy list": [()],
        "taxonomy search": [("kock",)],
        "index build": [()],
        "index verify": [(), ("--json",)],
        "audit verify": [()],
        "audit list": [
            ("--last", "900"),
            ("--last", "900", "--json"),
            ("--subject", HERS),
            ("--subject", HERS, "--json"),
        ],
        "audit replay": [(run,), (run, "--json")],
        "jobs list": [(), ("--json",)],
        "jobs run": [(), ("--json",)],
        "suggestions status": [()],
        "suggestions stop": [("--reason", "prov", *BY)],
        "suggestions start": [BY],
        "permissions list": [(HERS,), (HERS, "--json")],
        "permissions may": [(HERS, *on), (HERS, *on, "--json")],
        "permissions grant": [(HERS, *on, "--mode", "phone", "--up-to", "name_and_contact", *BY)],
        "permissions said": [(HERS, *on, "--group", "code", "--contact", "Qxcontact", *BY)],
        "outbox list": [(), ("--json",)],
        "outbox show": [(one,) for one in waiting],
        "outbox copy": [(one, "--contact", "Qxcontact", *BY) for one in waiting],
        "outbox letter": [
            (one, "--out", str(folder / f"{one}.html"), "--contact", "Qxcontact", *BY)
            for one in waiting
        ],
        "outbox qr": [
            (one, "--out", str(folder / f"{one}.svg"), "--contact", "Qxcontact", *BY)
            for one in waiting
        ],
        "outbox said": [(one, "--contact", "Qxcontact", *BY) for one in waiting[:1]],
        "outbox send": [(one, "--to", "qxmail@example.org", *BY) for one in waiting[:1]],
        "outbox cancel": [(waiting[0], *BY)],
        "permissions withdraw": [(HERS, "--mode", "phone", *on, *BY)],
        "person export": [(HERS, "--out", str(folder / "hers"), *BY)],
        "person inform": [("L010", "--basis", "public_task", "--notice", "2026-01-01", *BY)],
        "person map": [("L010", *BY)],
        "person activate": [("L010", *BY)],
        "person phone-only": [("L010", *BY)],
        "person pause": [(HERS, *BY)],
        "person resume": [(HERS, *BY)],
        "person merge": [(OTHERS, HERS, "--dry-run", *BY)],
        "person leave": [("L010", "--reason", "own_wish", *BY)],
        "person stop": [(HERS, *BY), (HERS, "--json", *BY)],
        "person delete": [(HERS, "--dry-run", *BY), (HERS, *BY)],
        "ladders retire": [("kitchens.kitchen_porter", *BY)],
    }


def leaves(command: click.Command, name: str = "") -> Iterator[str]:
    """Yield the names of all commands, such as ``person stop``."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name.strip()
    else:
        context = typer.Context(command)
        for one in command.list_commands(context):  # type: ignore[attr-defined]
            yield from leaves(command.get_command(context, one), f"{name} {one}")  # type: ignore[attr-defined]


def all_commands() -> set[str]:
    """Return the names of all commands of `stegvis`."""
    return set(leaves(typer.main.get_command(app)))


@dataclass
class Printed:
    """What commands printed and wrote.

    Parameters
    ----------
    marks
        Marked fields by command.
    text
        Everything, by command.
    refused
        Calls that did not end well, with why.
    """

    marks: dict[str, set[str]] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def run_everything(office: Office, folder: Path, patch: pytest.MonkeyPatch) -> Printed:
    """Run each command as its examples say."""
    patch.setattr(bootstrap, "build_services", lambda settings, _=None: EverythingFits(settings))
    home = office.programme.services.settings.home
    environment = {"STEGVIS_HOME": str(home), "STEGVIS_ORGANISATION": "demo", "COLUMNS": "400"}
    printed = Printed()
    for name, calls in examples(office, folder).items():
        for call in calls:
            before = {path for path in folder.rglob("*") if path.is_file()}
            result = CliRunner().invoke(app, [*name.split(), *call], env=environment)
            said = [result.output, str(result.exception or "")]
            if name != "backup":
                new = {path for path in folder.rglob("*") if path.is_file()} - before
                said += [path.read_bytes().decode("utf-8", "replace") for path in new]
                said += [str(path) for path in new]
            if result.exit_code:
                printed.refused.append(f"{name} {call}: {said[:2]}")
            text = "\n".join(said)
            printed.text[name] = printed.text.get(name, "") + text
            printed.marks.setdefault(name, set()).update(marks_in(text))
    return printed
