"""Importing: what a plan says, what applying writes, what people decided stays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from fakes import FixedMapper, MemoryStore, TickingClock
from hypothesis import given
from hypothesis import strategies as st
from strategies import openings, participants

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode, StepId
from matcher.domain.importing import (
    Change,
    IncomingOpening,
    IncomingParticipant,
    SuggestedOccupation,
)
from matcher.domain.language import AreaLevel, LanguageArea, LanguageSource, Swedish
from matcher.domain.language import parse_cefr_range as levels
from matcher.domain.link import FoundBy, Link
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    MappedBy,
    Opening,
    OpeningKind,
    OpeningState,
    Site,
    Terms,
)
from matcher.domain.participant import Participant, ParticipantState, Travel
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Evidence, SkillClaim
from matcher.errors import Conflict, InputError, InputErrors, NotFound, RowError
from matcher.services.intake import ADS_AT_ONCE, TITLES_AT_ONCE, IntakeService
from matcher.taxonomy.mapping import AdMapping

DEMO = OrganisationId("demo")
COOK = StepId("kitchens.institutional_cook")
PORTER = StepId("kitchens.kitchen_porter")
KITCHEN = AdMapping(Sector.KITCHENS, PORTER, MappedBy.TEXT, 0.71, "text")
FAULT = RowError("people.csv", 3, "hours_min", "x", "this is no number", "Write a number.")
AD_FIELDS = frozenset({"title", "text", "places"})


def intake(store, mapper=None):
    return IntakeService(store.units, mapper or FixedMapper(), TickingClock())


def person(code="P001", **changes):
    return replace(Participant(DEMO, ParticipantCode(code)), **changes)


def incoming(code="P001", **changes):
    return IncomingParticipant(person(code, **changes), frozenset(changes))


def lead(number="1", title="Diskare", **changes):
    opening = Opening(
        DEMO, OpeningId(f"lead-{number}"), OpeningKind.LEAD, title, "Text", OpeningState.NEW
    )
    return IncomingOpening(replace(opening, **changes), AD_FIELDS, jobtech="c", ssyk="9412")


def own(number="1", state=OpeningState.OPEN, **changes):
    terms = Terms(EmploymentForm.PERMANENT, "kollektivavtal")
    opening = Opening(
        DEMO, OpeningId(f"O{number}"), OpeningKind.OWN, "Kock", "Text", state, terms=terms
    )
    return IncomingOpening(replace(opening, **changes), AD_FIELDS | {"terms", "state"})


def stored_opening(store, opening_id):
    with store.units() as unit:
        return unit.openings.get(opening_id)


def test_a_plan_writes_nothing_and_says_what_it_would_do():
    store = MemoryStore().with_rows([person("P001"), person("P002", driving_licence=True)])
    people = [incoming("P001", driving_licence=True), incoming("P002"), incoming("P003")]

    plan = intake(store).plan_participants(people, [FAULT])

    assert (plan.created, plan.updated, plan.unchanged) == (("P003",), ("P001",), ("P002",))
    assert plan.rejected == (FAULT,)
    assert plan.rejected_rows == 1
    assert store.commits == 1


def test_applying_writes_all_rows_and_a_record_in_one_transaction():
    store = MemoryStore().with_rows([person("P001")])
    service = intake(store)
    plan = service.plan_participants([incoming("P001", is_adult=True), incoming("P002")])

    batch = service.apply(plan, by="Amina", file="people.csv")

    assert store.commits == 2
    assert (batch.created, batch.updated, batch.by, batch.file) == (
        ("P002",),
        ("P001",),
        "Amina",
        "people.csv",
    )
    assert store.rows.participants["P001"].is_adult is True
    assert service.batches() == (batch,)


def test_one_rejected_row_stops_everything_unless_the_good_ones_are_asked_for():
    store = MemoryStore()
    service = intake(store)
    plan = service.plan_participants([incoming("P001")], [FAULT])

    with pytest.raises(InputErrors) as caught:
        service.apply(plan, by="Amina", file="people.csv")
    assert caught.value.errors == (FAULT,)
    assert store.commits == 0

    batch = service.apply(plan, by="Amina", file="people.csv", keep_good=True)
    assert batch.created == ("P001",)
    assert batch.rejected == 1


def test_no_good_row_at_all_is_refused_even_when_the_good_ones_are_asked_for():
    service = intake(MemoryStore())
    plan = service.plan_participants([], [FAULT])

    with pytest.raises(InputErrors):
        service.apply(plan, by="Amina", file="people.csv", keep_good=True)


def test_an_empty_plan_and_a_missing_name_are_refused():
    store = MemoryStore()
    service = intake(store)

    with pytest.raises(InputError, match="nothing to import"):
        service.apply(service.plan_participants([]), by="Amina", file="a.csv")
    with pytest.raises(InputError, match="who makes the import"):
        service.apply(service.plan_participants([incoming()]), by=" ", file="a.csv")
    assert store.commits == 0


@given(people=st.lists(participants(), unique_by=lambda one: one.code, max_size=5))
def test_importing_participants_twice_is_importing_once(people):
    fields = frozenset(Participant.__dataclass_fields__) - {"organisation", "code"}
    rows = [IncomingParticipant(one, fields) for one in people]
    store = MemoryStore()
    service = intake(store)
    if people:
        service.apply(service.plan_participants(rows), by="A", file="a.csv")

    again = service.plan_participants(rows)

    assert again.unchanged == tuple(one.code for one in people)
    assert not again.created
    assert not again.updated
    assert store.rows.participants == {one.code: one for one in people}


@given(jobs=st.lists(openings(), unique_by=lambda one: one.id, min_size=1, max_size=5))
def test_importing_openings_twice_is_importing_once(jobs):
    fields = frozenset(Opening.__dataclass_fields__) - {"organisation", "id", "kind"}
    rows = [IncomingOpening(one, fields) for one in jobs]
    store = MemoryStore()
    service = intake(store, FixedMapper({one.title: KITCHEN for one in jobs}))
    service.apply(service.plan_openings(rows), by="A", file="a.csv")

    again = service.plan_openings(rows)

    assert again.unchanged == tuple(one.id for one in jobs)


def test_fields_the_file_does_not_speak_of_stay():
    before = person(
        "P001",
        protected_identity=True,
        driving_licence=True,
        travel=Travel(TravelMode.CAR, 30),
        state=ParticipantState.PAUSED,
    )
    store = MemoryStore().with_rows([before])
    service = intake(store)

    plan = service.plan_participants([incoming("P001", is_adult=True)])
    service.apply(plan, by="A", file="a.csv")

    assert store.rows.participants["P001"] == replace(before, is_adult=True)


def test_an_anonymised_profile_never_comes_back():
    before = person("P001", state=ParticipantState.ANONYMISED)
    store = MemoryStore().with_rows([before])

    plan = intake(store).plan_participants(
        [incoming("P001", is_adult=True, state=ParticipantState.ACTIVE)]
    )

    assert plan.unchanged == ("P001",)


def test_confirmed_levels_and_skills_are_not_unconfirmed():
    tested = AreaLevel(levels("B1"), LanguageSource.TEST)
    copied = AreaLevel(levels("A2"), LanguageSource.SELF, to_be_confirmed=True)
    linked = SkillClaim("städa", "c1", Evidence.SEEN, "handledare")
    before = person(
        swedish=Swedish({LanguageArea.READING: tested, LanguageArea.WRITING: copied}),
        skills=(linked,),
    )
    store = MemoryStore().with_rows([before])
    service = intake(store)
    higher = replace(copied, level=levels("B2"))
    new = incoming(
        swedish=Swedish({LanguageArea.READING: higher, LanguageArea.WRITING: higher}),
        skills=(SkillClaim("städa"), SkillClaim("laga mat")),
    )

    service.apply(service.plan_participants([new]), by="A", file="a.csv")

    after = store.rows.participants["P001"]
    assert after.swedish.areas == {LanguageArea.READING: tested, LanguageArea.WRITING: higher}
    assert after.skills == (linked, SkillClaim("laga mat"))


def test_openings_without_a_step_are_mapped_with_their_codes():
    mapper = FixedMapper({"Diskare": KITCHEN})
    plan = intake(MemoryStore(), mapper).plan_openings([lead(), own(step=COOK)])

    ((asked,),) = mapper.asked
    assert (asked.title, asked.body, asked.jobtech, asked.ssyk) == ("Diskare", "Text", "c", "9412")
    first, second = plan.table
    assert (first.sector, first.step, first.by, first.confidence, first.why) == (
        Sector.KITCHENS,
        PORTER,
        MappedBy.TEXT,
        0.71,
        "text",
    )
    assert first.change is Change.CREATED
    assert second.step == COOK


def test_an_ad_that_fits_nowhere_is_kept_without_sector_and_step():
    store = MemoryStore()
    service = intake(store)

    service.apply(service.plan_openings([lead(title="Pilot")]), by="A", file="ads.jsonl")

    opening = stored_opening(store, "lead-1")
    assert (opening.sector, opening.step, opening.kind) == (None, None, OpeningKind.LEAD)


def test_mapping_goes_in_chunks_and_tells_how_far_it_is():
    mapper, told = FixedMapper(), []
    ads = [lead(str(number)) for number in range(ADS_AT_ONCE + 3)]

    intake(MemoryStore(), mapper).plan_openings(ads, (), lambda *done: told.append(done))

    assert [len(chunk) for chunk in mapper.asked] == [ADS_AT_ONCE, 3]
    assert told == [(ADS_AT_ONCE, ADS_AT_ONCE + 3), (ADS_AT_ONCE + 3, ADS_AT_ONCE + 3)]


def test_a_lead_that_somebody_called_is_not_new_again():
    called = replace(lead().opening, state=OpeningState.CALLED, text="Old")
    store = MemoryStore().with_rows(openings=[called])
    service = intake(store)

    service.apply(service.plan_openings([lead()]), by="A", file="ads.jsonl")

    opening = stored_opening(store, "lead-1")
    assert opening.state is OpeningState.CALLED
    assert opening.text == "Text"


@pytest.mark.parametrize(
    ("stored", "file", "after"),
    [
        (OpeningState.PAUSED, OpeningState.OPEN, OpeningState.PAUSED),
        (OpeningState.CLOSED, OpeningState.OPEN, OpeningState.CLOSED),
        (OpeningState.DRAFT, OpeningState.OPEN, OpeningState.OPEN),
        (OpeningState.OPEN, OpeningState.CLOSED, OpeningState.CLOSED),
        (OpeningState.OPEN, OpeningState.DRAFT, OpeningState.OPEN),
    ],
)
def test_an_import_moves_a_state_on_but_never_back(stored, file, after):
    store = MemoryStore().with_rows(openings=[own(state=stored).opening])
    service = intake(store)

    service.apply(service.plan_openings([own(state=file)]), by="A", file="o.csv")

    assert stored_opening(store, "O1").state is after


def test_what_a_person_mapped_is_not_mapped_again():
    by_hand = replace(
        lead().opening,
        sector=Sector.KITCHENS,
        step=COOK,
        mapped_by=MappedBy.PERSON,
        mapping_confidence=1.0,
    )
    store = MemoryStore().with_rows(openings=[by_hand])
    mapper = FixedMapper({"Diskare": KITCHEN})
    service = intake(store, mapper)

    plan = service.plan_openings([lead(places=4)])
    service.apply(plan, by="A", file="ads.jsonl")

    assert mapper.asked == []
    assert stored_opening(store, "lead-1") == replace(by_hand, places=4)
    assert plan.table[0].why == "given"


def test_a_step_that_the_file_names_replaces_an_earlier_one():
    given_step = {"sector": Sector.KITCHENS, "mapped_by": MappedBy.PERSON, "mapping_confidence": 1}
    store = MemoryStore().with_rows(openings=[own(step=PORTER, **given_step).opening])
    service = intake(store)

    service.apply(service.plan_openings([own(step=COOK, **given_step)]), by="A", file="o.csv")

    assert stored_opening(store, "O1").step == COOK


def test_a_sector_that_the_file_names_takes_only_a_step_of_that_sector():
    named = {"sector": Sector.INDUSTRY, "mapped_by": MappedBy.PERSON, "mapping_confidence": 1.0}
    same = {**named, "sector": Sector.KITCHENS}
    mapper = FixedMapper({"Kock": KITCHEN})

    plan = intake(MemoryStore(), mapper).plan_openings([own("1", **named), own("2", **same)])

    assert [(row.sector, row.step) for row in plan.table] == [
        (Sector.INDUSTRY, None),
        (Sector.KITCHENS, PORTER),
    ]


def test_a_confidence_that_only_rounds_differently_is_no_change():
    store = MemoryStore()
    first = intake(store, FixedMapper({"Diskare": KITCHEN}))
    first.apply(first.plan_openings([lead()]), by="A", file="ads.jsonl")
    second = intake(store, FixedMapper({"Diskare": replace(KITCHEN, confidence=0.7103)}))
    third = intake(store, FixedMapper({"Diskare": replace(KITCHEN, confidence=0.9)}))

    assert second.plan_openings([lead()]).unchanged == ("lead-1",)
    assert third.plan_openings([lead()]).updated == ("lead-1",)


def test_a_lead_that_became_an_own_opening_is_left_alone():
    agreed = replace(own().opening, id=OpeningId("lead-1"), title="Vår diskare")
    store = MemoryStore().with_rows(openings=[agreed])

    assert intake(store).plan_openings([lead()]).unchanged == ("lead-1",)


def test_employers_and_sites_come_with_their_openings_and_keep_their_sector():
    employer = Employer(DEMO, EmployerId("E1"), "Köket", Sector.KITCHENS)
    site = Site(employer.id, "Torget", Place("Göteborg"))
    store = MemoryStore().with_rows(employers=[employer])
    service = intake(store)
    row = replace(own(), employer=replace(employer, name="Köket AB", sector=None), site=site)

    service.apply(service.plan_openings([row]), by="A", file="o.csv")

    assert store.rows.employers["E1"] == replace(employer, name="Köket AB")
    assert store.rows.sites["E1", "Torget"] == site


def test_undo_takes_back_the_newest_import_and_then_the_one_before():
    store = MemoryStore()
    service = intake(store)
    first = service.apply(service.plan_participants([incoming("P001")]), by="A", file="1.csv")
    changed = [incoming("P001", is_adult=True), incoming("P002")]
    second = service.apply(service.plan_participants(changed), by="A", file="2.csv")
    service.apply(service.plan_participants(changed), by="A", file="3.csv")

    undone = service.undo()

    assert undone.id == second.id
    assert undone.undone_at is not None
    assert store.rows.participants == {"P001": person("P001")}
    assert service.undo(first.id).id == first.id
    assert store.rows.participants == {}
    with pytest.raises(NotFound, match="no import to undo"):
        service.undo()


def test_undo_of_a_row_changed_since_is_refused_and_changes_nothing():
    store = MemoryStore()
    service = intake(store)
    batch = service.apply(
        service.plan_participants([incoming("P001"), incoming("P002")]), by="A", file="1.csv"
    )
    store.with_rows([person("P001", is_adult=True)])

    with pytest.raises(Conflict, match="P001"):
        service.undo(batch.id)

    assert sorted(store.rows.participants) == ["P001", "P002"]


def test_undo_of_an_unknown_import_is_not_found():
    with pytest.raises(NotFound):
        intake(MemoryStore()).undo("nothing")


def test_applying_holds_the_plan_against_what_is_stored_by_then():
    store = MemoryStore()
    service = intake(store)
    plan = service.plan_participants([incoming("P001", is_adult=True)])
    store.with_rows([person("P001", protected_identity=True)])

    batch = service.apply(plan, by="A", file="a.csv")

    assert (batch.created, batch.updated) == ((), ("P001",))
    assert store.rows.participants["P001"].protected_identity is True


@dataclass
class FixedLinking:
    """Links every title to one occupation; ``asked`` are the titles."""

    asked: list[str] = field(default_factory=list)

    def link(self, texts, lang, *, kinds, limit):
        assert (lang, list(kinds)) == ("sv", [ConceptKind.OCCUPATION])
        self.asked += texts
        cook = Concept(Scheme.ESCO, "cook", ConceptKind.OCCUPATION, labels={"sv": "kock"})
        return [(Link(cook, 0.61234, FoundBy.DENSE, "kock"),) for _ in texts]


def test_an_opening_without_codes_gets_occupations_suggested():
    linking = FixedLinking()
    service = IntakeService(MemoryStore().units, FixedMapper(), TickingClock(), linking)
    uncoded = replace(lead("2", "Mattant"), jobtech=None, ssyk=None)
    given = replace(lead("3", "Kock", step=COOK), jobtech=None, ssyk=None)

    plan = service.plan_openings([lead("1", "Diskare"), uncoded, given])

    assert linking.asked == ["Mattant"]
    assert [row.occupations for row in plan.table] == [
        (),
        (SuggestedOccupation("esco", "cook", "kock", 0.6123, "dense"),),
        (),
    ]


def test_many_titles_are_linked_in_parts_and_keep_their_order():
    linking = FixedLinking()
    service = IntakeService(MemoryStore().units, FixedMapper(), TickingClock(), linking)
    many = [
        replace(lead(str(n), f"Titel {n}"), jobtech=None, ssyk=None)
        for n in range(TITLES_AT_ONCE + 1)
    ]

    plan = service.plan_openings(many)

    assert linking.asked == [row.title for row in plan.table]
    assert all(len(row.occupations) == 1 for row in plan.table)
