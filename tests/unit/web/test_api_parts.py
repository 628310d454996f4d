"""Parts of the API by themselves: cursors, tags, keys, and fields that a move takes."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from matcher.domain.listing import Stretch
from matcher.domain.suggestion import SUGGESTION, Action, NotHiredReason
from web.areas.api.decisions_schema import ANSWERS, DECISIONS, HAND_OVER, AnswerBody, DecisionBody
from web.areas.api.etags import has_version, seen_version, tag
from web.areas.api.moves import NOTHING
from web.areas.api.paging import onward, page
from web.languages import speak
from web.problems import ApiProblem

APP = Flask(__name__)
speak(APP)
PLACES = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3).map(tuple)


@given(place=PLACES, limit=st.integers(1, 200))
def test_a_cursor_leads_back_to_the_place_it_was_made_of(place, limit):
    with APP.test_request_context(f"/list?limit={limit}&state=x"):
        address = page(Stretch(("row",), place))["next"]
    with APP.test_request_context(address):
        asked = {"cursor": request.args["cursor"], "limit": limit}
        assert request.args["state"] == "x"
        found = onward(asked, parts=len(place))
    assert (found.after, found.most) == (place, limit)


@given(st.text(max_size=60))
def test_any_other_text_is_refused_as_a_cursor(text):
    with APP.test_request_context("/list"), pytest.raises(ApiProblem) as refused:
        onward({"cursor": text, "limit": 5})
    assert refused.value.problem == "cursor"


def test_a_cursor_of_another_list_or_of_more_parts_is_refused():
    with APP.test_request_context("/list"):
        cursor = page(Stretch(("row",), ("a",)))["next"].partition("cursor=")[2]
    asked = {"cursor": unquote(cursor), "limit": 5}
    for path, parts in (("/list?kind=x", 1), ("/other", 1), ("/list", 2)):
        with APP.test_request_context(path), pytest.raises(ApiProblem):
            onward(asked, parts)
    with APP.test_request_context("/list"):
        assert onward(asked).after == ("a",)


def test_the_last_page_leads_nowhere():
    with APP.test_request_context("/list?cursor=x"):
        assert page(Stretch(("row",)))["next"] is None


def tagged(body, version=None, method="GET", **headers):
    with APP.test_request_context("/x", method=method, headers=headers):
        if version is not None:
            has_version(version)
        return tag(Response(body))


def test_a_tag_is_of_what_was_answered_and_begins_with_the_version():
    plain, other, third = tagged("a"), tagged("b"), tagged("a", 3)

    assert plain.headers["ETag"] == tagged("a").headers["ETag"] != other.headers["ETag"]
    assert third.headers["ETag"].startswith('"3-')
    again = tagged("a", 3, **{"If-None-Match": third.headers["ETag"]})
    assert again.status_code == 304
    assert "ETag" not in tagged("a", method="POST").headers


@pytest.mark.parametrize(
    ("said", "version"),
    [('"0"', 0), ('"7-0a1b"', 7), ('"7-0a1b:gzip"', 7), ('"7:br"', 7), (' "12" ', 12)],
)
def test_a_move_says_the_version_that_it_saw(said, version):
    with APP.test_request_context("/x", headers={"If-Match": said}):
        assert seen_version() == version


def test_whatever_a_linkworker_may_do_can_be_sent():
    by_people = {
        arrow.action.value
        for arrow in SUGGESTION.arrows
        if "linkworker" in {role.value for role in arrow.roles}
    }

    assert by_people | {HAND_OVER} == set(DECISIONS) | set(ANSWERS)
    assert not set(DECISIONS) & set(ANSWERS)


@pytest.mark.parametrize("action", [*DECISIONS, *ANSWERS])
def test_every_move_refuses_a_field_that_says_nothing_about_it(action):
    schema = DecisionBody() if action in DECISIONS else AnswerBody()
    wanted = schema.needs.get(action, NOTHING)
    stray = sorted(set(schema.fields) - wanted.needed - wanted.possible - {"action"})

    with pytest.raises(ValidationError) as refused:
        schema.check_fields({"action": action, **dict.fromkeys(stray, "x")})

    assert set(refused.value.messages) == set(stray) | wanted.needed


def test_a_field_that_not_every_value_fits_and_those_that_come_together():
    wrong = {"action": "decline", "reason": NotHiredReason.NO_ANSWER.value}
    alone = {"action": "hire", "day": "2030-01-01"}

    assert DecisionBody().validate(wrong).keys() == {"reason"}
    assert DecisionBody().validate(alone).keys() == {"card"}
    assert DecisionBody().validate({"action": "hire"}) == {}


@pytest.mark.parametrize("read", [False, 1, "true", None])
def test_that_reasons_were_read_is_said_by_true_alone(read):
    assert DecisionBody().validate({"action": "confirm", "reasons_read": read}).keys() == {
        "reasons_read"
    }


def test_a_move_that_is_none_is_named_by_its_field():
    assert DecisionBody().validate({"action": Action.ACCEPT.value}).keys() == {"action"}
    assert AnswerBody().validate({"action": Action.CONFIRM.value}).keys() == {"action"}
