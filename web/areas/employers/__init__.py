"""Employers: posting a job by a link, and what LinkWorkers do with openings and relations."""

from __future__ import annotations

from web.areas.employers.openings import openings
from web.areas.employers.posting import add_posting
from web.areas.employers.relations import relations

__all__ = ["add_posting", "openings", "relations"]
