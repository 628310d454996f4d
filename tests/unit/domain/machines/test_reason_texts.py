"""Every reason code reads in three languages, and none touches what the law forbids to keep."""

from __future__ import annotations

import re

import pytest
from lives import CODES, LIVES

from matcher.domain.machines.reason_texts import REASON_GROUPS, REASON_TEXTS, reason_text
from matcher.domain.machines.suggestion import DeclineReason, NotHiredReason
from matcher.domain.text import LANGUAGES

FORBIDDEN = re.compile(
    r"\b(health|ill|illness|sick|pregnan|famil|child|faith|religio|ethnic|origin|crime|offence|age|"
    r"sjuk|hälsa|gravid|familj|barn|tro|ursprung|brott|ålder)",
    re.IGNORECASE,
)


def test_every_code_has_a_text_and_no_text_is_left_over():
    codes = {f"{group}.{code}" for group, listed in CODES.items() for code in listed.split()}

    assert set(REASON_TEXTS) == codes


def test_every_enumeration_that_an_arrow_asks_for_has_texts():
    asked = {arrow.reasons for life in LIVES.values() for arrow in life.machine.arrows}

    assert set(REASON_GROUPS) == asked - {None}


@pytest.mark.parametrize("kind", REASON_GROUPS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_codes_of_one_list_are_told_apart(kind, lang):
    texts = [reason_text(code, lang) for code in kind]

    assert len(set(texts)) == len(texts)
    assert all(text.strip() == text and 0 < len(text) <= 45 for text in texts)


def test_the_same_code_reads_as_its_list_says():
    assert reason_text(DeclineReason.HOURS_DO_NOT_FIT, "sv") == "Tiderna passar inte"
    assert reason_text(NotHiredReason.SKILLS_NOT_YET, "en") == "The skills are not there yet"
    assert reason_text(DeclineReason.TOO_FAR, "ar") == "بعيد جداً"


def test_no_reason_is_about_the_person_rather_than_the_job():
    texts = [*REASON_TEXTS, *(t.sv for t in REASON_TEXTS.values()), *CODES]
    texts += [text.en for text in REASON_TEXTS.values()]

    assert [text for text in texts if FORBIDDEN.search(text.replace("_", " "))] == []
    assert FORBIDDEN.search("is sick")
    assert FORBIDDEN.search("Familjen vill")
