"""The documentation says what is there: pages made from the code, commands, settings, links."""

from __future__ import annotations

import importlib
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
from matcher.ranking.weights import FEATURES
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
MADE = (
    "cli.md",
    "columns.md",
    "errors.md",
    "ladders.md",
    "licences.md",
    "messages.md",
    "openapi.json",
    "record-of-processing.md",
    "settings.md",
    "states.md",
    "weights.md",
)
WRITTEN = sorted([*DOCS.rglob("*.md"), REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"])
FENCED = re.compile(r"^ *```[a-z]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(
    r"(?:^|[\s|/(])(stegvis(?:-train)?(?: [^\n|>#;&]*)?)(?=$|[|>#;&\n])", re.MULTILINE
)
VARIABLE = re.compile(r"\bSTEGVIS_[A-Z_]+\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    """The program that `make docs` runs."""
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module("generate")
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def commands(generator: ModuleType) -> Any:
    assert generator
    return importlib.import_module("pages.commands")


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_what_the_code_gives(generator: ModuleType, name: str):
    made = generator.PAGES[name]()

    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == made, "run `make docs`"
    assert made == generator.PAGES[name]()


def test_every_page_that_is_made_is_compared(generator: ModuleType):
    assert tuple(generator.PAGES) == MADE


def test_every_command_is_documented_with_its_options(commands: Any):
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    sections = {text.partition("\n")[0]: text for text in page.split("\n## ")}
    found = [
        leaf for name, root in commands.programs().items() for leaf in commands.leaves(name, root)
    ]

    assert len(found) >= 15
    for name, command in found:
        options = [option for parameter in command.params for option in parameter.opts]
        missing = [o for o in options if o.startswith("-") and f"`{o}`" not in sections[name]]
        assert missing == [], name


def test_every_column_and_feature_is_documented():
    columns = (DOCS / "reference" / "columns.md").read_text(encoding="utf-8")
    weights = (DOCS / "reference" / "weights.md").read_text(encoding="utf-8")
    known = [c.name for c in (*PARTICIPANT_COLUMNS, *OPENING_COLUMNS)]
    listed = [name for name in known if not re.match(r"experience_[2-9]", name)]

    assert [name for name in listed if f"`{name}`" not in columns] == []
    assert [name for name in FEATURES if f"| `{name}` |" not in weights] == []


def shown_in(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of ours that a page shows."""
    spans = [*FENCED.findall(text), *INLINE.findall(FENCED.sub("", text))]
    for span in spans:
        for line in COMMAND.findall(span.replace("$ ", " ")):
            words = shlex.split(line)
            if len(words) > 1:
                yield words


def fault_in(words: list[str], roots: Any) -> str | None:
    """Say what of a command line does not exist; placeholders in capitals end the path."""
    command, rest = roots[words[0]], words[1:]
    while rest and getattr(command, "commands", None) is not None:
        if rest[0].startswith("-") or rest[0].isupper():
            return None
        command, rest = command.commands.get(rest[0]), rest[1:]
        if command is None:
            return f"no such command: {' '.join(words)}"
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    unknown = [word for word in rest if word.startswith("--") and word not in known]
    return f"no such option: {' '.join(unknown)} in {' '.join(words)}" if unknown else None


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_command_shown_exists(path: Path, commands: Any):
    shown = shown_in(path.read_text(encoding="utf-8"))

    faults = [fault_in(words, commands.programs()) for words in shown]

    assert [fault for fault in faults if fault] == []


def test_the_rule_finds_what_it_looks_for(commands: Any):
    text = "```\necho so | stegvis suggest --text - --langue so\n```\nRun `stegvis imports FILE`."

    faults = [fault_in(words, commands.programs()) for words in shown_in(text)]

    assert faults == [
        "no such option: --langue in stegvis suggest --text - --langue so",
        "no such command: stegvis imports FILE",
    ]


def test_commands_are_found_where_pages_show_them():
    quickstart = (DOCS / "quickstart.md").read_text(encoding="utf-8")

    assert ["stegvis", "suggest", "--text", "-", "--lang", "so"] in list(shown_in(quickstart))
    assert ["stegvis", "doctor"] in list(shown_in(quickstart))


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_variable_named_is_read(path: Path):
    settings = (REPOSITORY / "matcher" / "settings.py").read_text(encoding="utf-8")
    named = VARIABLE.findall(path.read_text(encoding="utf-8"))

    assert set(named) - set(VARIABLE.findall(settings)) == set()


def anchors_of(text: str) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_link_leads_somewhere(path: Path):
    text = path.read_text(encoding="utf-8")
    lost = []
    for link in LINK.findall(FENCED.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (
            anchor and anchor not in anchors_of(target.read_text(encoding="utf-8"))
        ):
            lost.append(link)

    assert lost == []


def test_the_version_of_the_weights_is_the_one_described():
    generated = (DOCS / "reference" / "weights.md").read_text(encoding="utf-8")
    names = [path.stem for path in shared_path("models", "weights").glob("*.json")]

    assert any(f"`{name}@" in generated for name in names)


@pytest.mark.parametrize("path", sorted((DOCS / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_fits_on_a_page(path: Path):
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 60
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    parts = [text.index(f"**{part}.**") for part in ("Context", "Decision", "Consequences")]
    assert parts == sorted(parts)
