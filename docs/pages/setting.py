"""The page of settings: environment variables and where files lie."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from matcher.settings import Settings, let_threads_sleep
from pages.markdown import code, page, parameters, plain, table

_VARIABLE = re.compile(r"`(STEGVIS_[A-Z_]+)`")
_MENTION = re.compile(r"\s*\(`STEGVIS_[^)]*\)")

_ABOUT = """
Stegvis is set by environment variables, read once when a command or the server starts. A value that
cannot work is refused with a message that names the variable. Relative paths count from the folder
that the command is run in.
"""
_SWITCH = """
For example, a programme of your own in a folder of your own:

```
export STEGVIS_HOME=~/stegvis
export STEGVIS_PROGRAMME=programme
stegvis doctor
```
"""
_WHERE = """
Everything Stegvis writes lies under `STEGVIS_HOME`. The `cache` can be made again from what ships
with Stegvis, and an index from its database; the databases cannot, nor can the list of the deleted
and its key: [keep both apart](../how-to/operator.md#back-up-and-restore).
"""
_OTHERS = """
- `OMP_WAIT_POLICY`: {sleep} Set it yourself to overrule; see [decision 4](../adr/0004-threads.md).
- `ORT_DISABLE_TELEMETRY`: always set to 1, so that ONNX Runtime keeps no number of this machine and
  reports to nobody.
- `HF_HUB_OFFLINE` and the other variables of the hub's library hold when `STEGVIS_ENCODER` names a
  model on a hub. With the encoder that ships nothing is fetched.
"""


def settings_page() -> str:
    """Return the page."""
    return page(
        "Settings",
        _ABOUT,
        table(("variable", "default", "meaning"), _rows()),
        _SWITCH,
        "## Where files lie",
        _WHERE,
        table(("file or folder", "what it is"), _places()),
        "## Variables of others",
        _OTHERS.format(sleep=_sleep()),
    )


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    documented = parameters(Settings)
    names = [name for together in documented for name in together.split(", ")]
    if names != [field.name for field in fields(Settings)]:
        raise ValueError(f"Settings documents {names}, in another order than its fields")
    for together, words in documented.items():
        meaning = _MENTION.sub("", words)
        for name, variable in zip(together.split(", "), _VARIABLE.findall(words), strict=True):
            rows.append((code(variable), _default(name), meaning))
    return rows


def _default(name: str) -> str:
    value = getattr(Settings(), name)
    if value is None or value == "":
        return "not set"
    return code(repr(value) if isinstance(value, str) and value.strip() != value else value)


def _places() -> list[tuple[str, str]]:
    home = Path("HOME")
    settings = Settings(home=home)
    demo = settings.database_url.removeprefix("sqlite:///")
    return [
        (code(demo), "database of the demo; with `-wal` and `-shm` beside it while in use"),
        (code(demo.replace("demo", "programme")), "database of your own programme"),
        (
            code(settings.index_folder),
            "vector indexes of the programme in use (here the demo), where they are files",
        ),
        (
            code(settings.cache_folder / "encoders"),
            "means of encoders; 470 MB more where `bundled` was used",
        ),
        (
            code(settings.cache_folder / "embeddings.db"),
            "vectors of texts, under a hash of each text",
        ),
        (
            code(home / "deleted-demo.jsonl"),
            "keyed hashes of the codes of people deleted from the demo; so for `programme`",
        ),
        (
            code(home / "deleted-people.key"),
            "the key to both; readable by its owner only; made with the first deletion",
        ),
        (
            code(home / "demo.replaced-20261125T083000Z.db"),
            "the database that a restore replaced then; yours to delete",
        ),
        (code(home / "last-backup-demo.json"), "when the demo was backed up last, and where to"),
        (
            code(home / "uploads" / "demo"),
            "files brought in by browser, for their owner only; gone when saved, and after a day",
        ),
        (
            code(home / "web-session.key"),
            "signs the web session; readable by its owner only; made when it is missing",
        ),
    ]


def _sleep() -> str:
    return plain(let_threads_sleep.__doc__ or "").partition("\n\n")[0]
