"""A participant looks around, says what she likes, and changes her hours."""

from __future__ import annotations

import pytest
from functional.own_pages import Screen, office, own_page
from functional.web_programme import EverythingFits

from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Shift
from matcher.domain.suggestion import SuggestionState

PORTER = "kitchens.kitchen_porter"
LANGUAGES = ("sv", "en", "ar")


@pytest.fixture
def mine(tmp_path):
    programme = office(tmp_path, kind=EverythingFits)
    phone = own_page(programme)
    phone.enter()
    return programme, phone


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    programme = office(tmp_path_factory.mktemp("around"))
    phone = own_page(programme)
    phone.enter()
    return programme, phone


def person(programme):
    with programme.services.units() as unit:
        return unit.participants.get(ParticipantCode("P001"))


def actions(programme):
    with programme.services.units() as unit:
        return [(event.action, event.actor) for event in unit.audit.events()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_about_kinds_of_work_is_short_and_in_one_language(around, lang):
    programme, phone = around
    phone.speak(lang)
    ladders = programme.services.ladders
    paths = ["/work", "/hours", f"/work/kind/{PORTER}/openings"]
    paths += [f"/work/{ladder.sector}" for ladder in ladders.all]
    paths += [f"/work/kind/{step}" for step in ladders.steps]

    for path in paths:
        answer = phone.get(path)
        assert answer.status_code == 200, path
        page = Screen(answer.text)
        assert page.words <= 60, (path, page.words, page.on_screen)
        if lang == "ar":
            assert page.latin() == [], path
            assert all(len(name.split()) <= 4 for name in page.names), page.names


def test_kinds_of_work_lead_to_what_is_open(around):
    _, phone = around
    phone.speak("en")

    assert "Commercial kitchens" in phone.get("/work").text
    assert "Kitchen porter" in phone.get("/work/kitchens").text
    assert "1 open now" in phone.get(f"/work/kind/{PORTER}").text
    page = phone.get(f"/work/kind/{PORTER}/openings").text
    assert "Hjällbo" in page
    assert "Du diskar och städar köket." in Screen(page).folded_swedish
    for path in ("/work/none", "/work/kind/none", "/work/kind/none/openings"):
        assert phone.get(path).status_code == 404


def test_not_this_kind_is_kept_and_no_longer_suggested(mine):
    programme, phone = mine
    before = programme.services.queues.person("P001").suggestions
    assert PORTER in {one.step for one in before}

    said = phone.post(f"/work/kind/{PORTER}/say", wish="not_this_kind")

    assert said.status_code == 303
    assert person(programme).wishes.unwanted == {PORTER}
    after = programme.services.queues.person("P001").suggestions
    assert after
    assert PORTER not in {one.step for one in after}
    assert all(programme.suggestion(one.id).state is SuggestionState.OBSOLETE for one in before)
    assert ("wishes.step", "participant") in actions(programme)
    page = phone.get(f"/work/kind/{PORTER}").text
    assert "Not suggested to you." in page
    assert 'value="not_this_kind"' not in page


def test_not_this_kind_holds_for_lists_of_people_too(mine):
    programme, phone = mine
    suggest = programme.services.suggest
    before = suggest.for_opening("O001", 10, "Anna Ek")
    assert "P001" in {one.participant for one in before.suggestions}

    phone.post(f"/work/kind/{PORTER}/say", wish="not_this_kind")

    after = suggest.for_opening("O001", 10, "Anna Ek")
    assert "P001" not in {one.participant for one in after.suggestions}


def test_interested_is_kept_and_can_be_undone(mine):
    programme, phone = mine
    phone.post(f"/work/kind/{PORTER}/say", wish="not_this_kind")

    phone.post(f"/work/kind/{PORTER}/say", wish="interested")

    wishes = person(programme).wishes
    assert (wishes.steps, wishes.unwanted) == ({PORTER}, set())
    assert "You are interested." in phone.get(f"/work/kind/{PORTER}").text
    phone.post(f"/work/kind/{PORTER}/say", wish="no_opinion")
    assert person(programme).wishes.steps == set()
    phone.post(f"/work/kind/{PORTER}/say", wish="nonsense")
    assert person(programme).wishes.steps == set()


def test_hours_are_changed_and_read_in_any_digits(mine):
    programme, phone = mine

    saved = phone.post("/hours", least="٢٠", most="30", shift=["day", "evening"])

    assert saved.status_code == 303
    times = person(programme).availability
    assert (times.hours_per_week_min, times.hours_per_week_max) == (20, 30)
    assert times.shifts == {Shift.DAY, Shift.EVENING}
    assert ("wishes.hours", "participant") in actions(programme)
    page = phone.get("/hours").text
    assert 'value="20"' in page
    assert page.count(" checked") == 2


@pytest.mark.parametrize(
    ("least", "most", "shifts"),
    [("30", "20", ["day"]), ("0", "20", ["day"]), ("20", "50", ["day"]), ("x", "20", ["day"]),
     ("20", "30", [])],
)  # fmt: skip
def test_hours_that_do_not_fit_say_what_to_mend_and_keep_what_was_typed(mine, least, most, shifts):
    programme, phone = mine
    before = person(programme)

    answer = phone.post("/hours", least=least, most=most, shift=shifts)

    assert answer.status_code == 422
    assert f'value="{most}"' in answer.text
    field = "least" if shifts else "shifts"
    assert f'href="#{field}"' in answer.text
    assert person(programme) == before
