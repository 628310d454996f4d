"""A file brought in through the browser, page by page."""

from __future__ import annotations

import io
import re
import time
from html.parser import HTMLParser

from messy_list import FAULTS, messy_workbook


class Form(HTMLParser):
    """The fields of the corrections, by name."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") != "checkbox" and "name" in attrs:
            self.fields[attrs["name"]] = attrs.get("value", "")


def bring(programme, data, name="lista.xlsx", lang="en", **form):
    form = {"csrf_token": programme.token(), "file": (io.BytesIO(data), name), **form}
    return programme.client.post("/imports", data=form, headers={"Accept-Language": lang})


def columns_of(page):
    """Return what is chosen for each column on the page."""
    chosen = {}
    for name, options in re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', page, re.S):
        picked = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = picked[1] if picked else ""
    return chosen


def looked_at(programme, data=None, name="lista.xlsx", **form):
    """Bring a file, take the columns as they are guessed, and return the address of the check."""
    where = bring(programme, data or messy_workbook(), name, **form).headers["Location"]
    answer = programme.post(where, **columns_of(programme.get(where).text))
    assert answer.status_code == 303
    return answer.headers["Location"]


def corrections(page, decide):
    """Return what is sent when each fault is decided on by its rows and value."""
    fields = Form(page).fields
    sent = {}
    for key in [name for name in fields if name.startswith("rows-")]:
        number = key.removeprefix("rows-")
        for part in ("rows", "of", "was", "value"):
            if f"{part}-{number}" in fields:
                sent[f"{part}-{number}"] = fields[f"{part}-{number}"]
        rows = [int(row) for row in fields[key].split(",")]
        answer = decide(rows, sent.get(f"value-{number}", ""))
        if answer is None:
            sent[f"out-{number}"] = "yes"
        else:
            sent[f"value-{number}"] = answer
    return sent


def planted(rows, proposal):
    """Decide as the list says; what was proposed is taken."""
    answers = {FAULTS[row][2] for row in rows if row in FAULTS}
    if not answers:
        return "D032"  # row 35 keeps its code
    return answers.pop()


def saved(programme, check):
    answer = programme.post(check.replace("/check", "/save"), follow=True)
    for _ in range(100):
        if "It is being saved" not in answer.text:
            break
        time.sleep(0.2)
        where = check.replace("/check", "/saving")
        headers = {"Accept-Language": "en"}
        answer = programme.client.get(where, headers=headers, follow_redirects=True)
    assert answer.status_code == 200
    return answer
