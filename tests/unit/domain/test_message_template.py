"""How the text of a message comes about, compared whole in each language."""

from __future__ import annotations

import pytest

from matcher.domain.message_template import Rendered, Template, render
from matcher.domain.text import LocalText

TEMPLATE = Template(
    LocalText("Ett besked", "News", "خبر"),
    LocalText("Hej {title}!", "Hello {title}!", "مرحباً {title}!"),
)
LINES = {"time": "7.30", "door": "A2+"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", Rendered("sv", "Ett besked", "Hej Kök!\n\nTid: 7.30\nIngång: A2+\n\nAnna")),
        ("en", Rendered("en", "News", "Hello Kök!\n\nTime: 7.30\nDoor: A2+\n\nAnna")),
        (
            "ar",
            Rendered(
                "ar",
                "خبر",
                "\n".join(
                    (
                        "مرحباً \u2068Kök\u2069!",
                        "",
                        "الوقت: \u20687.30\u2069",
                        "المدخل: \u2068A2+\u2069",
                        "",
                        "\u2068Anna\u2069",
                    )
                ),
            ),
        ),
        ("uk", Rendered("sv", "Ett besked", "Hej Kök!\n\nTid: 7.30\nIngång: A2+\n\nAnna")),
    ],
)
def test_a_text_has_its_body_its_lines_and_who_sends_it(lang, text):
    assert render(TEMPLATE, lang, {"title": "Kök"}, LINES, "Anna") == text


def test_what_is_empty_leaves_no_gap():
    assert render(TEMPLATE, "sv", {"title": "Kök"}, {}, "").body == "Hej Kök!"
    assert render(TEMPLATE, "sv", {"title": "Kök"}, {}, "Anna").body == "Hej Kök!\n\nAnna"


@pytest.mark.parametrize(
    ("or_step", "facts", "missing"),
    [
        (False, {"opening": "O1", "day": "2026-03-01"}, []),
        (False, {"opening": " ", "day": ""}, ["opening", "day"]),
        (False, {"step": "kitchens.porter", "day": "2026-03-01"}, ["opening"]),
        (True, {"step": "kitchens.porter", "day": "2026-03-01"}, []),
        (True, {"step": " ", "day": "2026-03-01"}, ["opening"]),
        (True, {"day": "2026-03-01"}, ["opening"]),
        (True, {"opening": "O1", "step": "kitchens.porter"}, ["day"]),
    ],
)
def test_a_step_stands_for_the_opening_only_where_a_message_takes_it(or_step, facts, missing):
    wanting = Template(TEMPLATE.subject, TEMPLATE.body, needs=("opening", "day"), or_step=or_step)

    assert wanting.missing(facts) == missing
