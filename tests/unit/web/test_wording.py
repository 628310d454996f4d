"""Ranges and levels are kept together, and in order."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from web.languages import isolated, unbroken


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wording"), filled=False).app


def test_a_range_stays_on_one_line():
    assert unbroken("2–5 veckor – sedan 0–1") == "2\u2060–\u20605 veckor – sedan 0\u2060–\u20601"


@pytest.mark.parametrize(("lang", "said"), [("sv", "A2+"), ("ar", "\u2068A2+\u2069")])
def test_only_languages_from_right_to_left_need_isolation(app, lang, said):
    with app.test_request_context(headers={"Accept-Language": lang}):
        assert isolated("A2+") == said
