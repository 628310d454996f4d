"""Deciding: recorded with a name, refused when it cannot be, and never saved twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from functional.web_programme import build, found, people

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.suggestion import Action, DeclineReason, SuggestionState
from matcher.services.review import ReviewService


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    programme.sign()
    return programme


@pytest.fixture
def suggestion(programme):
    return programme.suggest()[0]


def confirm(programme, suggestion, **form):
    form = {"seen_version": "0", "looked": "yes"} | form
    return programme.post(f"/suggestions/{suggestion}/confirm", **form)


def decline(programme, suggestion, **form):
    form = {"seen_version": "0", "reason": "too_far"} | form
    return programme.post(f"/suggestions/{suggestion}/decline", **form)


def test_confirm_is_recorded_with_the_name(programme, suggestion):
    answer = confirm(programme, suggestion)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/people/P001#s-{suggestion}"
    assert programme.suggestion(suggestion).state is SuggestionState.CONFIRMED
    [decision] = programme.decisions()
    assert (decision.action, decision.by) == (Action.CONFIRM, "Anna Ek")
    page = programme.get("/people/P001").text
    assert "<bdi>Anna Ek</bdi>" in found(r'class="suggestion decided"(.*?)</article>', page)


def test_decline_keeps_reason_and_note(programme, suggestion):
    answer = decline(programme, suggestion, note="  Bussen går\n inte dit ")

    assert answer.status_code == 303
    [decision] = programme.decisions()
    assert decision.after is SuggestionState.DECLINED
    assert (decision.reason, decision.note) == (DeclineReason.TOO_FAR, "Bussen går inte dit")
    assert "Bussen går inte dit" in programme.get("/people/P001").text


def test_undo_takes_a_decision_back_and_both_stay_recorded(programme, suggestion):
    confirm(programme, suggestion)

    answer = programme.post(f"/suggestions/{suggestion}/undo", seen_version="1")

    assert answer.status_code == 303
    assert programme.suggestion(suggestion).state is SuggestionState.PROPOSED
    assert [d.action for d in programme.decisions()] == [Action.UNDO, Action.CONFIRM]


FORMS = {
    "confirm": {"looked": "yes"},
    "decline": {"reason": "too_far", "note": "Bussen går inte dit"},
    "undo": {},
}


def key_in(page, suggestion, action):
    form = found(rf'action="/suggestions/{suggestion}/{action}"(.*?)</form>', page)
    return found(r'name="key" value="([0-9a-f]{32})"', form)


@pytest.mark.parametrize("action", FORMS)
def test_a_form_sent_twice_is_done_once(programme, suggestion, action):
    if action == "undo":
        confirm(programme, suggestion)
    before = len(programme.decisions())
    version = str(programme.suggestion(suggestion).version)
    key = key_in(programme.get("/people/P001").text, suggestion, action)
    form = FORMS[action] | {"seen_version": version, "key": key}

    answers = [programme.post(f"/suggestions/{suggestion}/{action}", **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(programme.decisions()) == before + 1


def test_each_form_has_a_key_of_its_own(programme, suggestion):
    pages = [programme.get("/people/P001").text for _ in range(2)]
    keys = [key_in(page, suggestion, action) for page in pages for action in ("confirm", "decline")]
    assert len(set(keys)) == 4


def test_a_key_sent_again_with_another_reason_changes_nothing(programme, suggestion):
    key = "0123456789abcdef" * 2
    decline(programme, suggestion, key=key)

    answer = decline(programme, suggestion, key=key, reason="wrong_trade")

    assert answer.status_code == 409
    [decision] = programme.decisions()
    assert decision.reason is DeclineReason.TOO_FAR


@pytest.mark.parametrize("key", ["", " ", "k", "z" * 32, "a" * 33])
def test_a_key_that_our_pages_do_not_write_is_refused(programme, suggestion, key):
    assert confirm(programme, suggestion, key=key).status_code == 400
    assert programme.decisions() == []


def test_a_full_line_says_who_was_last_and_when(programme):
    suggestion = next(
        one for one in programme.suggest() if programme.suggestion(one).opening is not None
    )
    opening = programme.suggestion(suggestion).opening
    with programme.services.units(write=True) as unit:
        kept = unit.openings.get(opening)
        unit.openings.put([replace(kept, presentation_slots=1)])
        unit.commit()
    code = ParticipantCode("P001")
    earlier = ReviewService(
        replace(programme.services.commands, now=lambda: datetime(2026, 1, 2, 9, tzinfo=UTC))
    )
    with programme.services.units(write=True) as unit:
        one = programme.suggestion(suggestion)
        run = replace(unit.suggestions.run(one.run), id="r-other", participant=None)
        unit.participants.put([replace(unit.participants.get(code), code="P900")])
        unit.suggestions.add(run, [replace(one, id="other", run="r-other", participant="P900")])
        unit.commit()
    earlier.confirm(Request("other", 0, "Bo Berg"))

    answer = confirm(programme, suggestion)

    assert answer.status_code == 409
    assert "Nobody more can be put in line for this job" in answer.text
    assert "<bdi>Bo Berg</bdi>" in answer.text
    assert "2 Jan 2026" in answer.text
    assert programme.suggestion(suggestion).state is SuggestionState.PROPOSED


def test_undo_is_offered_and_taken_within_its_window_only(programme):
    recent, old, *_ = programme.suggest()
    confirm(programme, recent)
    earlier = ReviewService(
        replace(programme.services.commands, now=lambda: datetime(2026, 1, 2, tzinfo=UTC))
    )
    earlier.confirm(Request(old, 0, "Anna Ek"))

    page = programme.get("/people/P001").text
    answer = programme.post(f"/suggestions/{old}/undo", seen_version="1")

    assert f'action="/suggestions/{recent}/undo"' in page
    assert f'action="/suggestions/{old}/undo"' not in page
    assert answer.status_code == 409
    assert "too late to take that back" in answer.text
    assert programme.suggestion(old).state is SuggestionState.CONFIRMED


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        ("confirm", {}, "looked-{}"),
        ("decline", {}, "reason-{}"),
        ("decline", {"reason": "because"}, "reason-{}"),
        ("decline", {"reason": "too_far", "note": "x" * 301}, "note-{}"),
    ],
)
def test_what_is_missing_is_named_and_linked(programme, suggestion, path, form, field):
    answer = programme.post(f"/suggestions/{suggestion}/{path}", seen_version="0", **form)

    assert answer.status_code == 422
    assert f'<a href="#{field.format(suggestion)}">' in answer.text
    assert f'id="{field.format(suggestion)}"' in answer.text
    assert "<title>Error: " in answer.text.replace("\n", "").replace("  ", "")
    assert programme.suggestion(suggestion).version == 0


def test_a_faulty_decline_keeps_what_was_typed(programme, suggestion):
    answer = decline(programme, suggestion, reason="", note="Ringde <chefen>")

    assert answer.status_code == 422
    assert ">Ringde &lt;chefen&gt;</textarea>" in answer.text


def test_nobody_decides_or_asks_without_signing_in(tmp_path):
    programme = build(tmp_path)
    [suggestion, *_] = programme.suggest()
    programme.sign_out()

    for path in (
        f"/suggestions/{suggestion}/confirm",
        f"/suggestions/{suggestion}/decline",
        "/people/P001/suggestions",
    ):
        form = {"seen_version": "0", "looked": "yes", "reason": "too_far"}
        answer = programme.client.post(path, data=form)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert programme.decisions() == []
    assert programme.suggestion(suggestion).state is SuggestionState.PROPOSED


def test_the_second_of_two_reviewers_is_told_who_was_first(programme, suggestion):
    other = programme.another_browser()
    other.sign("Bo Berg")
    confirm(programme, suggestion)

    answer = decline(other, suggestion, reason="hours_do_not_fit", note="Ring på måndag")

    assert answer.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', answer.text)
    assert "Somebody else was first" in box
    assert "<bdi>Anna Ek</bdi>" in box
    assert "The hours do not fit" in box
    assert "Ring på måndag" in box
    assert programme.suggestion(suggestion).state is SuggestionState.CONFIRMED


def test_the_same_form_sent_twice_is_saved_once(programme, suggestion):
    first, second = confirm(programme, suggestion), confirm(programme, suggestion)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(programme.decisions()) == 1


def test_deciding_on_a_list_that_was_renewed_is_a_conflict(programme, suggestion):
    programme.suggest()

    answer = decline(programme, suggestion, note="Sparas inte")

    assert answer.status_code == 409
    assert "The list was renewed meanwhile" in answer.text
    assert "Sparas inte" in answer.text
    assert programme.decisions() == []


def test_a_move_that_does_not_exist_is_refused(programme, suggestion):
    answer = programme.post(f"/suggestions/{suggestion}/undo", seen_version="0")

    assert answer.status_code == 409
    assert "Nothing was saved; load the page again." in answer.text


@pytest.mark.parametrize("version", ["", "-1", "one", "²", "9" * 20])
def test_a_form_that_is_not_ours_is_refused(programme, suggestion, version):
    assert confirm(programme, suggestion, seen_version=version).status_code == 400
    assert programme.decisions() == []


@pytest.mark.parametrize("path", ["/suggestions/none-1/confirm", "/people/P999/suggestions"])
def test_posting_to_what_is_not_there(programme, path):
    assert programme.post(path, seen_version="0", looked="yes").status_code == 404


def test_protected_people_cannot_be_reached_by_posting(programme):
    [suggestion, *_] = programme.suggest("P002")
    hidden = people()[1]
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(hidden, protected_identity=True)])
        unit.commit()

    assert confirm(programme, suggestion).status_code == 404
    assert programme.post("/people/P002/suggestions").status_code == 404
    assert programme.suggestion(suggestion).version == 0


def test_renewing_replaces_what_is_undecided_and_keeps_the_name(programme):
    [old, *_] = programme.suggest()

    answer = programme.post("/people/P001/suggestions")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/P001")
    assert programme.suggestion(old).state is SuggestionState.OBSOLETE
    with programme.services.units() as unit:
        [new, *_] = unit.suggestions.current(ParticipantCode("P001"))
        assert unit.suggestions.run(new.run).by == "Anna Ek"


@pytest.mark.parametrize(
    "path",
    ["/language", "/role", "/people/P001/suggestions", "/suggestions/x/confirm"],
)
def test_a_post_without_a_token_is_refused(programme, path):
    answer = programme.client.post(path, data={"lang": "ar", "name": "Bo", "looked": "yes"})

    assert answer.status_code == 400
    assert "Nothing was saved." in answer.text or "sparades" in answer.text


def test_a_huge_post_is_refused(programme, suggestion):
    assert decline(programme, suggestion, note="x" * 70_000).status_code == 413


def test_reading_a_page_changes_nothing(programme, suggestion):
    for path in ("/", "/people/P001", "/me"):
        programme.get(path)

    assert programme.services.queues.counts().decisions == 0
    assert programme.suggestion(suggestion).version == 0
