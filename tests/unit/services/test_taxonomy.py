"""Importing taxonomies: whole or not at all, resumed where it stopped, and once is enough."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from fakes import TickingClock
from fresh import new_database
from taxonomies import COOK, KNIVES, NURSE_ASSISTANT, bundle, jobtech, put, reduced

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.ids import OrganisationId
from matcher.domain.organisation import Organisation
from matcher.domain.taxonomy_version import VersionState
from matcher.errors import InputError, RowError
from matcher.interchange.hidden_labels import read_hidden_labels
from matcher.interchange.taxonomy_folder import find_sources
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.taxonomy import (
    FEW_ALIKE,
    TaxonomyService,
    Wish,
    faults_of,
    few_of_each,
    refused,
)
from matcher.settings import shared_path

ANNA = Wish("Anna")


@dataclass
class Counted:
    """A source that notes when it is read."""

    source: object
    read_so_far: list[str]

    def __getattr__(self, name):
        return getattr(self.source, name)

    def read(self, known):
        self.read_so_far.append(self.source.name)
        return self.source.read(known)


@dataclass
class Desk:
    """The service on a database of its own, and the files that it reads."""

    service: TaxonomyService
    read: list[str] = field(default_factory=list)

    def bring_in(self, folder, wish=ANNA, progress=None):
        self.read.clear()
        sources = {
            scheme: [Counted(source, self.read) for source in files]
            for scheme, files in find_sources(folder).items()
        }
        return self.service.bring_in(sources, wish, progress)

    @property
    def in_use(self):
        return {
            version.scheme: version
            for version in self.service.versions()
            if version.state is VersionState.IN_USE
        }

    def label(self, concept, lang="en", scheme=Scheme.ESCO):
        found = self.service.concept(ConceptKey(scheme, concept))
        return found and found.labels.get(lang)


@pytest.fixture
def desk(tmp_path):
    url = new_database(tmp_path)
    engine = open_engine(url)
    owner = OrganisationId("demo")
    ensure_organisation(engine, Organisation(owner, "Demo"))
    hidden = read_hidden_labels(shared_path("data", "labels_never_shown.csv"))
    return Desk(TaxonomyService(unit_of_work_factory(engine, owner, hidden), TickingClock()))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


def broken():
    """A bundle with a relation whose end is not there."""
    made = bundle()
    made["occupationSkillRelations_en.csv"][1]["skillUri"] = "gone"
    return made


def test_both_schemes_come_into_use_together(desk, folder):
    told = []
    reports = desk.bring_in(put(folder, reduced(), jobtech()), progress=lambda *at: told.append(at))

    assert [report.scheme for report in reports] == [Scheme.ESCO, Scheme.JOBTECH]
    assert {report.version.state for report in reports} == {VersionState.IN_USE}
    assert desk.label(COOK, "sv") == "kock"
    assert desk.label("o1", "sv", Scheme.JOBTECH) == "Diskare"
    assert told[-1] == (12, 12)
    assert [at for at, _ in told] == list(range(1, 13))


def test_the_same_again_changes_nothing_and_reads_nothing(desk, folder):
    desk.bring_in(put(folder, bundle()))
    before = desk.service.versions()

    [report] = desk.bring_in(folder)

    assert report.unchanged
    assert desk.read == []
    assert desk.service.versions() == before


def test_a_fault_leaves_the_version_in_use_as_it_was(desk, folder, tmp_path):
    desk.bring_in(put(folder, bundle()))
    before = desk.in_use
    made = broken()
    made["occupations_en.csv"][0]["preferredLabel"] = "COOK"

    [report] = desk.bring_in(put(tmp_path / "new", made))

    assert refused(report, ANNA)
    assert str(faults_of([report])).startswith(
        "occupationSkillRelations_en.csv, row 3, skillUri: the relation is broken"
    )
    assert desk.in_use == before
    assert desk.label(COOK) == "cook"


def test_a_fault_in_one_scheme_keeps_both_back(desk, folder):
    made = jobtech()
    made["jobtech_substitutability.csv"][0]["to_concept_id"] = "gone"

    desk.bring_in(put(folder, reduced(), made))

    assert desk.in_use == {}


def test_after_mending_only_what_was_not_read_whole_is_read(desk, folder):
    desk.bring_in(put(folder, broken()))
    put(folder, bundle())

    [report] = desk.bring_in(folder)

    assert desk.read == ["occupationSkillRelations_en.csv"]
    assert report.kept == ("ISCOGroups_en.csv", "occupations_en.csv", "skills_en.csv")
    assert report.version.state is VersionState.IN_USE
    assert report.version.counts["relations"] == 4
    assert [file.name for file in report.version.files] == [*report.kept, *desk.read]


def test_an_import_that_was_stopped_goes_on(desk, folder):
    put(folder, bundle())

    def stop(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.bring_in(folder, progress=stop)
    assert desk.in_use == {}
    desk.bring_in(folder)

    assert desk.read == ["skills_en.csv", "occupationSkillRelations_en.csv"]
    assert desk.label(KNIVES) == "use knives en"


def test_a_file_that_changed_meanwhile_begins_anew(desk, folder):
    desk.bring_in(put(folder, broken()))
    made = bundle()
    made["occupations_en.csv"][0]["preferredLabel"] = "chef"

    desk.bring_in(put(folder, made))

    assert len(desk.read) == 4
    assert desk.label(COOK) == "chef"


def test_good_rows_are_used_when_that_is_wished_and_the_rest_is_told(desk, folder):
    [report] = desk.bring_in(put(folder, broken()), Wish("Anna", keep_good=True))

    assert [fault.value for fault in report.rejected] == ["gone"]
    assert report.version.files[-1].rejected == 1
    assert report.version.counts["relations"] == 3


def test_a_file_that_is_no_table_is_never_passed_over(desk, folder):
    made = bundle()
    made["skills_en.csv"] = [{"uri": KNIVES, "label": "use knives"}]
    wish = Wish("Anna", keep_good=True)

    [report] = desk.bring_in(put(folder, made), wish)

    assert refused(report, wish)
    assert desk.in_use == {}


def test_a_faulty_concept_is_told_once_for_itself_and_for_what_rests_on_it(desk, folder):
    made = bundle()
    made["skills_en.csv"][0]["preferredLabel"] = ""

    [report] = desk.bring_in(put(folder, made))

    assert [(fault.file, fault.row) for fault in report.rejected] == [
        ("skills_en.csv", 2),
        ("occupationSkillRelations_en.csv", 2),
    ]


def test_a_dry_run_finds_the_faults_and_writes_nothing(desk, folder):
    [report] = desk.bring_in(put(folder, broken()), Wish("Anna", dry_run=True))

    assert len(report.rejected) == 1
    assert report.version is None
    assert desk.service.versions() == ()


def test_a_new_version_takes_the_place_of_the_old(desk, folder, tmp_path):
    desk.bring_in(put(folder, bundle()), Wish("Anna", "1.1.1"))
    made = bundle()
    made["occupations_en.csv"][0]["preferredLabel"] = "chef"

    desk.bring_in(put(tmp_path / "new", made), Wish("Bo", "1.2.0"))

    assert desk.label(COOK) == "chef"
    assert [(v.name, v.state, v.by) for v in desk.service.versions()] == [
        ("1.2.0", VersionState.IN_USE, "Bo"),
        ("1.1.1", VersionState.EARLIER, "Anna"),
    ]


def test_nobody_imports_without_a_name(desk, folder):
    with pytest.raises(InputError, match="--by"):
        desk.bring_in(put(folder, bundle()), Wish(" "))


def test_search_tells_by_which_label_a_concept_was_found(desk, folder):
    desk.bring_in(put(folder, reduced()))

    [found] = desk.service.search("kallskän", kinds=[ConceptKind.OCCUPATION])

    assert found.concept.id == COOK
    assert (found.by.text, found.by.lang, found.by.preferred) == ("kallskänka", "sv", False)


def test_the_misleading_label_of_nurse_assistant_is_never_shown(desk, folder):
    desk.bring_in(put(folder, reduced()))

    assert desk.service.search("sjuksköterska") == ()
    [found] = desk.service.search("nurse assistant")
    assert found.concept.id == NURSE_ASSISTANT
    assert found.concept.label(("sv", "en")) == ("nurse assistant", "en")


def test_searching_without_a_taxonomy_says_how_to_get_one(desk):
    with pytest.raises(InputError, match="stegvis taxonomy import FOLDER"):
        desk.service.search("kock")


def test_searching_for_nothing_is_told(desk, folder):
    desk.bring_in(put(folder, bundle()))

    with pytest.raises(InputError, match="Write a word"):
        desk.service.search(" ,- ")


def test_of_many_faults_that_are_alike_the_first_ones_are_shown_and_the_rest_counted():
    cause = RowError("skills.csv", None, None, None, "there are bytes that are not UTF-8", "Mend.")
    broken = [
        RowError("ties.csv", row, "skill", f"s{row}", "the relation is broken", "Mend.")
        for row in range(2, 1202)
    ]
    other = RowError("ties.csv", 9, "kind", "x", "no such kind", "Mend.")

    shown = few_of_each([cause, *broken, other])

    assert shown[0] is cause
    assert shown[1 : 1 + FEW_ALIKE] == broken[:FEW_ALIKE]
    assert str(shown[-2]) == (
        "1,197 more rows of ties.csv like this. Mend those above first; give --json to list them "
        "all."
    )
    assert shown[-1] is other
    assert few_of_each(broken[:FEW_ALIKE]) == broken[:FEW_ALIKE]
