"""What there is, is documented: settings, routes, codes; and what is described is what runs."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcher.ranking.weights import parse_weights
from matcher.settings import Settings, shared_path
from web.api_rules import API_RULES
from web.error_texts import ERROR_TEXTS
from web.problem_texts import PROBLEM_TEXTS

if TYPE_CHECKING:
    from matcher.embedding.cache import CachedEncoder

REPOSITORY = Path(__file__).resolve().parents[2]
REFERENCE = REPOSITORY / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_setting_is_documented():
    source = (REPOSITORY / "matcher" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\bSTEGVIS_[A-Z_]+\b", source))

    assert len(read) >= len(fields(Settings))
    assert {name for name in read if f"`{name}`" not in page("settings.md")} == set()


def test_every_route_of_the_api_is_documented():
    paths = json.loads(page("openapi.json"))["paths"]
    operations = [
        method
        for path in paths.values()
        for method in path
        if method in {"get", "post", "put", "patch"}
    ]

    # One rule a route: what is served without one is refused (web/auth/gate.py).
    assert len(operations) == len(API_RULES)


def test_every_code_of_an_error_is_documented():
    listing = page("messages.md")

    assert [code for code in (*ERROR_TEXTS, *PROBLEM_TEXTS) if f"| `{code}` |" not in listing] == []


@pytest.mark.encoder
def test_the_instructions_for_use_are_about_the_version_that_runs(real_encoder: CachedEncoder):
    text = (REPOSITORY / "docs" / "instructions-for-use.md").read_text(encoding="utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    weights = shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8")

    assert f"**Stegvis {project['version']}**" in text
    assert f"`{real_encoder.id}`" in text
    assert f"`{parse_weights(weights).version}`" in text
    assert real_encoder.id in (REPOSITORY / "models" / "stegvis-small" / "README.md").read_text(
        encoding="utf-8"
    )
