"""Every page: status, title, one h1, language and direction, headers, nothing inline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from functional.web_programme import (
    OWN_WORDS,
    EverythingFits,
    build,
    found,
    people,
)

from web.security import CONTENT_SECURITY_POLICY

VOID = {"meta", "link", "input", "img", "br", "rect", "path", "polygon"}
LANGUAGES = (("sv", "ltr"), ("en", "ltr"), ("ar", "rtl"))
PAGES = {
    "/": 200,
    "/?q=hjällbo": 200,
    "/?q=nobody-is-called-this": 200,
    "/?page=99": 200,
    "/?state=paused&trade=kitchens&band=ready&sort=place": 200,
    "/?state=x&trade=x&band=x&sort=x&page=%C2%B2": 200,
    "/imports": 200,
    "/me": 200,
    "/me/second-step": 200,
    "/people/P001": 200,
    "/people/P002": 200,
    "/people/P999": 404,
    "/nowhere": 404,
    "/suggestions/x/confirm": 405,
}


class Outline(HTMLParser):
    """What a page test looks at; also fails on a tag that is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    programme = build(tmp_path_factory.mktemp("pages"), kind=EverythingFits)
    programme.suggest()
    programme.sign()
    return programme


@pytest.mark.parametrize(("lang", "direction"), LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_is_sound(programme, path, lang, direction):
    answer = programme.get(path, lang)

    assert answer.status_code == PAGES[path]
    outline = Outline(answer.text)
    assert outline.all("html") == [{"lang": lang, "dir": direction}]
    assert len(outline.all("h1")) == 1
    assert re.fullmatch(r".{3,} – Stegvis", found(r"<title>(.*?)</title>", answer.text).strip())
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = {attributes["for"] for attributes in outline.all("label")}
    assert labels <= set(ids)
    fields = [field for tag in ("input", "textarea", "select") for field in outline.all(tag)]
    assert {f["id"] for f in fields if f.get("type") != "hidden"} == labels


@pytest.mark.parametrize("path", PAGES)
def test_page_has_a_strict_policy_and_nothing_inline(programme, path):
    answer = programme.get(path)

    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    outline = Outline(answer.text)
    assert {tag for tag, _ in outline.tags} & {"style", "iframe", "object"} == set()
    (script,) = outline.all("script")
    assert re.fullmatch(r"/static/stegvis\.js\?v=\w+", script["src"])
    assert re.search(r"<script[^>]*></script>", answer.text)
    names = {name for _, attributes in outline.tags for name in attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_post_form_has_a_token(programme, path):
    outline = Outline(programme.get(path).text)
    posts = [form for form in outline.all("form") if form.get("method") == "post"]
    tokens = [field for field in outline.all("input") if field.get("name") == "csrf_token"]

    # What is not there looks the same to the byte, so that page has no form.
    assert len(tokens) == len(posts)
    assert (len(posts) == 0) is (PAGES[path] == 404)


@pytest.mark.parametrize("path", PAGES)
def test_headings_skip_no_level(programme, path):
    outline = Outline(programme.get(path).text)
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_ticked_beforehand(programme):
    outline = Outline(programme.get("/people/P001").text)
    ticks = [f for f in outline.all("input") if f.get("type") in ("checkbox", "radio")]

    assert len(ticks) > 8
    assert [field for field in ticks if "checked" in field] == []


def test_own_words_keep_their_language(programme):
    page = programme.get("/people/P001", "sv").text

    assert f'<blockquote lang="ar" dir="auto">{OWN_WORDS}</blockquote>' in page
    assert f'<bdi class="quote" lang="ar">{OWN_WORDS}</bdi>' in page


def test_unknown_facts_are_named(programme):
    page = programme.get("/people/P002").text

    assert page.count("not known yet: ask") >= 5
    assert "Nothing told yet." in page


def test_list_shows_the_best_suggestion_and_finds_by_place(programme):
    count = len(programme.services.queues.person("P001").suggestions)
    page = programme.get("/?q=HJÄLL").text

    assert ">P001<" in page
    assert ">P002<" not in page
    assert f"<strong>{count}</strong> to decide" in page


def test_ladder_is_drawn_with_a_text_beside(programme):
    outline = Outline(programme.get("/people/P001", "sv").text)
    drawings = [svg for svg in outline.all("svg") if svg.get("role") == "img"]

    assert len(drawings) == len([a for a in outline.all("article") if a["class"] == "suggestion"])
    assert all(svg["aria-labelledby"].startswith("ladder-title-") for svg in drawings)
    assert len(outline.all("ol")) > len(drawings)


def test_explanations_and_factors_are_on_the_page(programme):
    first = programme.services.queues.person("P001").suggestions[0]
    page = programme.get("/people/P001").text

    for heading in ("Speaks for it", "Not yet, or against it", "What would change this"):
        assert f">{heading}</h4>" in page
    table = found(r"(<table.*?</table>)", page)
    parts = [float(part) for part in re.findall(r"<td>(0\.\d{3})</td>", table)]
    assert parts[-1] == pytest.approx(first.score, abs=5e-4)
    assert sum(parts[:-1]) == pytest.approx(first.score, abs=5e-3)


def test_limits_stand_on_each_review_page(programme):
    for path in ("/", "/people/P001", "/people/P002"):
        assert "It does not know the person; you do." in programme.get(path).text


def test_banner_only_in_the_demo(programme, tmp_path):
    real = build(tmp_path, programme="programme")

    assert "is invented" in programme.get("/").text
    assert "is invented" not in real.get("/").text


def test_empty_programme_says_how_to_begin(tmp_path):
    page = build(tmp_path, filled=False).get("/").text

    assert "There is nobody here yet" in page
    assert 'href="/imports"' in page


def test_without_openings_and_suggestions_the_page_says_so(tmp_path):
    programme = build(tmp_path, filled=False)
    with programme.services.units(write=True) as unit:
        unit.participants.put(people())
        unit.commit()
    programme.sign()

    assert "stegvis import openings FILE" in programme.get("/").text
    assert "No suggestions yet" in programme.get("/people/P001").text


def test_protected_and_unknown_people_look_the_same(programme):
    def body(path):
        return programme.get(path).data

    unknown, protected, nowhere = (
        body("/people/P999"),
        body("/people/P003"),
        body("/nothing/here"),
    )
    assert unknown == protected == nowhere
    assert b"P003" not in protected
    assert ">P003<" not in programme.get("/").text


def test_style_sheets_are_served_and_nothing_else_of_bootstrap(programme):
    page = programme.get("/", "ar").text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

    assert any("bootstrap.rtl.min.css" in sheet for sheet in sheets)
    for sheet in sheets:
        answer = programme.get(sheet)
        assert (answer.status_code, answer.mimetype) == (200, "text/css")
        assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert programme.get("/assets/bootstrap/bootstrap.css").status_code == 404
    assert programme.get("/assets/bootstrap/..%2Fversion.txt").status_code == 404
