"""The one place that reads the environment and knows where files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from importlib import resources
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from matcher.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHECKOUT = Path(__file__).resolve().parent.parent


def shared_path(*parts: str) -> Path:
    """Return the path of a file that ships with Stegvis (``data``, ``models``, ``migrations``).

    A wheel carries them inside the package; in a checkout they lie at the top.
    """
    packaged = Path(str(resources.files("matcher"))) / "_share"
    root = packaged if packaged.is_dir() else _CHECKOUT
    return root.joinpath(*parts)


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; built once by :func:`load_settings`.

    Parameters
    ----------
    home
        Folder of all state: databases, caches, indexes (``STEGVIS_HOME``, default ``./var``).
    programme
        Which database of ``home`` is used: ``demo`` (the invented one) or ``programme`` (your own)
        (``STEGVIS_PROGRAMME``). The two never mix.
    database
        A PostgreSQL server's database, where there is one (``STEGVIS_DATABASE_URL``), such as
        ``postgresql://stegvis:PASSWORD@localhost/stegvis``; when not set, a file in ``home``. Each
        programme has a schema of its own in it.
    index
        Where the vector indexes are (``STEGVIS_INDEX``): ``faiss``, files in ``home``, or
        ``pgvector``, tables of the server's database that are written in the transaction of the
        rows; that needs such a database, with the extension ``vector``.
    organisation
        Short name of the organisation whose rows are worked with (``STEGVIS_ORGANISATION``).
    ladders
        Folder with ladder files (``STEGVIS_LADDERS``); those that ship with Stegvis when not set.
    encoder
        ``stegvis-small`` (ships with Stegvis), ``bundled`` (multilingual-e5-small, from a package),
        a folder with either kind of model, or a hub id (``STEGVIS_ENCODER``).
    encoder_revision
        Revision of a hub id (``STEGVIS_ENCODER_REVISION``).
    query_prompt, passage_prompt
        What is put before a text (``STEGVIS_QUERY_PROMPT``, ``STEGVIS_PASSAGE_PROMPT``);
        the bundled model's own prompts by default; ``stegvis-small`` brings its own.
    max_tokens
        A text is cut after so many tokens (``STEGVIS_MAX_TOKENS``).
    threads
        Threads for the encoder (``STEGVIS_THREADS``); 0 lets the library choose.
    cache_texts
        How many embeddings are kept on disk (``STEGVIS_CACHE_TEXTS``).
    backup_days
        ``stegvis doctor`` asks for a backup when the last is older than so many days
        (``STEGVIS_BACKUP_DAYS``); 0 never asks.
    retention
        File with the organisation's retention plan (``STEGVIS_RETENTION``); when not set, the
        proposal that ships, by which nothing is archived or deleted.
    entry_rules
        Table of who may usually come to each training of the ladders (``STEGVIS_ENTRY_RULES``);
        when not set, the planning values that ship, which nobody has confirmed.
    jobs
        ``web`` lets the web server run what is due because time has passed (``STEGVIS_JOBS``);
        ``off`` leaves that to `stegvis jobs run`. Both together do no harm.
    proxies
        How many reverse proxies of your own stand before the web server (``STEGVIS_PROXIES``): the
        address that limits of tries count by is then the one they write down. With 0, the default,
        no header is believed. Never more than there are: what is before them anybody can write.
    queue_budget
        How many people a LinkWorker reviews in a day (``STEGVIS_QUEUE_BUDGET``); the queue says
        when that is done, and goes on for whoever wants to.
    quick_exit
        Where the quick exit of participants' pages leads (``STEGVIS_QUICK_EXIT``): an address that
        begins with ``https://`` or ``http://``, such as that of a weather service. When it is not
        set, a calendar of Stegvis's own, which names nobody and works without internet.
    eval_data
        Folder of evaluation data (``STEGVIS_EVAL_DATA``).
    secret_key
        Signs the web session (``STEGVIS_SECRET_KEY``); made and kept in ``home`` when not set.
    mail_relay
        ``host:port`` of the one mail relay that messages may go out by (``STEGVIS_MAIL_RELAY``);
        when it is not set nothing is sent. A host that is not on this machine must be allowed.
    mail_allow
        Hosts that the relay may be besides this machine, with commas between
        (``STEGVIS_MAIL_ALLOW``).
    mail_sender
        Address that mails come from (``STEGVIS_MAIL_SENDER``); a neutral one, without the name of a
        programme.
    """

    home: Path = Path("var")
    programme: str = "demo"
    database: str = field(default="", repr=False)
    index: str = "faiss"
    organisation: str = "local"
    ladders: Path | None = None
    encoder: str = "stegvis-small"
    encoder_revision: str | None = None
    query_prompt: str = "query: "
    passage_prompt: str = "passage: "
    max_tokens: int = 256
    threads: int = 0
    cache_texts: int = 200_000
    backup_days: int = 7
    retention: Path | None = None
    entry_rules: Path | None = None
    jobs: str = "web"
    proxies: int = 0
    queue_budget: int = 8
    quick_exit: str = ""
    eval_data: Path = Path("../shared/data")
    secret_key: str = field(default="", repr=False)
    mail_relay: str = ""
    mail_allow: tuple[str, ...] = ()
    mail_sender: str = "outbox@localhost"

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL of the programme's database."""
        if not self.database:
            return f"sqlite:///{self.database_file}"
        between = "&" if "?" in self.database else "?"
        return f"{self.database}{between}schema={self.programme}"

    def elsewhere(self, database: str) -> Settings:
        """Return these settings with the database on a server."""
        return replace(self, database=database)

    @property
    def database_file(self) -> Path:
        """File of the programme's database, where it is not on a server."""
        return self.home / f"{self.programme}.db"

    @property
    def index_folder(self) -> Path:
        """Folder of the programme's index files."""
        return self.home / "index" / self.programme

    @property
    def ladder_folder(self) -> Path:
        """Folder of the ladder files in use."""
        return self.ladders if self.ladders is not None else shared_path("data", "ladders")

    @property
    def retention_file(self) -> Path:
        """File of the retention plan in use."""
        shipped = shared_path("data", "register", "retention.yaml")
        return self.retention if self.retention is not None else shipped

    @property
    def entry_rules_file(self) -> Path:
        """Table of usual entry rules in use."""
        shipped = shared_path("data", "entry_rules.csv")
        return self.entry_rules if self.entry_rules is not None else shipped

    @property
    def cache_folder(self) -> Path:
        """Folder of what can be made again: converted weights, embeddings."""
        return self.home / "cache"

    @property
    def mail_host_and_port(self) -> tuple[str, int] | None:
        """Host and port of the mail relay; ``None`` when nothing is to be sent.

        Raises
        ------
        SettingsError
            It is not written as host and port, or its host is not allowed.
        """
        if not self.mail_relay:
            return None
        host, _, port = self.mail_relay.rpartition(":")
        host = host.strip("[]").casefold()
        if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
            raise SettingsError(
                f"STEGVIS_MAIL_RELAY is {self.mail_relay!r}; write host:port, such as localhost:25."
            )
        if not _on_this_machine(host) and host not in self.mail_allow:
            raise SettingsError(
                f"STEGVIS_MAIL_RELAY names {host}, which is not this machine: nothing goes there. "
                f"If messages may leave by it, set STEGVIS_MAIL_ALLOW={host} as well."
            )
        return host, int(port)


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def let_threads_sleep() -> None:
    """Let idle OpenMP threads sleep instead of spin, unless the operator says otherwise.

    Must run before PyTorch, FAISS or scikit-learn is imported. On two cores that do anything else
    at the same time, embedding one sentence took 830 ms with spinning threads and 22 ms without
    (docs/adr/0004-threads.md).
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def tell_nobody() -> None:
    """Keep ONNX Runtime from keeping a number of this machine and sending reports of its use.

    Must run before it is imported: its own switch comes too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


