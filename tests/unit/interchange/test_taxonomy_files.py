"""ESCO and JobTech files: what is read of them, and how each fault is told."""

from __future__ import annotations

import pytest
from taxonomies import (
    COOK,
    ESCO,
    ISCO_COOKS,
    KNIVES,
    NURSE,
    SOUP,
    bundle,
    jobtech,
    put,
    reduced,
    write,
)

from matcher.domain.concept import (
    ConceptKey,
    ConceptKind,
    Crosswalk,
    Match,
    Relation,
    RelationKind,
    Scheme,
)
from matcher.domain.taxonomy_intake import Known
from matcher.errors import InputErrors
from matcher.interchange.taxonomy_folder import find_sources, version_named_in


def read(folder, scheme=Scheme.ESCO):
    """Every file of a scheme, by name."""
    known, found = Known(), {}
    for source in find_sources(folder)[scheme]:
        found[source.name] = source.read(known)
        known.add(found[source.name].concepts)
    return found


def faults(folder, scheme=Scheme.ESCO):
    return [fault for rows in read(folder, scheme).values() for fault in rows.rejected]


def test_the_bundle_is_read_in_every_language_it_has(tmp_path):
    files = read(put(tmp_path, bundle("en"), bundle("sv")))

    cooks = [
        concept
        for name in ("occupations_en.csv", "occupations_sv.csv")
        for concept in files[name].concepts
        if concept.id == COOK
    ]
    assert [concept.labels for concept in cooks] == [{"en": "cook"}, {"sv": "kock"}]
    assert cooks[0].alternatives == {"en": ("chef de partie", "cook assistant")}
    assert cooks[0].descriptions == {"en": "Cooks\nprepare dishes."}
    assert (cooks[0].kind, cooks[0].code) == (ConceptKind.OCCUPATION, "5120.1")
    assert Relation(COOK, RelationKind.BROADER, ISCO_COOKS) in files["occupations_en.csv"].relations
    assert files["occupationSkillRelations_en.csv"].relations == (
        Relation(COOK, RelationKind.ESSENTIAL, KNIVES),
        Relation(COOK, RelationKind.OPTIONAL, SOUP),
    )
    assert [rows.rejected for rows in files.values()] == [()] * 8


def test_the_bundle_is_read_without_groups(tmp_path):
    folder = put(tmp_path, bundle())
    (folder / "ISCOGroups_en.csv").unlink()

    files = read(folder)

    assert len(files["occupations_en.csv"].concepts) == 2
    assert files["occupations_en.csv"].relations == ()


def test_the_reduced_layout_has_two_languages_in_a_row(tmp_path):
    files = read(put(tmp_path, reduced()))

    cook = files["esco_occupations.csv"].concepts[0]
    assert cook.labels == {"en": "cook", "sv": "kock"}
    assert cook.alternatives == {"sv": ("kallskänka", "kökschef")}
    skills = files["esco_skills.csv"]
    assert skills.concepts[1].labels == {"en": "make soup"}
    assert skills.relations == (Relation(KNIVES, RelationKind.BROADER, SOUP),)
    [aside] = skills.set_aside
    assert (aside.row, aside.column) == (2, "broader_uris")
    assert len(files["esco_occupation_skill.csv"].relations) == 2


def test_jobtech_is_read_with_its_mappings(tmp_path):
    files = read(put(tmp_path, jobtech()), Scheme.JOBTECH)

    assert [rows.rejected for rows in files.values()] == [()] * 8
    [group] = files["jobtech_ssyk4.csv"].concepts
    assert (group.kind, group.code, group.labels) == (
        ConceptKind.GROUP,
        "9412",
        {"sv": "Köksbiträden"},
    )
    assert files["jobtech_languages.csv"].concepts[0].code == "so"
    assert files["jobtech_substitutability.csv"].relations == (
        Relation("o1", RelationKind.SUBSTITUTE, "o2", 75),
    )
    assert files["jobtech_keywords.csv"].relations == (Relation("k1", RelationKind.RELATED, "o1"),)
    mapping = files["jobtech_occupation_to_esco.csv"]
    assert mapping.crosswalks == (
        Crosswalk(
            ConceptKey(Scheme.ESCO, COOK),
            Match.NARROW,
            ConceptKey(Scheme.JOBTECH, "o2"),
            "Köksbiträde",
        ),
        Crosswalk(
            ConceptKey(Scheme.ESCO, COOK),
            Match.EXACT,
            ConceptKey(Scheme.JOBTECH, "old"),
            "Kockerska",
        ),
    )


