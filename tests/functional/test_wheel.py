"""What is installed is whole: the wheel does the main job outside of the repository, offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
NAMESPACE = ("unshare", "--map-root-user", "--net")
SHIPPED = ("data", "models", "migrations")
PACKAGES = ("matcher", "web", "training")
OURS = {**{name: name for name in PACKAGES}, **{name: f"matcher/_share/{name}" for name in SHIPPED}}


def built(kind: str, source: Path, into: Path) -> Path:
    """Build a wheel or a source distribution with what is here; nothing is fetched."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    [found] = into.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return found


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("wheel")
    yield built("wheel", REPOSITORY, folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(built("sdist", REPOSITORY, folder)) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    [unpacked] = (folder / "unpacked").iterdir()
    yield unpacked
    shutil.rmtree(folder)


def files_of_git(*options: str) -> set[str]:
    """Return files of the packages and of what ships with them, as the wheel calls them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *options, *OURS],  # noqa: S607
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("this is no checkout, so there is no list of what is kept")
    found = [name for name in listed.stdout.split("\0") if (REPOSITORY / name).is_file()]
    parts = [name.partition("/") for name in found]
    return {f"{OURS[top]}/{rest}" for top, _, rest in parts}


@pytest.fixture
def python(wheel: Path, tmp_path: Path) -> Path:
    """Python of an empty environment with the wheel, and our dependencies beside it.

    A line of a ``.pth`` file adds a folder and nothing of the ``.pth`` files in it: the checkout,
    which is installed there for development, cannot be imported.
    """
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    inside = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(inside), "--disable-pip-version-check")
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )
    [site] = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return inside


def cut_off() -> bool:
    """Say whether a process can be started without a network here."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.encoder
@pytest.mark.usefixtures("real_encoder")
def test_the_wheel_does_the_main_job_offline_and_outside_the_repository(
    python: Path, encoder_settings: Settings, tmp_path: Path
):
    if not cut_off():
        pytest.skip("a process cannot be cut off from the network here")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    job = shutil.copy(Path(__file__).with_name("installed_job.py"), tmp_path / "job.py")

    done = subprocess.run(
        [*NAMESPACE, str(python), str(job), str(elsewhere), str(encoder_settings.cache_folder)],
        cwd=elsewhere,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-4_000:]
    said = done.stdout.splitlines()
    assert said[0].startswith("no network:")
    assert said[1] == f"installed in {next(python.parents[1].glob('lib/*/site-packages'))}/matcher"
    assert said[2] == "suggested W-1 kitchens.kitchen_porter"
    assert said[3].startswith("explained ")
    assert not said[3].startswith("explained 0")
    assert said[3].endswith("sum off by 0.0")
    assert said[4] == "served True True True"


def test_the_wheel_has_every_file_that_is_kept_and_none_of_others(wheel: Path):
    kept, new = files_of_git(), files_of_git("--others", "--exclude-standard")

    have = {name for name in names_in(wheel) if ".dist-info/" not in name}

    assert len(kept) > 1_000
    assert kept - have == set()
    assert have - kept - new == set()


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, source: Path, tmp_path: Path):
    again = built("wheel", source, tmp_path)

    assert again.name == wheel.name
    assert names_in(again) == names_in(wheel)
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        sums = {name: (one.getinfo(name).CRC, other.getinfo(name).CRC) for name in other.namelist()}
    assert [name for name, (here, there) in sums.items() if here != there] == []


def test_the_source_distribution_has_what_tests_and_pages_are_made_of(source: Path):
    there = {path.name for path in source.iterdir()}

    wanted = {*PACKAGES, *SHIPPED, "tests", "docs", "benchmarks", "Makefile", "constraints.txt"}
    assert wanted | {"pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md"} <= there