PROGRAMMES = ("demo", "programme")
JOBS = ("web", "off")
INDEXES = ("faiss", "pgvector")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Parameters
    ----------
    environ
        Variables to read; the process's own when ``None``.

    Raises
    ------
    SettingsError
        A variable has a value that cannot work; the message names it.
    """
    env = os.environ if environ is None else environ
    programme = env.get("STEGVIS_PROGRAMME", "demo")
    if programme not in PROGRAMMES:
        raise SettingsError(
            f"STEGVIS_PROGRAMME is {programme!r}; set it to one of {', '.join(PROGRAMMES)}."
        )
    jobs = env.get("STEGVIS_JOBS", "web")
    if jobs not in JOBS:
        raise SettingsError(f"STEGVIS_JOBS is {jobs!r}; set it to one of {', '.join(JOBS)}.")
    database = _server(env, "STEGVIS_DATABASE_URL")
    defaults = Settings()
    retention = env.get("STEGVIS_RETENTION")
    entry_rules = env.get("STEGVIS_ENTRY_RULES")
    ladders = env.get("STEGVIS_LADDERS")
    return Settings(
        home=Path(env.get("STEGVIS_HOME", str(defaults.home))).expanduser(),
        programme=programme,
        database=database,
        index=_index(env, database),
        organisation=env.get("STEGVIS_ORGANISATION", defaults.organisation),
        ladders=Path(ladders) if ladders else None,
        encoder=env.get("STEGVIS_ENCODER", defaults.encoder),
        encoder_revision=env.get("STEGVIS_ENCODER_REVISION"),
        query_prompt=env.get("STEGVIS_QUERY_PROMPT", defaults.query_prompt),
        passage_prompt=env.get("STEGVIS_PASSAGE_PROMPT", defaults.passage_prompt),
        max_tokens=_number(env, "STEGVIS_MAX_TOKENS", defaults.max_tokens, least=8),
        threads=_number(env, "STEGVIS_THREADS", defaults.threads, least=0),
        cache_texts=_number(env, "STEGVIS_CACHE_TEXTS", defaults.cache_texts, least=0),
        backup_days=_number(env, "STEGVIS_BACKUP_DAYS", defaults.backup_days, least=0),
        retention=Path(retention) if retention else None,
        entry_rules=Path(entry_rules) if entry_rules else None,
        jobs=jobs,
        proxies=_number(env, "STEGVIS_PROXIES", defaults.proxies, least=0),
        queue_budget=_number(env, "STEGVIS_QUEUE_BUDGET", defaults.queue_budget, least=1),
        quick_exit=_address(env, "STEGVIS_QUICK_EXIT"),
        eval_data=Path(env.get("STEGVIS_EVAL_DATA", str(defaults.eval_data))),
        secret_key=env.get("STEGVIS_SECRET_KEY", ""),
        mail_relay=env.get("STEGVIS_MAIL_RELAY", "").strip(),
        mail_allow=_hosts(env.get("STEGVIS_MAIL_ALLOW", "")),
        mail_sender=env.get("STEGVIS_MAIL_SENDER", defaults.mail_sender),
    )


def _server(env: Mapping[str, str], name: str) -> str:
    raw = env.get(name, "").strip()
    if raw and not _is_server(raw):
        # The value is not repeated: it may hold a password.
        raise SettingsError(
            f"{name} is not the address of a PostgreSQL database; write "
            "postgresql://USER:PASSWORD@HOST/DATABASE, or leave it out: then it is a file in "
            "STEGVIS_HOME."
        )
    return raw


def _is_server(raw: str) -> bool:
    try:
        there = urlsplit(raw)
        named = there.port != 0
    except ValueError:
        return False
    return named and there.scheme == "postgresql"


def _index(env: Mapping[str, str], database: str) -> str:
    index = env.get("STEGVIS_INDEX", "faiss")
    if index not in INDEXES:
        raise SettingsError(f"STEGVIS_INDEX is {index!r}; set it to one of {', '.join(INDEXES)}.")
    if index == "pgvector" and not database:
        raise SettingsError(
            "STEGVIS_INDEX is 'pgvector': set STEGVIS_DATABASE_URL as well, or leave it out."
        )
    return index


def _hosts(listed: str) -> tuple[str, ...]:
    return tuple(host.strip().casefold() for host in listed.split(",") if host.strip())


def _address(env: Mapping[str, str], name: str) -> str:
    raw = env.get(name, "").strip()
    if raw and not _is_web_address(raw):
        raise SettingsError(
            f"{name} is {raw!r}; write a whole address, such as https://www.smhi.se/, or leave it "
            "out: then it is a calendar that works without internet."
        )
    return raw


def _is_web_address(raw: str) -> bool:
    try:
        there = urlsplit(raw)
    except ValueError:
        return False
    return there.scheme in {"https", "http"} and bool(there.hostname)


def _number(env: Mapping[str, str], name: str, default: int, least: int) -> int:
    raw = env.get(name)
    if raw is None:
        return default
    if not raw.isdecimal() or int(raw) < least:
        raise SettingsError(f"{name} is {raw!r}; set it to a whole number of at least {least}.")
    return int(raw)
