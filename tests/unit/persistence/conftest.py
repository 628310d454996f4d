"""A migrated database for each test, and objects that are quick to write down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fresh import copied, new_database
from sqlalchemy import event

from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode, RunId, SuggestionId
from matcher.domain.importing import ImportBatch, ImportKind
from matcher.domain.judgement import Band
from matcher.domain.opening import Opening, OpeningKind, OpeningState
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Suggestion
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory

DEMO, OTHER = OrganisationId("demo"), OrganisationId("other")
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


class Make:
    """Makes small valid objects; what is not named has its default."""

    now = NOON

    def person(self, code="P001", organisation=DEMO, **more):
        return Participant(organisation, ParticipantCode(code), **more)

    def lead(self, opening_id="O1", organisation=DEMO, **more):
        fields = {"kind": OpeningKind.LEAD, "title": "Diskare", "text": "Vi söker en diskare."}
        fields |= {"state": OpeningState.NEW} | more
        return Opening(organisation=organisation, id=OpeningId(opening_id), **fields)

    def run(self, run_id="r1", participant="P001", **more):
        fields = {
            "kind": RunKind.PARTICIPANT,
            "at": NOON,
            "by": "Anna",
            "input_hash": "0" * 64,
            "encoder": "hashing",
            "index": "i1",
            "weights": "w1",
            "seed": 7,
            "top": 10,
        } | more
        return Run(id=RunId(run_id), participant=participant, **fields)

    def suggestion(self, suggestion_id="s1", run="r1", participant="P001", **more):
        fields = {
            "opening": None,
            "step": "kitchens.kitchen_porter",
            "title": "Diskare",
            "rank": 1,
            "score": 0.5,
            "band": Band.READY,
            "contributions": {"experience": 0.3, "travel": 0.2},
            "explanation": {"reasons_for": [{"code": "experience", "text": "Har diskat"}]},
        } | more
        return Suggestion(
            id=SuggestionId(suggestion_id),
            run=RunId(run),
            participant=ParticipantCode(participant),
            **fields,
        )

    def batch(self, batch_id="b1", kind=ImportKind.PARTICIPANTS, created=(), updated=(), **more):
        fields = {"file": "people.csv", "at": NOON, "by": "Anna"} | more
        return ImportBatch(
            id=batch_id, kind=kind, created=tuple(created), updated=tuple(updated), **fields
        )


@pytest.fixture(scope="session")
def make():
    return Make()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    url = new_database(tmp_path_factory.mktemp("database"))
    engine = open_engine(url)
    for organisation in (DEMO, OTHER):
        ensure_organisation(engine, Organisation(organisation, f"{organisation} office"))
    engine.dispose()
    return url


@pytest.fixture
def database_url(migrated, tmp_path):
    return copied(migrated, tmp_path)


@pytest.fixture
def engine(database_url):
    engine = open_engine(database_url, busy_timeout_ms=50)
    yield engine
    engine.dispose()


@pytest.fixture
def units(engine):
    """Units of work of the organisation ``demo``."""
    return unit_of_work_factory(engine, DEMO)


@pytest.fixture
def other_units(engine):
    """Units of work of another organisation in the same database."""
    return unit_of_work_factory(engine, OTHER)


@pytest.fixture
def statements(engine):
    """The statements sent to the database since the test began, or since ``clear``."""
    sent = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement.strip())

    return sent
