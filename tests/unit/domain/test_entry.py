"""Entry rules: met, to be checked or missed; what is not known is never a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs import make_person

from matcher.domain.entry import Entry, EntryPoint, EntryRules, EntryTopic, entry_of, judge_entry
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.participant import Education, MayWork, MayWorkStatus, Participant
from matcher.domain.skills import Certificate

BEGINS, ENDS = date(2027, 1, 11), date(2027, 6, 11)
READING = LanguageArea.READING
NOTHING = Participant(make_person().organisation, make_person().code)


def entry(rules, **facts):
    return entry_of(judge_entry(replace(NOTHING, **facts), rules, BEGINS, ENDS))


def reading(text, source=LanguageSource.TEACHER, *, confirm=False):
    return Swedish({READING: AreaLevel(parse_cefr_range(text), source, confirm)})


def sfi(attended=None, passed=None):
    return Swedish(sfi=Sfi(attended=attended, passed=passed))


B1 = EntryRules(swedish={READING: Cefr.B1})


@pytest.mark.parametrize(
    ("swedish", "expected"),
    [
        (reading("B1"), Entry.MEETS),
        (reading("B2", LanguageSource.TEST), Entry.MEETS),
        (reading("B1-"), Entry.MISSES),
        (reading("A2/B1"), Entry.TO_CHECK),
        (reading("B1", LanguageSource.SELF), Entry.TO_CHECK),
        (reading("B1", confirm=True), Entry.TO_CHECK),
        (reading("A2", LanguageSource.SELF), Entry.TO_CHECK),
        (reading("A2-", LanguageSource.SELF), Entry.MISSES),
        (Swedish(), Entry.TO_CHECK),
        # A passed course says where somebody was, not where she is.
        (sfi(passed=SfiCourse.B), Entry.TO_CHECK),
        (sfi(passed=SfiCourse.D), Entry.TO_CHECK),
    ],
)
def test_a_level_decides_when_a_teacher_or_a_test_says_it(swedish, expected):
    assert entry(B1, swedish=swedish) is expected


A, B, C, D = SfiCourse


@pytest.mark.parametrize(
    ("rules", "swedish", "expected"),
    [
        (EntryRules(sfi_passed=C), sfi(passed=C), Entry.MEETS),
        (EntryRules(sfi_passed=C), sfi(passed=D), Entry.MEETS),
        (EntryRules(sfi_passed=C), sfi(C, B), Entry.MISSES),
        (EntryRules(sfi_passed=C), sfi(C), Entry.MISSES),
        (EntryRules(sfi_passed=C), sfi(D), Entry.TO_CHECK),
        (EntryRules(sfi_passed=C), sfi(), Entry.TO_CHECK),
        (EntryRules(sfi_passed=C), Swedish(), Entry.TO_CHECK),
        (EntryRules(sfi_attended=B), sfi(B), Entry.MEETS),
        (EntryRules(sfi_attended=A), sfi(B), Entry.MEETS),
        (EntryRules(sfi_attended=C), sfi(B), Entry.MISSES),
        (EntryRules(sfi_passed=C, sfi_attended=A), sfi(B), Entry.MEETS),
        (EntryRules(sfi_passed=C, sfi_attended=A), sfi(passed=C), Entry.MEETS),
        (EntryRules(sfi_passed=C, sfi_attended=A), sfi(passed=B), Entry.MISSES),
    ],
)
def test_sfi_is_passed_or_attended(rules, swedish, expected):
    assert entry(rules, swedish=swedish) is expected


@pytest.mark.parametrize(
    ("education", "expected"),
    [
        (Education(3), Entry.MEETS),
        (Education(2), Entry.MISSES),
        (Education(5, foreign=True, validated=True), Entry.MEETS),
        (Education(5, foreign=True, validated=False), Entry.TO_CHECK),
        (Education(5, foreign=True), Entry.TO_CHECK),
        (Education(2, foreign=True), Entry.MISSES),
        (Education(), Entry.TO_CHECK),
    ],
)
def test_schooling_from_elsewhere_counts_for_sure_once_it_is_validated(education, expected):
    assert entry(EntryRules(schooling=3), education=education) is expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, Entry.TO_CHECK),
        ((), Entry.MISSES),
        ((Certificate("food_hygiene"),), Entry.MEETS),
        ((Certificate("food_hygiene", BEGINS),), Entry.MEETS),
        ((Certificate("food_hygiene", date(2026, 12, 31)),), Entry.MISSES),
    ],
)
def test_a_paper_must_be_valid_when_it_begins(held, expected):
    assert entry(EntryRules(certificates=("food_hygiene",)), certificates=held) is expected


@pytest.mark.parametrize(
    ("may_work", "expected"),
    [
        (MayWork(MayWorkStatus.YES), Entry.MEETS),
        (MayWork(MayWorkStatus.YES, ENDS), Entry.MEETS),
        (MayWork(MayWorkStatus.YES, BEGINS), Entry.MISSES),
        (MayWork(MayWorkStatus.RESTRICTED), Entry.TO_CHECK),
        (MayWork(), Entry.TO_CHECK),
    ],
)
def test_the_right_to_work_lasts_until_the_end(may_work, expected):
    assert entry(EntryRules(may_work=True), may_work=may_work) is expected


@pytest.mark.parametrize(
    ("is_adult", "expected"),
    [(True, Entry.MEETS), (False, Entry.MISSES), (None, Entry.TO_CHECK)],
)
def test_an_adult_is_asked_for(is_adult, expected):
    assert entry(EntryRules(adult=True), is_adult=is_adult) is expected


def test_whether_somebody_is_enrolled_is_to_be_checked_for_everybody():
    assert entry(EntryRules(enrolled=True), is_adult=True) is Entry.TO_CHECK


ALL = EntryRules(
    adult=True,
    swedish=dict.fromkeys(LanguageArea, Cefr.A2),
    sfi_passed=C,
    schooling=3,
    certificates=("food_hygiene",),
    may_work=True,
    enrolled=True,
)


def test_each_rule_says_what_it_asks_for():
    person = replace(
        NOTHING,
        swedish=Swedish(
            {READING: AreaLevel(parse_cefr_range("B1"), LanguageSource.TEST)}, Sfi(passed=B)
        ),
        education=Education(3),
        certificates=(Certificate("food_hygiene"),),
        may_work=MayWork(MayWorkStatus.YES, BEGINS),
        is_adult=True,
    )
    rules = replace(
        ALL,
        swedish={READING: Cefr.A2, LanguageArea.WRITING: Cefr.B1},
        certificates=("food_hygiene", "driver"),
    )

    assert judge_entry(person, rules, BEGINS, ENDS) == (
        EntryPoint(EntryTopic.SWEDISH, Entry.MEETS, "reading", "A2"),
        EntryPoint(EntryTopic.SWEDISH, Entry.TO_CHECK, "writing", "B1"),
        EntryPoint(EntryTopic.SFI, Entry.MISSES, "passed", "C"),
        EntryPoint(EntryTopic.CERTIFICATE, Entry.MEETS, "food_hygiene"),
        EntryPoint(EntryTopic.CERTIFICATE, Entry.MISSES, "driver"),
        EntryPoint(EntryTopic.SCHOOLING, Entry.MEETS, asked="3"),
        EntryPoint(EntryTopic.ADULT, Entry.MEETS),
        EntryPoint(EntryTopic.MAY_WORK, Entry.MISSES, asked="2027-06-11"),
        EntryPoint(EntryTopic.ENROLLED, Entry.TO_CHECK),
    )


@pytest.mark.parametrize(
    ("rules", "how", "asked"),
    [
        (EntryRules(sfi_passed=C), "passed", "C"),
        (EntryRules(sfi_attended=B), "attended", "B"),
        (EntryRules(sfi_passed=B, sfi_attended=C), "either", "B/C"),
    ],
)
def test_a_rule_of_sfi_says_whether_a_course_is_passed_or_attended(rules, how, asked):
    assert judge_entry(NOTHING, rules, BEGINS, ENDS) == (
        EntryPoint(EntryTopic.SFI, Entry.TO_CHECK, how, asked),
    )


def test_of_somebody_of_whom_nothing_is_known_everything_is_to_be_checked():
    points = judge_entry(NOTHING, ALL, BEGINS, ENDS)
    assert {one.topic for one in points} == set(EntryTopic)
    assert {one.entry for one in points} == {Entry.TO_CHECK}


def test_rules_that_ask_nothing_are_met_by_everybody():
    assert judge_entry(NOTHING, EntryRules(text="Mer med ord"), BEGINS, ENDS) == ()
    assert entry_of(()) is Entry.MEETS


@given(st.lists(st.sampled_from(Entry)))
def test_one_rule_that_is_missed_is_enough(entries):
    found = entry_of(EntryPoint(EntryTopic.ADULT, one) for one in entries)
    worst = {Entry.MEETS: 0, Entry.TO_CHECK: 1, Entry.MISSES: 2}
    assert worst[found] == max((worst[one] for one in entries), default=0)
