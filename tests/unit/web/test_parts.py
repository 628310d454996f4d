"""The parts that pages are made of: labels, hints and errors belong to their fields."""

from __future__ import annotations

import re

import pytest
from flask import render_template_string
from functional.web_programme import build

from web.faults import Fault

IMPORT = '{% from "parts.html" import MACRO with context %}'
WRONG = (Fault("pay", "Write the pay."),)


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    app = build(tmp_path_factory.mktemp("parts"), filled=False).app

    def render(macro, call, **values):
        with app.test_request_context(headers={"Accept-Language": "en"}):
            page = IMPORT.replace("MACRO", macro) + call
            return re.sub(r"\s+", " ", render_template_string(page, **values))

    return render


@pytest.mark.parametrize("macro", ["text_field", "area_field"])
def test_a_field_names_its_hint_and_its_error(render, macro):
    page = render(
        macro, "{{ " + macro + '(faults, "pay", "Pay", "An hour", value="<1>") }}', faults=WRONG
    )

    assert '<label class="form-label" for="pay">Pay</label>' in page
    assert 'aria-describedby="pay-hint pay-error" aria-invalid="true"' in page
    assert 'id="pay-hint">An hour<' in page
    assert 'id="pay-error">Write the pay.<' in page
    assert "&lt;1&gt;" in page


def test_a_field_without_a_fault_says_nothing_of_one(render):
    page = render("text_field", '{{ text_field((), "pay", "Pay") }}')

    assert "aria-" not in page


def test_a_list_keeps_what_was_chosen(render):
    call = '{{ select_field(faults, "pay", "Pay", [(1, "Hour"), (2, "Month")], value="2") }}'
    page = render("select_field", call, faults=WRONG)

    assert '<option value="2" selected>Month</option>' in page
    assert 'aria-describedby="pay-error" aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("many", "chosen", "kind"), [("false", '"day"', "radio"), ("true", '["day"]', "checkbox")]
)
def test_a_choice_is_a_group_with_a_legend(render, many, chosen, kind):
    options = '[("day", "Days"), ("night", "Nights")]'
    more = f'"Any", {chosen}, {many}'
    page = render("choice_field", f'{{{{ choice_field((), "when", "When", {options}, {more}) }}}}')

    assert re.search(r'<fieldset class="field" id="when"[^>]*aria-describedby="when-hint">', page)
    assert f'type="{kind}" id="when-day" name="when" value="day" checked>' in page
    assert page.count("checked") == 1
    assert '<label for="when-night">Nights</label>' in page


def test_an_empty_page_says_what_to_do_next(render):
    call = '{{ empty_state("Nothing yet", "Read in a file.", "/import", "Read in") }}'

    assert re.search(r'<a class="btn btn-primary" href="/import">Read in</a>', render(
        "empty_state", call
    ))  # fmt: skip


def test_a_page_header_goes_back_and_holds_buttons(render):
    page = render(
        "page_header",
        '{% call page_header("Queue", "Six today", "/", "All") %}<b>Print</b>{% endcall %}',
    )

    assert '<p class="back"><a href="/">All</a></p>' in page
    assert '<h1>Queue</h1> <div class="page-actions"><b>Print</b></div>' in page
    assert '<p class="lead">Six today</p>' in page


def test_answers_are_checked_before_they_are_sent(render):
    page = render(
        "check_answers",
        '{{ check_answers("Check", [("Pay", "", "/pay")], "/send", "Go", {"places": 2}, "Go?") }}',
    )

    assert "<bdi>not stated</bdi>" in page
    assert '<a class="change" href="/pay">Change<span class="visually-hidden"> Pay</span>' in page
    assert '<input type="hidden" name="places" value="2">' in page
    assert 'name="csrf_token"' in page
    assert '<form method="post" action="/send" novalidate>' in page


def test_a_table_has_a_caption_and_heads(render):
    page = render("table", '{{ table("t", "Steps", ["Step", "People"], [["One", 3]], [1]) }}')

    assert (
        '<div class="table-scroll" role="region" aria-labelledby="t-caption" tabindex="0">' in page
    )
    assert '<caption id="t-caption">Steps</caption>' in page
    assert '<th scope="col" class="number">People</th>' in page
    assert '<th scope="row">One</th><td class="number">3</td>' in page
