"""The stop switch: no suggestion after it, on any worker; decisions go on."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace

import pytest
from fakes import MemoryStore, TickingClock, commands_on
from fresh import new_database
from jobs import make_rules
from programme import MemoryShelf, SmallProgramme, no_trades, porter_opening, real_ladders
from unit.services.test_suggest import DISHES

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import OrganisationId
from matcher.domain.organisation import Organisation
from matcher.domain.stop import Stop
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import InputError, InvalidTransition, SuggestionsStopped
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.concepts import ConceptService
from matcher.services.review import ReviewService
from matcher.services.stop_switch import StopService
from matcher.services.suggest import Engine, SuggestService

TEST = OrganisationId("test")
WORKERS = 4


def switch(store: MemoryStore) -> StopService:
    return StopService(store.units, TickingClock())


def test_who_stopped_when_and_why_is_kept_and_shown():
    store = MemoryStore()
    service = switch(store)
    assert service.status() is None

    made = service.stop(by=" Åsa  Ek ", reason="Wrong  trades")

    assert service.status() == made == Stop("Åsa Ek", made.at, "Wrong trades")
    with pytest.raises(InvalidTransition, match="already, by Åsa Ek"):
        service.stop(by="Bo", reason="Me too")
    service.start(by="Bo")
    assert service.status() is None
    with pytest.raises(InvalidTransition, match="not stopped"):
        service.start(by="Bo")
    rows = [(event.action, event.actor) for event in store.rows.audit.events]
    assert rows == [("suggestions.stop", "Åsa Ek"), ("suggestions.start", "Bo")]


def test_nobody_stops_or_starts_without_a_name_or_stops_without_a_reason():
    service = switch(MemoryStore())
    with pytest.raises(InputError, match="--by"):
        service.stop(by=" ", reason="x")
    with pytest.raises(InputError, match="--reason"):
        service.stop(by="Åsa", reason=" ")
    with pytest.raises(InputError, match="--by"):
        service.start(by="")
    assert service.status() is None


def test_nothing_is_suggested_for_anybody_while_decisions_go_on():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 3, "Anna").suggestions[0]
    switch(programme.store).stop(by="Åsa", reason="Wrong trades")
    concepts = ConceptService(programme.store.units, None, programme.now)
    ways = (
        lambda: programme.suggest.for_participant(DISHES.code, 3, "Anna"),
        lambda: programme.suggest.for_opening("O001", 3, "Anna"),
        lambda: programme.suggest.for_text("Jag diskade.", "sv", 3, "Anna"),
        lambda: programme.suggest.shortest_way(DISHES.code),
        lambda: concepts.suggest(DISHES.code),
    )
    for ask in ways:
        with pytest.raises(SuggestionsStopped, match=r"by Åsa at .*: Wrong trades"):
            ask()

    review = ReviewService(commands_on(programme.store.units, programme.now))
    assert review.confirm(Request(first.id, 0, "Anna")).version == 1

    switch(programme.store).start(by="Åsa")
    assert programme.suggest.for_participant(DISHES.code, 3, "Anna").suggestions


def test_a_list_that_was_being_made_at_the_stop_is_not_stored():
    programme = SmallProgramme(people=(DISHES,))
    embed = programme.encoder.encode

    def stop_meanwhile(texts, kind):
        if programme.store.rows.audit.stop is None:
            switch(programme.store).stop(by="Åsa", reason="Wrong trades")
        return embed(texts, kind)

    programme.encoder.encode = stop_meanwhile
    with pytest.raises(SuggestionsStopped):
        programme.suggest.for_participant(DISHES.code, 3, "Anna")

    assert programme.store.rows.suggestions == {}
    assert programme.store.rows.runs == {}


def units_on(url):
    return unit_of_work_factory(open_engine(url), TEST)


def work(url, number):
    """Ask until suggestions are stopped, then decide: what a worker under load does."""
    units, code = units_on(url), f"P00{number}"
    engine = Engine(
        real_ladders(), HashingEncoder(), MemoryShelf(), make_rules(), no_trades, seed=7
    )
    count = iter(range(10**6))
    service = SuggestService(
        units,
        TEST,
        engine,
        now=now,
        timer=time.perf_counter,
        new_id=lambda: f"w{number}-{next(count)}",
    )
    try:
        while True:
            service.for_participant(code, 3, "Anna")
    except SuggestionsStopped:
        with units() as unit:
            open_ones = unit.suggestions.current(code)
        ReviewService(commands_on(units, now)).confirm(Request(open_ones[0].id, 0, "Anna"))


@pytest.mark.process
def test_no_worker_under_load_suggests_after_the_stop_and_decisions_go_on(tmp_path):
    """The log has an order: what comes after the stop was stored after it, by whatever clock."""
    url = new_database(tmp_path)
    ensure_organisation(open_engine(url), Organisation(TEST, "Test"))
    units = units_on(url)
    with units(write=True) as unit:
        people = [replace(DISHES, code=f"P00{number}") for number in range(WORKERS)]
        unit.participants.put([replace(one, organisation=TEST) for one in people])
        opening = replace(porter_opening(), organisation=TEST, employer=None)
        unit.openings.put([replace(opening, presentation_slots=WORKERS)])
        unit.commit()
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=work, args=(url, number)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    try:
        everybody_works(units, workers)
        StopService(units, now).stop(by="Åsa", reason="Wrong trades")
        for worker in workers:
            worker.join(30)
        assert [worker.exitcode for worker in workers] == [0] * WORKERS
    finally:
        for worker in workers:
            worker.kill()

    with units() as unit:
        actions = [event.action for event in unit.audit.events()]
    before, after = actions[: actions.index("suggestions.stop")], actions[len(actions) - WORKERS :]
    assert set(before) == {"suggestions.made"}
    assert len(before) + 1 + WORKERS == len(actions)
    assert after == ["suggestion.confirm"] * WORKERS


def everybody_works(units, workers):
    """Wait until every worker has made a list."""
    until = time.monotonic() + 120
    while time.monotonic() < until and all(worker.is_alive() for worker in workers):
        with units() as unit:
            subjects = {event.subject for event in unit.audit.events()}
        if len(subjects) == WORKERS:
            return
        time.sleep(0.05)
    raise AssertionError("not every worker came to work")
