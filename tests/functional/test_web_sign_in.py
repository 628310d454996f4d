"""Signing in: password, second step, one-time links, freshness, roles, limits."""

from __future__ import annotations

import html
import re
import time

import pytest
from flask_security.proxies import _security
from functional.test_web_pages import LANGUAGES, Outline
from functional.web_programme import build, found

from matcher.domain.role import Role
from web.auth.limits import TRIES_OF_ONE
from web.languages import TRANSLATED

PASSWORD = "en lång fras om gräs"  # noqa: S105


PAGES = ("/sign-in", "/welcome/{token}", "/accounts", "/sign-in/again")


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    programme.sign_out()
    return programme


def send(programme, path, **form):
    """Post a form as its page would."""
    page = programme.get(path if path != "/sign-out" else "/me").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    headers = {"Accept-Language": "en"}
    return programme.client.post(path, data={"csrf_token": token, **form}, headers=headers)


def invited(programme, name="Bo Berg", role=Role.LINKWORKER):
    _, token = programme.services.accounts.invite(name, role, by="chief")
    return f"/welcome/{token}"


def with_password(programme, name="Bo Berg", role=Role.LINKWORKER):
    path = invited(programme, name, role)
    assert send(programme, path, password=PASSWORD, again=PASSWORD).status_code == 303
    return programme.services.accounts.named(name)


def sign_in(programme, login="bo.berg", password=PASSWORD, **more):
    return send(programme, "/sign-in", login=login, password=password, **more)


def actions(programme):
    with programme.services.units() as unit:
        return [event.action for event in unit.audit.events()]


def code_of(programme, secret, later=0):
    """Return what the app on the telephone would show."""
    with programme.app.app_context():
        totp = _security.totp_factory._totp.from_source(secret)
        return totp.generate(time.time() + later).token


def test_a_one_time_link_lets_choose_a_password_and_sign_in(programme):
    path = invited(programme)
    assert "bo.berg" in programme.get(path).text
    assert "bo.berg" in programme.get(path).text

    assert send(programme, path, password=PASSWORD, again=PASSWORD).status_code == 303

    stored = programme.services.accounts.named("Bo Berg").user.password
    assert stored.startswith("$argon2id$")
    assert programme.get(path).status_code == 404
    page = programme.get("/sign-in").text
    assert "The password is saved" in page
    assert 'value="bo.berg"' in page
    assert "The password is saved" not in programme.get("/sign-in").text
    answer = sign_in(programme, "BO.Berg")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/today")
    assert "Bo Berg" in programme.get("/today").text
    assert actions(programme)[-1] == "account.signed_in"


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("kort", "kort", "at least 12 characters"),
        (PASSWORD, "annat", "not the same"),
        ("jag heter Bo Berg ja", "jag heter Bo Berg ja", "your name"),
    ],
)
def test_a_password_that_is_guessed_is_refused(programme, password, again, said):
    answer = send(programme, invited(programme), password=password, again=again)

    assert answer.status_code == 422
    assert said in answer.text
    assert programme.services.accounts.named("Bo Berg").user.password is None


def test_what_is_wrong_is_never_said(programme):
    with_password(programme)
    invited(programme, "Cia Ek")
    pages = {
        re.sub(r'value="[^"]*"', "", sign_in(programme, login, password).text)
        for login, password in (
            ("bo.berg", "wrong"), ("nobody", PASSWORD), ("cia.ek", ""), ("", "")
        )
    }  # fmt: skip

    assert len(pages) == 1
    assert "User name or password is wrong." in pages.pop()
    assert programme.get("/me").status_code == 303


def test_one_goes_where_one_wanted_and_never_off_the_site(programme):
    with_password(programme)
    asked = programme.get("/people/P001?x=1")

    assert asked.headers["Location"] == "/sign-in?next=/people/P001?x%3D1"
    answer = sign_in(programme, next="/me")
    assert answer.headers["Location"] == "/me"
    programme.sign_out()
    assert sign_in(programme, next="//elsewhere.example").headers["Location"] == "/today"


def test_signing_out_and_deactivating_end_the_session(programme):
    with_password(programme)
    sign_in(programme)
    assert send(programme, "/sign-out").headers["Location"] == "/sign-in"
    assert programme.get("/me").status_code == 303
    sign_in(programme)
    assert programme.get("/sign-in").headers["Location"] == "/today"

    programme.services.accounts.set_active("bo.berg", active=False, by="chief")

    assert programme.get("/me").status_code == 303
    assert sign_in(programme).status_code == 422


def test_the_second_step(programme):
    account = with_password(programme)
    sign_in(programme)
    page = programme.get("/me/second-step").text
    assert 'src="data:image/svg+xml' in page
    with programme.client.session_transaction() as session:
        secret = session["new_totp"]
    assert "enckey" in secret
    wrong = send_code(programme, "000000")
    assert wrong.status_code == 422

    first = code_of(programme, secret)
    codes = re.findall(r'<code dir="ltr">([^<]+)</code>', send_code(programme, first).text)

    assert len(codes) == 10
    assert "10 recovery codes" in programme.get("/me").text
    programme.sign_out()
    assert sign_in(programme).headers["Location"] == "/sign-in/second-step"
    assert programme.get("/me").status_code == 303
    assert send(programme, "/sign-in/second-step", code="123").status_code == 422
    used = send(programme, "/sign-in/second-step", code=first)
    assert used.status_code == 422, "the code that turned it on is used up"
    fresh = send(programme, "/sign-in/second-step", code=code_of(programme, secret, 30))
    assert fresh.headers["Location"] == "/today"
    programme.sign_out()
    sign_in(programme)
    assert send(programme, "/sign-in/second-step", code=codes[0].upper()).status_code == 303
    programme.sign_out()
    sign_in(programme)
    assert send(programme, "/sign-in/second-step", code=codes[0]).status_code == 422
    assert send(programme, "/sign-in/second-step", code=codes[1]).status_code == 303

    renewed = programme.post("/me/recovery-codes")
    assert codes[2] not in renewed.text
    assert renewed.text.count("<code") == 10
    assert programme.post("/me/second-step/end").status_code == 303
    assert programme.services.accounts.named("Bo Berg").user.totp_secret is None
    assert programme.post("/me/recovery-codes").status_code == 303
    assert {"account.second_step_on", "account.recovery_code_used"} <= set(actions(programme))
    assert account.user.totp_secret is None


