"""What a planner sends to the editor of ladders."""

from __future__ import annotations

import re
from html import unescape

from functional.web_programme import found

from matcher.domain.sector import Sector

PORTER = "kitchens.kitchen_porter"


EDIT = "/ladders/kitchens/edit"


TASKS = f"{EDIT}/{PORTER}/tasks"


WHOM, DAY = "Kök AB, Siv Berg", "2026-01-15"


def fields(page):
    """Return what a browser would send with the form around the rows of a page."""
    form = found(r'(<form method="post" action="[^"]+/edit/[^"]+" novalidate>.*?</form>)', page)
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name = re.search(r'type="(\w+)"', tag), re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if kind and kind[1] == "checkbox" and " checked" not in tag:
            continue
        sent.setdefault(name[1], []).append(unescape(value[1] if value else ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)<', form, re.S):
        sent[name] = [unescape(text)]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        values = re.findall(r'value="([^"]*)"', inside)
        chosen = re.findall(r'value="([^"]*)" selected', inside)
        sent[name] = [unescape((chosen or values)[0])]
    return sent


def send(programme, path, follow=False, **typed):
    """Send the form of a page with something typed over what stands in it."""
    sent = {**fields(programme.get(path).text), **typed}
    return programme.client.post(
        path, data=sent, headers={"Accept-Language": "en"}, follow_redirects=follow
    )


def draft(programme):
    return programme.services.ladder_desk.draft(Sector.KITCHENS)


def seen(programme):
    return str(draft(programme).history.number)


def in_use(programme):
    """Return the ladders as the application works with them."""
    return programme.app.extensions["stegvis.services"].ladders


def agree(programme, *steps, **more):
    sent = {
        "steps": list(steps),
        "with_whom": WHOM,
        "agreed_on": DAY,
        "seen": seen(programme),
        **more,
    }
    return programme.post(f"{EDIT}/agree", follow=True, **sent)
