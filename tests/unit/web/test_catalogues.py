"""Every message of the interface is translated, with its placeholders."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import render_template_string
from functional.web_programme import build
from markupsafe import escape

import web
from web.languages import TRANSLATED, catalogue_path, direction, read_catalogue

ROOT = Path(web.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def used():
    found = extract_from_dir(
        ROOT,
        method_map=[("**.py", "python"), ("**/templates/**.html", "jinja2")],
        options_map={"**/templates/**.html": {"trim_blocks": "true", "silent": "false"}},
        keywords=KEYWORDS,
    )
    return {message for _, _, message, _, _ in found}


@pytest.fixture(params=TRANSLATED)
def catalogue(request):
    with catalogue_path(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


def test_messages_are_found_in_code_and_templates(used):
    assert {"Undo", "There is nothing here", ("%(number)s week", "%(number)s weeks")} <= used


def faults_of(catalogue, used):
    """Return what keeps a catalogue from being complete, a line each."""
    there = {message.id: message for message in catalogue if message.id}
    faults = [f"untranslated: {missing}" for missing in used - there.keys()]
    faults += [f"unused: {left_over}" for left_over in there.keys() - used]
    faults += [f"commented out: {message_id}" for message_id in catalogue.obsolete]
    for message_id, message in there.items():
        asked = message_id if isinstance(message_id, str) else message_id[1]
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        forms = 1 if isinstance(message_id, str) else catalogue.num_plurals
        if len(said) != forms or not all(said):
            faults.append(f"untranslated: {message_id}")
        if message.fuzzy:
            faults.append(f"fuzzy: {message_id}")
        if any(set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(asked)) for text in said):
            faults.append(f"placeholders: {message_id}")
    return faults


def test_a_catalogue_is_complete_and_holds_no_more(used, catalogue):
    assert faults_of(catalogue, used) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('msgid "Undo"\nmsgstr ""', "untranslated: Undo"),
        ("", "untranslated: Undo"),
        ('#, fuzzy\nmsgid "Undo"\nmsgstr "x"', "fuzzy: Undo"),
        ('msgid "Undo"\nmsgstr "x"\n\nmsgid "Gone"\nmsgstr "y"', "unused: Gone"),
        ('msgid "Undo"\nmsgstr "x"\n\n#~ msgid "Old"\n#~ msgstr "y"', "commented out: Old"),
        ('msgid "Undo"\nmsgstr "x %(num)s"', "placeholders: Undo"),
    ],
)
def test_what_is_wrong_is_named(text, fault):
    head = 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n\n'
    broken = read_po(io.BytesIO((head + text + "\n").encode()), locale="sv")

    assert faults_of(broken, {"Undo"}) == [fault]


def test_a_form_of_a_plural_that_is_missing_is_named():
    text = (
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=6; plural=0;\\n"\n\n'
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
    )
    broken = read_po(io.BytesIO(text.encode()), locale="ar")

    assert faults_of(broken, {("a", "b")}) == ["untranslated: ('a', 'b')"]


@pytest.mark.parametrize(("lang", "forms"), [("sv", 2), ("ar", 6)])
def test_a_language_has_its_plural_forms(lang, forms):
    with catalogue_path(lang).open("rb") as file:
        assert read_po(file, locale=lang).num_plurals == forms


@pytest.mark.parametrize(
    ("lang", "date", "number"),
    [
        ("sv", "2 mars 2026", "1\xa0234,5"),
        ("en", "2 Mar 2026", "1,234.5"),
        ("ar", "2 مارس 2026", "1,234.5"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(tmp_path, lang, date, number):
    app = build(tmp_path, filled=False).app

    with app.test_request_context(headers={"Accept-Language": lang}):
        shown = render_template_string(
            "{{ day|dateformat('d MMM y') }}|{{ 1234.5|numberformat }}", day=dt.date(2026, 3, 2)
        )

    assert shown == f"{date}|{number}"


def test_what_templates_say_is_in_the_language_of_each_page(tmp_path):
    app = build(tmp_path, filled=False).app
    asked = (
        ("sv", "Ångra"),
        ("en", "Undo"),
        ("ar", "تراجع"),
        ("fr, en;q=0.5", "Undo"),
        ("", "Ångra"),
    )

    for header, said in (*asked, *asked):
        with app.test_request_context(headers={"Accept-Language": header}):
            assert render_template_string('{{ _("Undo") }}') == said


def test_what_is_filled_in_is_escaped_and_a_message_is_not(tmp_path):
    app = build(tmp_path, filled=False).app

    with app.test_request_context(headers={"Accept-Language": "en"}):
        for code in ("<i>", "P001"):
            shown = render_template_string('{{ _("The queue: %(code)s", code=code) }}', code=code)
            assert shown == f"The queue: {escape(code)}"
        assert render_template_string('{{ _("100 %% <b>") }}') == "100 % <b>"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "شخص واحد"), (2, "شخصان"), (3, "أشخاص"), (10, "أشخاص"), (11, "شخصاً"), (100, "شخص")],
)
def test_arabic_counts_in_its_own_way(number, said):
    text = read_catalogue("ar").ungettext("%(num)s person", "%(num)s people", number)

    assert re.sub(r"\(?%\(num\)s\)?", "", text).strip() == said


def test_directions():
    assert [direction(lang) for lang in ("sv", "en", "ar")] == ["ltr", "ltr", "rtl"]