def send_code(programme, code):
    return programme.post("/me/second-step", code=code)


def test_a_setup_that_was_not_begun_begins(programme):
    with_password(programme)
    sign_in(programme)

    assert send_code(programme, "123456").headers["Location"] == "/me/second-step"


def test_the_second_step_comes_after_the_password_only_and_soon(programme):
    assert programme.get("/sign-in/second-step").headers["Location"] == "/sign-in"
    account = with_password(programme)
    programme.services.sign_ins.set_second_step(account.user.id, "sealed")
    sign_in(programme)
    with programme.client.session_transaction() as session:
        session["half_way"] = {**session["half_way"], "at": time.time() - 301}

    assert programme.get("/sign-in/second-step").headers["Location"] == "/sign-in"


def test_the_password_once_more_before_something_that_matters(programme):
    with_password(programme)
    sign_in(programme)
    with programme.client.session_transaction() as session:
        session["fs_paa"] = time.time() - 3600

    assert programme.get("/me/second-step").headers["Location"].startswith("/sign-in/again?next=")
    assert send(programme, "/sign-in/again", password="wrong").status_code == 422  # noqa: S106
    answer = send(programme, "/sign-in/again", password=PASSWORD, next="/me/second-step")
    assert answer.headers["Location"] == "/me/second-step"
    assert programme.get("/me/second-step").status_code == 200


def test_somebody_with_several_roles_acts_in_one_at_a_time(programme):
    with_password(programme)
    programme.services.accounts.grant("bo.berg", Role.ADMIN, by="chief")
    sign_in(programme)
    assert programme.get("/accounts").status_code == 404

    assert programme.post("/role", role="admin").headers["Location"] == "/accounts"
    assert programme.get("/accounts").status_code == 200
    assert programme.get("/").status_code == 404
    assert programme.post("/role", role="auditor").status_code == 404
    assert programme.post("/role", role="linkworker").headers["Location"] == "/today"


def test_too_many_tries_are_told_when_to_come_back(programme):
    with_password(programme)
    with_password(programme, "Cia Ek", Role.AUDITOR)
    most = int(TRIES_OF_ONE.split()[0])
    for _ in range(most):
        assert sign_in(programme, password="wrong").status_code == 422  # noqa: S106

    refused = sign_in(programme)

    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert re.search(r"Try again in \d+ minutes?, at \d\d:\d\d\.", refused.text)
    answer = sign_in(programme, "cia.ek")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/log")


def test_an_administrator_invites_resets_and_deactivates(programme):
    with_password(programme, "Chief", Role.ADMIN)
    sign_in(programme, "chief")
    assert programme.get("/sign-in").headers["Location"] == "/accounts"

    page = programme.post("/accounts", name="Dina Ö", role="linkworker").text
    link = html.unescape(found(r'<code dir="ltr">([^<]+)</code>', page))
    assert link.startswith("http://localhost/welcome/")
    assert programme.services.accounts.of_code(link.rpartition("/")[2]).login == "dina.o"
    page = programme.post("/accounts/dina.o/reset", second_step="yes").text
    assert found(r"/welcome/([\w-]+)", page) not in link
    assert programme.post("/accounts/dina.o/active", active="no").status_code == 303
    assert "deactivated" in programme.get("/accounts").text
    assert programme.post("/accounts/dina.o/reset").status_code == 409
    assert programme.post("/accounts/dina.o/active", active="yes").status_code == 303
    assert programme.post("/accounts/chief/active", active="no").status_code == 409
    assert programme.post("/accounts/nobody/reset").status_code == 404


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"name": "Dina"}, "role"),
        ({"name": "Dina", "role": "participant"}, "role"),
        ({"name": "", "role": "planner"}, "name"),
        ({"name": "Anna Ek", "role": "planner"}, "name"),
        ({"name": "Dina", "role": "employer"}, "employer"),
        ({"name": "Dina", "role": "employer", "employer": "E99"}, "employer"),
    ],
)
def test_an_invitation_that_cannot_be_says_which_field(programme, form, field):
    with_password(programme, "Chief", Role.ADMIN)
    sign_in(programme, "chief")

    answer = programme.post("/accounts", **form)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text


@pytest.mark.parametrize(("lang", "direction"), LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_sound(programme, path, lang, direction):
    with_password(programme, "Chief", Role.ADMIN)
    where = path.format(token=invited(programme).rpartition("/")[2])
    if path in {"/accounts", "/sign-in/again"}:
        sign_in(programme, "chief")

    answer = programme.get(where, lang)

    assert answer.status_code == 200
    outline = Outline(answer.text)
    assert outline.all("html") == [{"lang": lang, "dir": direction}]
    assert len(outline.all("h1")) == 1
    labels = {attributes["for"] for attributes in outline.all("label")}
    shown = {
        field["id"]
        for field in (*outline.all("input"), *outline.all("select"))
        if field.get("type") != "hidden" and "hidden" not in field
    }
    assert shown == labels
    assert "Sign in" not in answer.text or lang not in TRANSLATED
