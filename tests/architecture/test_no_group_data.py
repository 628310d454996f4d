"""L26 and L35: what the law forbids to weigh is in no profile, so it cannot be weighed."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at
from sources import tree_of

from matcher.domain import language, opening, participant, place, skills
from matcher.domain.participant import Education, Participant
from matcher.domain.skills import Experience
from matcher.domain.target import Target
from matcher.ranking.assess import assess

RANKING = Path(__file__).resolve().parents[2] / "matcher" / "ranking"
NAME = "name|first|last|surname|given"
GROUNDS = (
    "sex|sexual|gender|birth|born|age|ages|year|country|nation|national|nationality|citizen|"
    "citizenship|origin|religion|religious|faith|ethnic|ethnicity|race|health|disability|"
    "disabled|diagnosis|pregnant|migration|migrant|refugee|asylum|offence|offences|crime|"
    "personnummer|photo"
)


def like(field: str, words: str) -> bool:
    return bool(set(re.split(r"[_\d]+", field)) & set(words.split("|")))


def profile_classes() -> list[type]:
    return [
        kind
        for module in (participant, skills, language, place)
        for kind in vars(module).values()
        if inspect.isclass(kind)
        and dataclasses.is_dataclass(kind)
        and kind.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", profile_classes(), ids=lambda kind: kind.__name__)
def test_a_profile_has_no_such_field(kind: type):
    fields = [field.name for field in dataclasses.fields(kind)]

    assert [name for name in fields if like(name, f"{NAME}|{GROUNDS}")] == []


def test_an_opening_asks_for_no_such_thing():
    fields = [
        field.name
        for kind in (opening.Demands, opening.Offers, opening.Hours)
        for field in dataclasses.fields(kind)
    ]

    assert [name for name in fields if like(name, GROUNDS)] == []


def test_the_rule_finds_what_it_looks_for():
    assert like("birth_year", GROUNDS)
    assert like("first_name", NAME)
    assert not like("language", GROUNDS)
    assert not like("passage_prompt", GROUNDS)


def read_in(path: Path) -> set[str]:
    """Names of attributes that a module reads, written out or given to getattr."""
    nodes = list(ast.walk(tree_of(path)))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    fetched = {
        argument.value
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "attrgetter"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    return named | fetched


@pytest.mark.parametrize("path", sorted(RANKING.glob("*.py")), ids=lambda path: path.stem)
def test_the_ranking_reads_none_of_it(path: Path):
    read = read_in(path)

    assert {name for name in read if like(name, GROUNDS)} == set()
    # Of what a profile has, these could stand in for origin.
    assert read & {"preferred_language", "foreign", "protected_identity"} == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "P999"},
        {"preferred_language": "so"},
        {"education": Education(foreign=True, validated=False)},
        {"education": Education(sun_level=0)},
    ],
    ids=str,
)
def test_flipping_what_is_left_changes_no_score(changes: dict[str, object]):
    step = make_step()
    card = card_of(Target(make_opening(step), step))
    before = make_person()
    after: Participant = replace(before, **changes)

    one, other = (
        assess(profile_at(person, [0.4]), card, make_rules(), TODAY) for person in (before, after)
    )

    assert (other.score, other.band, other.contributions, other.barred_by) == (
        one.score,
        one.band,
        one.contributions,
        one.barred_by,
    )


def test_the_language_a_story_is_told_in_changes_no_score():
    step = make_step()
    card = card_of(Target(None, step))
    told = make_person()
    in_somali = replace(
        told, experiences=tuple(Experience(e.text, "so", e.months) for e in told.experiences)
    )

    scores = {
        assess(profile_at(person, [0.4]), card, make_rules(), TODAY).score
        for person in (told, in_somali)
    }

    assert len(scores) == 1
