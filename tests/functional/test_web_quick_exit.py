"""Where the quick exit leads: a calendar of our own, or what the operator has set."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from web.security import CONTENT_SECURITY_POLICY


def test_the_calendar_names_nobody_and_needs_nothing_from_elsewhere(tmp_path):
    programme = build(tmp_path)

    left = programme.client.get("/my/leave", follow_redirects=True)

    assert left.status_code == 200
    assert "Stegvis" not in left.text
    assert "Anna Ek" not in left.text
    assert "http" not in left.text
    assert "<form" not in left.text
    assert 'aria-current="date"' in left.text
    assert left.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    # The session is gone with it.
    assert programme.get("/me").status_code == 303


@pytest.mark.parametrize(("lang", "direction"), [("sv", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_calendar_is_in_the_language_of_the_browser(tmp_path, lang, direction):
    page = build(tmp_path).get("/calendar", lang).text

    assert f'<html lang="{lang}" dir="{direction}">' in page


def test_an_operator_may_choose_another_page(tmp_path):
    programme = build(tmp_path, quick_exit="https://weather.example/")

    left = programme.client.get("/my/leave")

    assert (left.status_code, left.headers["Location"]) == (303, "https://weather.example/")
