"""A message goes to the standard error of the moment, not to one that is gone."""

from __future__ import annotations

import io
import sys

import structlog
from typer.testing import CliRunner

from matcher.cli.main import app


def test_messages_follow_standard_error(monkeypatch):
    CliRunner().invoke(app, ["ladders", "list"])
    caught = io.StringIO()
    monkeypatch.setattr(sys, "stderr", caught)
    structlog.get_logger("test").warning("index_refused", index="targets")
    assert "index_refused" in caught.getvalue()
