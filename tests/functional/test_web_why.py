"""Why is this job not here? The gate or the score, who declined it, or that it is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from functional.web_programme import EverythingFits, NothingFits, build
from priced import prices_at

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.opening import OpeningState
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState

PATH = "/people/P001/why"


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def change(programme, **facts):
    with programme.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(known, **facts)])
        unit.commit()


def change_opening(programme, **facts):
    with programme.services.units(write=True) as unit:
        known = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(known, **facts)])
        unit.commit()


def ask(programme, about="O001"):
    answer = programme.get(f"{PATH}?about={about}")
    assert answer.status_code == 200
    return answer.text


def test_a_job_is_found_by_name_employer_or_id(programme):
    assert f'href="{PATH}"' in programme.get("/people/P001").text
    for words in ("diskare", "tallkotten", "o001"):
        assert f'href="{PATH}?q={words}&amp;about=O001"' in programme.get(f"{PATH}?q={words}").text
    assert "about=kitchens.kitchen_porter" in programme.get(f"{PATH}?q=kitchen+porter").text
    assert "No job has these letters." in programme.get(f"{PATH}?q=zeppelin").text
    assert programme.get(f"{PATH}?about=none").status_code == 404


def test_a_job_that_is_listed_says_its_place(programme):
    page = ask(programme)

    assert "It is among those that a new list would show." in page
    assert "of all that fit" in page
    assert "Speaks for it" in page


def test_looking_stores_nothing(programme):
    ask(programme)

    assert programme.services.queues.counts().suggestions == 0


def test_a_gate_is_named(programme):
    change(programme, may_work=MayWork(MayWorkStatus.YES, date(2020, 1, 1)))

    page = ask(programme)

    assert "Something that cannot be gained in time stands in the way." in page
    gates = programme.services.suggest.why_not(ParticipantCode("P001"), "O001", 10).gates
    assert len(gates) == 1
    assert 'class="reasons reasons-against"' in page


def test_a_score_below_the_floor_is_said_with_the_floor(tmp_path):
    page = ask(build(tmp_path, kind=NothingFits))

    assert "its score is below the floor" in page
    assert "the floor is 1.00" in page


def test_a_job_that_others_outdo_says_its_place(programme):
    found = programme.services.suggest.why_not(ParticipantCode("P001"), "A001", 1)
    first = programme.services.suggest.why_not(ParticipantCode("P001"), "O001", 1)

    assert {found.cause.value, first.cause.value} == {"cut", "listed"}
    assert min(found.place, first.place) == 1


@pytest.mark.parametrize(
    ("lang", "said", "lower"),
    [
        ("en", "The person may still ask for it.", "counted 0.99 lower while many are shown it"),
        ("sv", "Personen kan ändå be om den.", "räknas 0,99 lägre medan många visas den"),
        ("ar", "ويمكن للشخص مع ذلك أن يطلبه.", "يُحسب أقل بمقدار"),
    ],
)
def test_a_job_that_many_are_shown_says_so_in_each_language(programme, lang, said, lower):
    with programme.services.units(write=True) as unit:
        unit.prices.use(prices_at(O001=0.99))
        unit.commit()

    page = programme.get(f"{PATH}?about=O001", lang).text

    assert said in page
    assert lower in page
    assert "It is among those" in ask(programme, "A001")


def test_what_was_declined_says_by_whom_and_why(programme):
    [about] = [one for one in programme.suggest() if programme.suggestion(one).opening == "O001"]
    programme.post(f"/suggestions/{about}/decline", seen_version="0", reason="too_far")

    page = ask(programme)

    assert "It was declined for the profile as it is." in page
    assert "<bdi>Anna Ek</bdi>" in page
    assert "Too far away" in page
    change(programme, driving_licence=True)
    assert "It was declined" not in ask(programme)


def test_what_takes_nobody_and_who_is_not_active(programme):
    change_opening(programme, state=OpeningState.PAUSED)
    assert "It takes nobody now" in ask(programme)
    change_opening(programme, state=OpeningState.OPEN)
    assert "through the openings" in ask(programme, "kitchens.kitchen_porter")

    change(programme, state=ParticipantState.PAUSED)
    assert "not mapped or active" in ask(programme)
