"""The stop switch: a stop says who and why, and nothing is suggested meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.stop import Stop, make_stop, refuse_when
from matcher.errors import InputError, SuggestionsStopped

AT = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)


def test_a_stop_keeps_who_when_and_why_in_one_line_each():
    assert make_stop(" Åsa \t Ek ", AT, " Fel\n yrken  ") == Stop("Åsa Ek", AT, "Fel yrken")


@pytest.mark.parametrize(
    ("by", "reason", "code", "text"),
    [
        (
            " ", "Fel", "who.missing",
            "Say who stops suggestions (--by): it is shown to everybody.",
        ),
        (
            "Åsa", " \n", "stop.reason",
            "Say why suggestions are stopped (--reason): it is shown on every page.",
        ),
        (
            "Åsa", "Fel för 19811218-9876", "personal_number",
            "A personal identity number is shown nowhere. Take it out of --by or --reason.",
        ),
        (
            "Åsa 19811218-9876", "Fel", "personal_number",
            "A personal identity number is shown nowhere. Take it out of --by or --reason.",
        ),
    ],
)  # fmt: skip
def test_a_stop_is_refused_without_who_or_why_and_with_a_personal_number(by, reason, code, text):
    with pytest.raises(InputError) as refused:
        make_stop(by, AT, reason)

    assert (refused.value.code, str(refused.value)) == (code, text)


def test_while_stopped_nothing_is_suggested_and_it_is_said_who_stopped_when_and_why():
    refuse_when(None)

    with pytest.raises(SuggestionsStopped) as refused:
        refuse_when(Stop("Åsa", AT, "Fel yrken"))

    assert str(refused.value) == (
        "Suggestions were stopped by Åsa at 2026-03-01 08:05 UTC: Fel yrken. What is on the lists "
        "can be decided on as before; new suggestions come when somebody runs `stegvis "
        "suggestions start`."
    )
    assert refused.value.code == "suggestions.stopped"
    assert refused.value.values == {"name": "Åsa", "reason": "Fel yrken"}
