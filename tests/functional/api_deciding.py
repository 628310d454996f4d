"""Decisions that a program sends, and what is stored of them."""

from __future__ import annotations

import threading
from datetime import datetime

from functional.api_client import client_of

CONFIRM = {"action": "confirm", "reasons_read": True}


def decide(asking, about, body, seen, **more):
    return asking.post(f"/suggestions/{about}/decisions", body, seen=seen, **more)


def answer(asking, about, body, seen, **more):
    return asking.post(f"/suggestions/{about}/answers", body, seen=seen, **more)


def stands(programme, about):
    one = programme.suggestion(about)
    return one.state.value, one.version


def rows(programme, start="suggestion."):
    with programme.services.units() as unit:
        return [one for one in unit.audit.events() if one.action.startswith(start)]


def to_meeting(asking, about):
    """Bring a suggestion to the meeting, as a program does; the version is then 5."""
    stegvis = client_of(asking)
    confirmed = stegvis.confirm(stegvis.suggestion(about), reasons_read=True)
    accepted = stegvis.accept(stegvis.ask(confirmed), "phone", "skills")
    times = [datetime.fromisoformat("2030-01-02T10:00:00+01:00")]
    assert stegvis.meet(stegvis.present(accepted), times).version == 5


def at_once(*calls):
    """Call several functions at the same moment and return what they returned."""
    ready, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        ready.wait()
        found[number] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
