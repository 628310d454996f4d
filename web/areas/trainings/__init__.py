"""Which trainings would open a job for one's own people."""

from __future__ import annotations

from web.areas.trainings.views import add_trainings

__all__ = ["add_trainings"]
