"""One suggestion after its review: asked, answered, told, presented, met, hired; or a lead."""

from __future__ import annotations

from web.areas.line import asking, employer, leads, outcome
from web.areas.line.page import line

__all__ = ["asking", "employer", "leads", "line", "outcome"]
