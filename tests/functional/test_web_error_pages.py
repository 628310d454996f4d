"""Pages of errors: what happened, what was kept, what to do now, and the way back."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from functional.web_programme import build, found
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from matcher.errors import (
    Conflict,
    InputError,
    ManifestMismatch,
    NotFound,
    SuggestionsStopped,
    Unavailable,
)
from web.error_pages import ERROR_PAGES, page_for

LANGUAGES = ("sv", "en", "ar")
RAISED = {
    404: NotFound("There is no participant P777."),
    409: Conflict("Told to the log by Bo Ek."),
    413: RequestEntityTooLarge(),
    422: InputError("Told to the log.", code="shifts.none"),
    423: SuggestionsStopped("Told to the log."),
    429: TooManyRequests(),
    500: RuntimeError("secret inner state"),
    503: ManifestMismatch("Built for another encoder."),
}


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return build(tmp_path_factory.mktemp("errors"))


@pytest.fixture
def failing(programme):
    """Return a function that lets the page of a person fail."""
    views = programme.app.view_functions
    before = views["review.person"]

    def fail_with(error):
        def fail(code):
            raise error

        views["review.person"] = fail

    yield fail_with
    views["review.person"] = before


def look(programme, path, lang="en", referrer="http://localhost/?q=hj"):
    headers = {"Accept-Language": lang, "Referer": referrer}
    return programme.client.get(path, headers=headers)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", RAISED)
def test_a_page_says_what_happened_what_was_kept_and_what_to_do(programme, failing, status, lang):
    failing(RAISED[status])

    answer = look(programme, "/people/P001", lang)

    assert answer.status_code == status
    assert answer.text.count("<h1>") == 1
    assert re.findall(r"<h2>", answer.text) == ["<h2>", "<h2>"]
    said = {page.title._args[0] for page in ERROR_PAGES.values()}
    title = found(r"<h1>(.*?)</h1>", answer.text)
    assert (title in said) is (lang == "en")
    assert "to the log" not in answer.text
    assert "secret" not in answer.text
    assert 'href="/sign-in"' in answer.text
    assert ('href="/?q=hj"' in answer.text) is (status != 404)


def test_who_was_first_is_said_and_when(programme, failing):
    at = datetime(2026, 12, 1, 9, 40, tzinfo=UTC)
    failing(Conflict("for the log", code="changed", by="Bo <Ek>", at=at))

    page = look(programme, "/people/P001", "sv").text

    assert "<bdi>Bo &lt;Ek&gt;</bdi>, 1 dec. 2026 10:40" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_its_own_sentences(programme, lang):
    with programme.app.test_request_context(headers={"Accept-Language": lang}):
        for page in ERROR_PAGES.values():
            sentences = [str(page.title), str(page.happened), str(page.kept), str(page.next_step)]
            assert len(set(sentences)) == 4
            assert all(sentences)
        titles = {str(page.title) for page in ERROR_PAGES.values()}

    assert len(titles) == len(ERROR_PAGES)
    assert page_for(418) is page_for(500)


def test_a_fault_of_ours_has_a_number_on_the_page_and_in_the_log(programme, failing, caplog):
    failing(RAISED[500])

    pages = [look(programme, "/people/P001").text for _ in range(2)]

    numbers = [found(r'<strong dir="ltr">([0-9a-f]{8})</strong>', page) for page in pages]
    assert numbers[0] != numbers[1]
    assert [number in caplog.text for number in numbers] == [True, True]
    assert "secret inner state" in caplog.text


def test_a_file_that_does_not_fit_is_said_to_whoever_runs_it(programme, failing, caplog):
    failing(RAISED[503])

    page = look(programme, "/people/P001", "sv").text

    assert '<p lang="en" dir="ltr">Built for another encoder.</p>' in page
    assert found(r'<strong dir="ltr">([0-9a-f]{8})</strong>', page) in caplog.text


def test_an_error_with_a_code_is_said_in_the_language_of_the_page(programme, failing):
    failing(RAISED[422])

    assert "Välj minst en tid på dygnet." in look(programme, "/people/P001", "sv").text
    assert "اختر وقتاً" in look(programme, "/people/P001", "ar").text


@pytest.mark.parametrize(
    "referrer",
    ["", "https://elsewhere.example/x", "http://localhost/people/P001", "http://localhost//evil"],
)
def test_the_way_back_is_a_page_of_ours_and_not_this_one(programme, failing, referrer):
    failing(RAISED[409])

    page = look(programme, "/people/P001", referrer=referrer).text

    assert "elsewhere" not in page
    assert "evil" not in page
    assert ("Back to the page before" in page) is ("evil" in referrer)


def test_a_form_without_its_token_is_read_by_nobody(programme):
    answer = programme.client.post("/language", headers={"Accept-Language": "sv"})

    assert answer.status_code == 400
    assert "Inget sparades." in answer.text
    assert "CSRF" not in answer.text


def test_a_page_behind_a_link_does_not_say_whose_it_is(programme):
    answer = look(programme, "/my/x/answer", "ar")

    assert answer.status_code == 405
    assert "Stegvis" not in answer.text
    assert 'href="/my/leave"' in answer.text
    assert 'href="/sign-in"' not in answer.text


def test_forbidden_and_unknown_are_the_same_to_the_byte(programme):
    unknown, forbidden = (look(programme, f"/people/{code}") for code in ("P999", "P003"))

    assert (unknown.status_code, unknown.data) == (404, forbidden.data)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_database_that_does_not_answer_asks_to_come_back_soon(programme, failing, lang):
    failing(Unavailable("The database does not answer."))

    answer = look(programme, "/people/P001", lang)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    title = found(r"<h1>(.*?)</h1>", answer.text)
    assert (title == "The database does not answer") is (lang == "en")
