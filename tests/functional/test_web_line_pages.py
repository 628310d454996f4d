"""The pages from the review to the job are sound in three languages, with nothing ticked."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from functional.test_web_calls import AGREED
from functional.test_web_pages import LANGUAGES, Outline
from functional.web_walk import another, press, walk

from matcher.domain.role import Role


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A programme with a page in each state, and their addresses."""
    way = walk(tmp_path_factory.mktemp("pages"), "A001")
    programme = way.programme
    programme.services.accounts.invite("Bo Berg", Role.LINKWORKER, by="chief")
    paths = [way.path, "/people/P001/decline", "/people/P001/why?q=d&about=O001", "/calls/new"]
    own = another(programme, "O001", "P002")
    own.accept("code")
    paths += [own.path, f"{own.path}/present"]
    opening = press(programme, programme.get("/calls/new"), "/calls/new", **AGREED)
    paths.append(opening.headers["Location"])
    hired = another(programme, "O001", "P001")
    hired.confirm()
    paths.append(hired.path)
    hired.press("asked")
    hired.press("answer", answer="yes", mode="phone", up_to="skills")
    press(programme, programme.get(f"{hired.path}/present"), f"{hired.path}/present")
    paths.append(hired.path)
    hired.hire()
    paths += [f"/placements/{hired.placement.id}", f"/placements/{hired.placement.id}/card"]
    return programme, tuple(dict.fromkeys(paths))


@pytest.mark.parametrize(("lang", "direction"), LANGUAGES)
def test_pages_are_sound(shown, lang, direction):
    programme, paths = shown
    for path in paths:
        answer = programme.get(path, lang)
        assert answer.status_code == 200, path
        outline = Outline(answer.text)
        assert outline.all("html") == [{"lang": lang, "dir": direction}]
        levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        fields = [*outline.all("input"), *outline.all("textarea"), *outline.all("select")]
        labels = {attributes["for"] for attributes in outline.all("label")}
        assert {f["id"] for f in fields if f.get("type") != "hidden"} == labels, path


def test_forms_are_ours_and_nothing_is_ticked_or_inline(shown):
    programme, paths = shown
    for path in paths:
        outline = Outline(programme.get(path).text)
        posts = [form for form in outline.all("form") if form.get("method") == "post"]
        tokens = [field for field in outline.all("input") if field.get("name") == "csrf_token"]
        assert len(tokens) == len(posts), path
        assert {tag for tag, _ in outline.tags} & {"style", "iframe"} == set()
        assert all("src" in script for script in outline.all("script")), path
        names = {name for _, attributes in outline.tags for name in attributes}
        assert not [name for name in names if name == "style" or name.startswith("on")]
        assert not [field for field in outline.all("input") if "checked" in field], path


def test_looking_changes_nothing(shown):
    programme, paths = shown
    before = programme.services.queues.counts()
    for path in paths:
        programme.get(path)

    assert programme.services.queues.counts() == before
