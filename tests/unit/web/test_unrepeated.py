"""What somebody types of a personal number stands neither in the page nor in where it leads."""

from __future__ import annotations

import pytest
from flask import Flask, redirect, request

from web.unrepeated import repeat_no_personal_number

NUMBER = "19811218-9876"


@pytest.fixture
def client():
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 500
    repeat_no_personal_number(app)
    app.add_url_rule("/say", "say", lambda: f"<p>{request.values['q']}", methods=["GET", "POST"])
    app.add_url_rule("/go", "go", lambda: redirect(f"/say?q={request.args['q']}"))
    app.add_url_rule("/raw", "raw", lambda: {"key": request.args["key"]})
    return app.test_client()


def test_a_number_that_was_typed_is_not_repeated(client):
    for answer in (
        client.get("/say", query_string={"q": f"ring {NUMBER}"}),
        client.post("/say", data={"q": f"ring {NUMBER}"}),
    ):
        assert answer.text == "<p>ring [...]"
    assert NUMBER not in client.get(f"/go?q={NUMBER}").headers["Location"]


def test_all_else_is_left_as_it_is(client):
    assert client.get("/say?q=ring 031-123").text == "<p>ring 031-123"
    # The last digit is wrong, and a key of ours is made by chance.
    assert client.get("/say?q=19811218-9875").text == "<p>19811218-9875"
    assert client.get(f"/raw?key={NUMBER}").json == {"key": NUMBER}


def test_too_much_is_still_too_much(client):
    assert client.post("/say", data={"q": "x" * 600}).status_code == 413
