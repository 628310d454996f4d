"""The table of statuses is complete, and no error of ours shows a stack."""

from __future__ import annotations

import inspect

import pytest
from functional.web_programme import build

from matcher import errors
from matcher.errors import ManifestMismatch, NotFound, OpeningFull, StegvisError
from web.errors import STATUS, status_of


def all_errors():
    return {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, StegvisError)
    }


def test_the_table_has_every_error():
    assert set(STATUS) == all_errors()
    assert len(STATUS) >= 14


def test_a_new_error_takes_the_status_of_its_base():
    class Unheard(OpeningFull):
        pass

    assert status_of(Unheard("x")).value == 409


@pytest.mark.parametrize(
    ("error", "status", "shown"),
    [
        (OpeningFull("All three slots are taken."), 409, False),
        (ManifestMismatch("Built for another encoder."), 503, True),
        (NotFound("There is no participant P003."), 404, False),
        (RuntimeError("secret inner state"), 500, False),
    ],
)
def test_errors_become_pages(tmp_path, error, status, shown):
    programme = build(tmp_path)

    def fail():
        raise error

    programme.app.view_functions["review.people"] = fail
    answer = programme.get("/")

    assert answer.status_code == status
    assert answer.text.count("<h1>") == 1
    assert (str(error) in answer.text) is shown
    assert "Traceback" not in answer.text
