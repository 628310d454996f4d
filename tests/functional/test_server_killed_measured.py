"""The database server is killed while programs confirm: a small run of the benchmark."""

from __future__ import annotations

from functional.test_decisions_hold import run


def test_programs_are_asked_to_come_back_and_nothing_is_half_done():
    found = run("server_killed.py", "--clients", "3", "--seconds", "2")

    assert set(found["statuses"]) == {"200", "503"}
    assert found["without_retry_after"] == 0
    assert found["acknowledged_after"] > 0
    assert (found["lost"], found["inconsistent"], found["audit_ok"]) == (0, 0, True)
