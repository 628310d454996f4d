"""A thread that runs the jobs again and again."""

from __future__ import annotations

import threading

from matcher.services.clock import (
    Ticker,
)


def test_a_thread_runs_them_again_and_again_and_survives_a_failure():
    ran, three = [], threading.Event()

    def run():
        ran.append(1)
        if len(ran) == 3:
            three.set()
        raise RuntimeError("the disk is full")

    ticker = Ticker(run, first_after_s=0.001, every_s=0.001)
    ticker.start()
    assert three.wait(20)
    ticker.stop()
    done = len(ran)
    assert done >= 3
