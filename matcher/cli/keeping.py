"""What `stegvis doctor` looks at so that nothing is lost, and nobody comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.cli.finding import Finding

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.bootstrap import Services
    from matcher.persistence.database_look import DatabaseLook

FEW = 5


def file_finding(services: Services) -> Finding:
    """Look whether the database file is whole, and whether this version knows its schema."""
    look, file = services.look_at_database(), services.settings.database_file
    if services.settings.database:
        return _server_finding(look)
    if not look.there:
        return Finding("file", ok=True, text=f"there is no {file} yet; it comes with its first use")
    if look.problems:
        return Finding(
            "file",
            ok=False,
            text=f"{file} is damaged: {'; '.join(look.problems[:FEW])}. Stop Stegvis, keep the "
            "file, and restore the last backup with `stegvis restore FILE`.",
        )
    if look.schema is None or look.schema > look.newest:
        return Finding(
            "file",
            ok=False,
            text=f"{file} has schema {look.schema}, and this version knows {look.newest}. Install "
            "the version of Stegvis that made it, or a later one.",
        )
    older = "" if look.schema == look.newest else f", brought to {look.newest} with its next use"
    return Finding("file", ok=True, text=f"{file} is whole, schema {look.schema}{older}")


def _server_finding(look: DatabaseLook) -> Finding:
    if look.problems:
        return Finding("server", ok=False, text=look.problems[0])
    if look.schema is None:
        return Finding("server", ok=True, text="it answers; tables come with its first use")
    known = look.schema <= look.newest
    return Finding(
        "server",
        ok=known,
        text=f"it answers, schema {look.schema}"
        if known
        else f"It has schema {look.schema}, and this version knows {look.newest}. Install the "
        "version of Stegvis that made it, or a later one.",
    )


def backup_finding(services: Services) -> Finding:
    """Look when the database was backed up last; invented people need no backup."""
    # The edge reads the clock.
    from matcher.bootstrap import now  # noqa: PLC0415

    settings = services.settings
    if settings.programme == "demo":
        return Finding("backup", ok=True, text="the demo needs none")
    if settings.backup_days == 0:
        return Finding("backup", ok=True, text="not looked at (STEGVIS_BACKUP_DAYS is 0)")
    return _age(services, now())


def _age(services: Services, today: datetime) -> Finding:
    last, most = services.last_backup(), services.settings.backup_days
    if last is None:
        if services.queues.counts().participants == 0:
            return Finding("backup", ok=True, text="there is nobody to lose yet")
        return Finding("backup", ok=False, text="There is none. Run `stegvis backup FILE`.")
    days = (today - last.at).days
    text = f"{days} days ago, to {last.file}"
    if days > most:
        return Finding(
            "backup", ok=False, text=f"{text}; at most {most} are set. Run `stegvis backup FILE`."
        )
    return Finding("backup", ok=True, text=text)


def deleted_finding(services: Services) -> Finding:
    """Look whether anybody on the list of the deleted is in the database."""
    back = services.deleted_but_there()
    if back:
        more = f" and {len(back) - FEW} more" if len(back) > FEW else ""
        return Finding(
            "deleted",
            ok=False,
            text=f"Deleted, and in the database all the same: {', '.join(back[:FEW])}{more}. Run "
            "`stegvis person delete CODE --by NAME` again; somebody new needs another code.",
        )
    settings = services.settings
    beside = sorted(settings.home.glob(f"{settings.programme}.replaced-*.db"))
    text = f"{len(services.deleted.marks())} people on the list, none of them is here"
    if beside:
        text += f"; {len(beside)} replaced databases lie beside, delete them when all is well"
    return Finding("deleted", ok=True, text=text)


def jobs_finding(services: Services) -> Finding:
    """Look whether what is due because time has passed is done, and whether a job stopped."""
    last = services.jobs.last_run()
    if last is None and services.settings.programme == "demo":
        return Finding("jobs", ok=True, text="none has run yet; nothing of the demo depends on it")
    if last is None and services.queues.counts().participants == 0:
        return Finding("jobs", ok=True, text="none has run yet, and there is nobody to wait")
    if services.jobs.is_silent():
        since = "has never been done"
        if last is not None:
            since = f"was last done {last:%Y-%m-%d %H:%M} UTC"
        return Finding(
            "jobs",
            ok=False,
            text=f"What time brings {since}. Run `stegvis jobs run` daily, or let "
            "`stegvis serve` run, which does it every ten minutes unless STEGVIS_JOBS is off.",
        )
    stopped = [f"{one.job}: {one.problem}" for one in services.jobs.last_runs() if one.problem]
    if stopped:
        return Finding("jobs", ok=False, text=f"Stopped half-way: {' '.join(stopped[:FEW])}")
    return Finding("jobs", ok=True, text=f"last run {last:%Y-%m-%d %H:%M} UTC")


def register_finding(services: Services) -> Finding:
    """Look whether every column has its purpose, basis, retention and secrecy."""
    faults = services.column_faults()
    if faults:
        return Finding("register", ok=False, text=" ".join(faults[:FEW]))
    return Finding("register", ok=True, text=f"all {len(services.columns.columns)} columns")
