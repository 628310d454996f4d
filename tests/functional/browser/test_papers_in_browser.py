"""A CV and a letter come out of a printer on one A4 page each, however full they are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from matcher.domain.application import (
    LINE,
    LINES_OF,
    PARTS_OF,
    Paper,
    Part,
    Target,
    TargetKind,
    lines_of,
)
from matcher.domain.ids import ParticipantCode
from matcher.domain.skills import SkillClaim

pytestmark = pytest.mark.browser

P001 = ParticipantCode("P001")
JOB = Target(TargetKind.OPENING, "O001")


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def full_papers():
    """Return texts that take every line of both papers, with wide letters in each."""
    line = ("Mm wordklass " * 9)[:LINE].strip()
    assert lines_of(line) == 1
    texts = {}
    for paper, parts in PARTS_OF.items():
        for number in range(LINES_OF[paper]):
            part = parts[number % len(parts)]
            texts[part] = f"{texts[part]}\n{line}" if part in texts else line
    return texts


@pytest.mark.parametrize("full", [False, True], ids=["composed", "full"])
@pytest.mark.parametrize("lang", ["sv-SE", "ar"])
def test_each_paper_is_one_page(programme, open_page, full, lang):
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, skills=(SkillClaim("Diskar", confirmed_by="c"),))])
        unit.commit()
    if full:
        texts = full_papers()
        assert set(texts) == set(Part)
        programme.services.applying.write(P001, JOB, texts, by="Anna Ek", seen=0)
    page = open_page(lang)
    for paper in Paper:
        page.goto(f"/people/P001/papers/opening/O001/{paper.value}")
        pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"))
        assert pages_of(pdf) == 1, (paper, lang)
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()
        assert "Stegvis" not in shown
        assert "P001" not in shown
        page.emulate_media(media="null")


def test_what_does_not_fit_would_be_seen(programme, open_page):
    page = open_page()
    page.goto("/people/P001/papers/opening/O001/cv")
    page.evaluate("document.querySelector('main').append(...Array.from({length: 90}, () => "
                  "document.createElement('p')))")  # fmt: skip
    page.evaluate("document.querySelectorAll('main > p').forEach((p) => p.textContent = 'rad')")

    assert pages_of(page.pdf(format="A4")) > 1
