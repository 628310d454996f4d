"""The commands that pages show in fenced blocks, and what has to be there before they run."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/quickstart.md",
    *sorted(str(path.relative_to(REPOSITORY)) for path in REPOSITORY.glob("docs/how-to/*.md")),
    "docs/reference/evaluation.md",
    "docs/reference/ladders.md",
    "docs/reference/settings.md",
)
_FENCED = re.compile(r"^ *```([a-z]*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_ASSIGNED = re.compile(r"[A-Z_]+=\S*")
_PROGRAMS = (
    "stegvis",
    "stegvis-train",
    "make",
    "export",
    "echo",
    "cp",
    "mkdir",
    "rm",
    "pip",
    "git",
    "source",
)


@dataclass(frozen=True)
class Shown:
    """One line that a page shows.

    Parameters
    ----------
    line
        As it stands there, without a prompt.
    words
        What is run, without what is set before it and what is sent into it.
    sets
        What the line sets for this one command.
    stdin
        What is sent into it.
    """

    line: str
    words: tuple[str, ...]
    sets: Mapping[str, str]
    stdin: str | None = None

    @property
    def program(self) -> str:
        """What is called."""
        return self.words[0]


def shown_on(page: str) -> list[Shown]:
    """Return the commands of a page, in the order they stand in."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    # Blocks marked sh are curl's; test_api_how_to.py runs them against a server.
    blocks = [block for kind, block in _FENCED.findall(text) if kind in {"", "bash"}]
    return [shown for block in blocks for shown in _lines(block)]


def _lines(block: str) -> Iterator[Shown]:
    for raw in block.replace("\\\n", " ").splitlines():
        line = raw.strip().removeprefix("$ ")
        # Drawings and examples of files are in blocks, too.
        if line.startswith((*_PROGRAMS, "STEGVIS_")):
            yield read(line)


def read(line: str) -> Shown:
    """Read one line as a shell would, as far as pages go."""
    words = shlex.split(line, comments=True)
    stdin = None
    if "|" in words:
        pipe = words.index("|")
        stdin, words = " ".join(words[1:pipe]) + "\n", words[pipe + 1 :]
    sets: dict[str, str] = {}
    while words and _ASSIGNED.fullmatch(words[0]):
        name, _, value = words.pop(0).partition("=")
        sets[name] = value
    return Shown(line, tuple(words), sets, stdin)


_SHELL = "is for the shell that is typed in, and no command of ours"
_MINUTES = "takes minutes to hours; tests/unit/training tries its parts"
_PUBLIC = (
    "reads public data that do not ship with Stegvis; test_evaluate_labels_command.py has some"
)
_SERVER = "needs a server of its own; test_database_server.py and test_pgvector_programme.py run it"
_ENCODER = "fetches an encoder from a hub"
_EVAL = "$STEGVIS_EVAL_DATA"
_WAYS, _JOBS = f"{_EVAL}/jobtech_substitutability.csv", f"{_EVAL}/jobtech_occupations.csv"
_MELO = f"{_EVAL}/melo/melo_swe_q_sv_c_sv_dev"
NOT_RUN: Mapping[str, str] = {
    "stegvis serve": "runs until it is stopped; test_web_serve.py starts and stops it",
    "source .venv/bin/activate": _SHELL,
    "git pull": _SHELL,
    "export STEGVIS=http://127.0.0.1:8000/api/v1": _SHELL,
    "export TOKEN=stegvis_...": _SHELL,
    "export STEGVIS_PROGRAMME=programme": "the same commands run on a copy of the demo here",
    "export STEGVIS_HOME=~/stegvis": "the home is a folder of the test",
    "pip install -e '.[train]'": "fetches packages; `make install` does the same with more extras",
    "export STEGVIS_ENCODER=intfloat/multilingual-e5-base": _ENCODER,
    "export STEGVIS_ENCODER_REVISION=main": _ENCODER,
    "export STEGVIS_DATABASE_URL=postgresql://stegvis:PASSWORD@localhost/stegvis": _SERVER,
    "export STEGVIS_INDEX=pgvector": _SERVER,
    "stegvis database copy --to postgresql://stegvis:PASSWORD@localhost/stegvis": _SERVER,
    "stegvis-train encoder --work ../encoder": _MINUTES,
    "stegvis-train publish --work ../encoder --out models/stegvis-small": _MINUTES,
    "stegvis-train sectors": _MINUTES,
    "stegvis-train sector-controls --file tests/data/experiences_2.jsonl": _MINUTES,
    f'stegvis evaluate linking --task "{_MELO}" --half tune': _PUBLIC,
    f"stegvis evaluate linking --task {_MELO} --half test --encoder FOLDER "
    "--against bundled": _PUBLIC,
    f"stegvis-train split-edges --edges {_WAYS} --out split": _PUBLIC,
    f"stegvis evaluate next-step --edges split/held_out.csv --known {_WAYS} "
    f"--occupations {_JOBS}": _PUBLIC,
    f"stegvis evaluate next-step --edges split/held_out.csv --known split/known.csv "
    f"--occupations {_JOBS} --weights next-step-2.json": _PUBLIC,
    f"stegvis-train next-step --known split/known.csv --occupations {_JOBS} "
    "--out next-step-2.json": _PUBLIC,
    f"stegvis-train next-step --known split/known.csv --occupations {_JOBS} "
    "--out models/weights/next-step-2.json": _PUBLIC,
    f"stegvis-train fusion --task {_MELO} --task {_EVAL}/melo/melo_swe_q_sv_c_en_dev --skills "
    f"{_EVAL}/jobtech_skill_to_esco.csv --out models/weights/fusion-2.json": _PUBLIC,
}
"""Lines that no test runs, with why; whatever is in it has to be shown."""

ENDS_WITH: Mapping[str, int] = {
    "stegvis import participants people.xlsx --dry-run": 1,
    'stegvis import participants people.xlsx --by "Astrid"': 3,
    "stegvis import openings ads.jsonl --dry-run": 1,
    "STEGVIS_HOME=/tmp/drill stegvis doctor": 1,
}
"""The exit code of lines that end otherwise than with 0, as pages say: files with a fault are
refused, and no backup has the indexes, which `doctor` then asks for."""

ANSWERS: Mapping[str, str] = {'stegvis person merge K003 K017 --by "Astrid"': "y\n"}
"""What is answered to a line that asks."""