def test_rows_that_lead_outside_are_told_and_not_refused(tmp_path):
    files = read(put(tmp_path, jobtech()), Scheme.JOBTECH)

    told = [(note.file, note.row, note.value) for r in files.values() for note in r.set_aside]
    assert told == [
        ("jobtech_keywords.csv", 3, "sun-education-field-4"),
        ("jobtech_ssyk4_skills.csv", 3, "s0"),
        ("jobtech_occupation_to_esco.csv", 3, "old"),
        ("jobtech_occupation_to_esco.csv", 4, None),
    ]


@pytest.mark.parametrize(
    ("files", "cell", "value", "problem"),
    [
        (bundle, ("occupationSkillRelations_en.csv", 0, "skillUri"), f"{ESCO}skill/gone", "broken"),
        (bundle, ("occupationSkillRelations_en.csv", 1, "occupationUri"), "", "broken"),
        (
            bundle,
            ("occupationSkillRelations_en.csv", 0, "relationType"),
            "must",
            "no such relation",
        ),
        (bundle, ("occupations_en.csv", 1, "iscoGroup"), "9999", "no such ISCO group"),
        (bundle, ("occupations_en.csv", 1, "conceptType"), "Job", "no such type"),
        (bundle, ("occupations_en.csv", 1, "preferredLabel"), "", "empty"),
        (bundle, ("skills_en.csv", 1, "conceptUri"), KNIVES, "the same stands in row 2"),
        (bundle, ("skills_en.csv", 0, "preferredLabel"), "anvÃ¤nda knivar", "letters were lost"),
        (bundle, ("skills_en.csv", 0, "preferredLabel"), "anv\ufffdnda", "letters were lost"),
        (reduced, ("esco_occupation_skill.csv", 2, "skill_uri"), "nowhere", "broken"),
        (reduced, ("esco_occupations.csv", 0, "isco_code"), "1", "no such ISCO group"),
        (jobtech, ("jobtech_substitutability.csv", 0, "to_concept_id"), "o9", "broken"),
        (jobtech, ("jobtech_substitutability.csv", 0, "percentage"), "0", "no percentage"),
        (jobtech, ("jobtech_occupations.csv", 0, "ssyk4_concept_id"), "g9", "broken"),
        (jobtech, ("jobtech_keywords.csv", 0, "related_id"), "o9", "broken"),
        (jobtech, ("jobtech_ssyk4_skills.csv", 0, "skill_concept_id"), "s9", "broken"),
        (jobtech, ("jobtech_occupation_to_esco.csv", 0, "relation"), "sameMatch", "no such match"),
        (jobtech, ("jobtech_occupation_to_esco.csv", 0, "esco_uri"), "kock", "no address"),
    ],
)
def test_a_faulty_cell_is_named(tmp_path, files, cell, value, problem):
    made, (name, row, column) = files(), cell
    made[name][row][column] = value
    scheme = Scheme.JOBTECH if files is jobtech else Scheme.ESCO

    fault = faults(put(tmp_path, made), scheme)[0]

    assert (fault.file, fault.row, fault.column) == (name, row + 2, column)
    assert (fault.value or "") == value
    assert problem in fault.problem
    assert fault.mend


