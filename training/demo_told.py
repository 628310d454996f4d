"""What an invented participant has done and can do, in her own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.skills import Experience, ExperienceKind, SkillClaim

if TYPE_CHECKING:
    from training.demo_blocks import Blocks, ExperienceBlock
    from training.demo_draw import Draw

_VOICES = re.compile(r"<([^|<>]*)\|([^|<>]*)>")
_MONTHS_STEP = 6
# People who speak Dari often lived in Iran and tell some of it in Persian.
_ALSO_TELLS_IN = {"prs": ("prs", "fa")}
_FILE_OF = {"prs": "fa"}


def in_voice(text: str, voice: int) -> str:
    """Choose the words of one grammatical voice where a language has two.

    >>> in_voice("Я <працювала|працював> тут.", 0)
    'Я працювала тут.'
    """
    return _VOICES.sub(lambda found: found.group(voice + 1), text)


@dataclass(frozen=True)
class Teller:
    """A person about to tell: language, what most of it is about, and the voice of the grammar."""

    lang: str
    leaning: str
    voice: int
    swedish_too: bool


def tell(teller: Teller, blocks: Blocks, draw: Draw) -> tuple[Experience, ...]:
    """Return one to four experiences, the first of them in the trade the person leans to."""
    count = draw.weighted([(1, 24), (2, 40), (3, 27), (4, 9)])
    own = _in_language(blocks, teller.lang)
    about = [teller.leaning]
    while len(about) < count:
        about.append(teller.leaning if draw.chance(0.45) else draw.pick(own).about)
    chosen: list[tuple[str, ExperienceBlock]] = []
    for number, trade in enumerate(about):
        in_swedish = number > 0 and teller.swedish_too and draw.chance(0.3)
        lang = "sv" if in_swedish else teller.lang
        taken = {block.id for _, block in chosen}
        fitting = [
            block
            for block in _in_language(blocks, lang)
            if block.about == trade and block.id not in taken
        ]
        if fitting:
            chosen.append((lang, draw.pick(fitting)))
    return tuple(_experience(lang, block, teller.voice, blocks, draw) for lang, block in chosen)


def find(blocks: Blocks, block_id: str) -> tuple[str, ExperienceBlock]:
    """Return a block and its language; raises ``KeyError`` when there is none."""
    for telling in blocks.tellings.values():
        for block in telling.experiences:
            if block.id == block_id:
                return block.lang or telling.lang, block
    raise KeyError(block_id)


def claims(leaning: str, blocks: Blocks, draw: Draw) -> tuple[SkillClaim, ...]:
    """Return none to five skills; in a third of cases somebody has confirmed them."""
    people = blocks.people
    texts = draw.some(people.skills[leaning], 0, 3) + draw.some(people.shared_skills, 0, 2)
    by = draw.pick(people.confirmers) if texts and draw.chance(0.33) else None
    return tuple(SkillClaim(text, confirmed_by=by) for text in texts)


def _in_language(blocks: Blocks, lang: str) -> list[ExperienceBlock]:
    telling = blocks.tellings[_FILE_OF.get(lang, lang)]
    wanted = _ALSO_TELLS_IN.get(lang, (lang,))
    return [block for block in telling.experiences if (block.lang or telling.lang) in wanted]


def _experience(
    lang: str, block: ExperienceBlock, voice: int, blocks: Blocks, draw: Draw
) -> Experience:
    telling = blocks.tellings[_FILE_OF.get(lang, lang)]
    at_home = block.kind is ExperienceKind.CARE_AT_HOME
    text = block.text
    # The tails of the Persian file are Persian: a text in Dari stays as it was told.
    if draw.chance(0.4) and block.lang is None:
        text += " " + draw.pick(telling.tails.home if at_home else telling.tails.work)
    low, high = block.months
    months = draw.whole(low, high)
    if months > _MONTHS_STEP * 2:
        months -= months % _MONTHS_STEP
    return Experience(in_voice(text, voice), block.lang or telling.lang, months, block.kind)
