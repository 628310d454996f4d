"""Fixtures that every kind of test may need."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import fresh
import letting_go
import often
import once
import pgvectors
import pytest
import servers
from hypothesis import settings as hypothesis_settings

from matcher.embedding import open_encoder
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.reference import read_labelled_texts
from matcher.settings import Settings, shared_path
from matcher.taxonomy.prototypes import ladder_prototypes
from matcher.taxonomy.sector_reader import SectorReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.embedding.cache import CachedEncoder

# A slow machine is no failure: how long something takes is measured in benchmarks/. One commit has
# one verdict; `pytest --hypothesis-profile=explore` looks for examples that nobody has seen yet.
hypothesis_settings.register_profile("thorough", deadline=None, derandomize=True)
hypothesis_settings.register_profile("stegvis", deadline=None, derandomize=True, max_examples=25)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("stegvis")

# Tables are as wide as the terminal was when they were first imported: the same in every order.
os.environ["COLUMNS"] = "200"  # noqa: TID251

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class SettingsWithCache(Settings):
    """Settings whose cache lies where it survives the test run."""

    shared_cache: Path = REPOSITORY / "var" / "cache"

    @property
    def cache_folder(self) -> Path:
        return self.shared_cache


@pytest.fixture(scope="session")
def encoder_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the encoder that ships; its means are kept from run to run."""
    # Only tests read this variable, so the product's settings do not know it.
    cache = os.environ.get("STEGVIS_TEST_CACHE")  # noqa: TID251
    shared = Path(cache) if cache else REPOSITORY / "var" / "cache"
    # On a clean clone nobody has made it yet, and a link to nothing cannot be made a folder.
    shared.mkdir(parents=True, exist_ok=True)
    return SettingsWithCache(home=tmp_path_factory.mktemp("home"), shared_cache=shared)


@pytest.fixture(scope="session")
def real_encoder(encoder_settings: Settings) -> CachedEncoder:
    """The encoder that ships, with its cache."""
    return open_encoder(encoder_settings)


@pytest.fixture(scope="session")
def shipped_reader(real_encoder: CachedEncoder) -> SectorReader:
    """The reader of sectors that ships, fitted anew."""
    prototypes = ladder_prototypes(read_ladders(shared_path("data", "ladders")))
    reference = read_labelled_texts(shared_path("data", "reference"))
    return SectorReader((*prototypes, *reference), real_encoder)


@pytest.fixture(scope="session")
def pg_indexes(request: pytest.FixtureRequest) -> Iterator[pgvectors.PgIndexes | None]:
    """Makes indexes on a server; ``None`` when the databases of the tests are files."""
    if request.config.getoption("--database") == "sqlite":
        yield None
        return
    yield from pgvectors.pg_indexes()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what the databases of the tests are",
    )
    parser.addoption(
        "--thorough", action="store_true", help="repeat by chance as often as was ever promised"
    )
    parser.addoption(
        "--all-languages", action="store_true", help="look at every page in every language"
    )


@pytest.fixture(scope="session")
def all_languages(request: pytest.FixtureRequest) -> bool:
    """Whether every page is looked at in every language, not in one of them."""
    return bool(request.config.getoption("--all-languages"))


def pytest_configure(config: pytest.Config) -> None:
    fresh.kind = config.getoption("--database")
    often.thorough = config.getoption("--thorough")
    if often.thorough:
        hypothesis_settings.load_profile("thorough")
    letting_go.watch()
    once.read_ladders_once()
    once.write_addresses_once()
    once.write_statements_once()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--thorough"):
        more = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=more)
        items[:] = [item for item in items if item not in more]
    if config.getoption("--database") == "sqlite":
        return
    for item in items:
        if item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason="this is about a SQLite file"))


def pytest_collection_finish() -> None:
    # What the tests have loaded stays to the end: looking through it for garbage takes a second.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _databases_go() -> Iterator[None]:
    """Drop what a test made on the server; what fixtures of a wider scope made stays."""
    there = len(servers.made)
    yield
    servers.drop_since(there)