def test_a_byte_of_another_encoding_is_named_by_its_cell(tmp_path):
    folder = put(tmp_path, bundle("sv"))
    path = folder / "occupations_sv.csv"
    path.write_bytes(path.read_bytes().replace("sjuksköterska".encode(), b"sjuksk\xf6terska"))

    [fault] = faults(folder)

    assert (fault.file, fault.row, fault.column) == ("occupations_sv.csv", 3, "preferredLabel")
    assert fault.value == "sjuksk\\xf6terska"
    assert "not UTF-8" in fault.problem


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_are_read(tmp_path, encoding):
    folder = put(tmp_path, bundle("sv"))
    write(folder, "occupations_sv.csv", bundle("sv")["occupations_sv.csv"], encoding)

    assert read(folder)["occupations_sv.csv"].concepts[1].labels == {"sv": "sjuksköterska"}


def test_a_file_of_another_layout_names_each_missing_column(tmp_path):
    made = bundle()
    made["skills_en.csv"] = [{"uri": KNIVES, "title": "use knives", "altLabels": ""}]

    told = [fault for fault in faults(put(tmp_path, made)) if fault.file == "skills_en.csv"]

    assert [fault.column for fault in told] == [
        "conceptType",
        "conceptUri",
        "preferredLabel",
        "description",
        "skillType",
    ]
    assert "The file has uri, title, altLabels." in told[0].mend


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"conceptType,conceptUri\n", "the column is missing"),
        (b"PK\x03\x04", "this is not a CSV file"),
        (b"<!DOCTYPE html>", "web page"),
    ],
)
def test_what_is_no_table_is_told(tmp_path, content, problem):
    folder = put(tmp_path, bundle())
    sources = {source.name: source for source in find_sources(folder)[Scheme.ESCO]}
    (folder / "skills_en.csv").write_bytes(content)

    rows = sources["skills_en.csv"].read(Known())

    assert problem in rows.rejected[0].problem
    assert rows.rows == 0


@pytest.mark.parametrize(
    ("row", "fields", "mend"),
    [
        (f"{NURSE},essential,{KNIVES},and more\n", 4, "not in quotation marks"),
        (f"{NURSE},esse", 2, "may have been cut off"),
    ],
)
def test_a_row_with_fields_too_many_or_too_few_is_named(tmp_path, row, fields, mend):
    folder = put(tmp_path, bundle())
    with (folder / "occupationSkillRelations_en.csv").open("a") as file:
        file.write(row)

    [fault] = faults(folder)

    assert (fault.row, fault.problem) == (4, f"there are {fields} fields under 3 columns")
    assert mend in fault.mend


def test_a_missing_column_says_which_columns_there_are(tmp_path):
    folder = put(tmp_path, bundle())
    path = folder / "occupationSkillRelations_en.csv"
    path.write_text(path.read_text("utf-8").replace("relationType", "type", 1), "utf-8")

    [fault] = faults(folder)

    assert (fault.row, fault.column) == (1, "relationType")
    assert "The file has occupationUri, type, skillUri." in fault.mend


def test_a_folder_without_what_is_needed_says_so(tmp_path):
    folder = put(tmp_path, bundle())
    (folder / "skills_en.csv").unlink()

    with pytest.raises(InputErrors, match=r"skills_xx\.csv: the file is missing"):
        find_sources(folder)


def test_a_folder_with_nothing_of_ours_says_what_is_expected(tmp_path):
    with pytest.raises(InputErrors, match=r"Name a folder that holds: occupations_xx\.csv"):
        find_sources(tmp_path)
    with pytest.raises(InputErrors, match="not a folder"):
        find_sources(tmp_path / "none")


def test_two_layouts_in_one_folder_are_refused(tmp_path):
    with pytest.raises(InputErrors, match="Keep one of the two"):
        find_sources(put(tmp_path, bundle(), reduced()))


def test_schemes_can_be_chosen(tmp_path):
    folder = put(tmp_path, reduced(), jobtech())

    assert list(find_sources(folder)) == [Scheme.ESCO, Scheme.JOBTECH]
    assert list(find_sources(folder, [Scheme.JOBTECH])) == [Scheme.JOBTECH]


def test_a_folder_may_tell_the_version(tmp_path):
    assert version_named_in(tmp_path / "ESCO dataset - v1.2.0 - classification - en") == "1.2.0"
    assert version_named_in(tmp_path / "downloads 3") == ""
