"""In what capacity somebody acts: every user of Stegvis, and the two that are no people."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who does something.

    A person may have several roles and acts in one of them at a time. ``SITE_MANAGER`` is the named
    manager of a workplace whom the employer forwarded an opening to; ``SYSTEM`` acts as a
    consequence of what somebody did, ``CLOCK`` because time has passed.
    """

    LINKWORKER = "linkworker"
    COORDINATOR = "coordinator"
    JOB_COACH = "job_coach"
    HEALTH_COACH = "health_coach"
    STUDY_COACH = "study_coach"
    DIGITAL_COACH = "digital_coach"
    STUDY_COUNSELLOR = "study_counsellor"
    FRONT_DESK = "front_desk"
    NGO_LEADER = "ngo_leader"
    EMPLOYER = "employer"
    SITE_MANAGER = "site_manager"
    PLANNER = "planner"
    PARTICIPANT = "participant"
    RESEARCHER = "researcher"
    ADMIN = "admin"
    AUDITOR = "auditor"
    SYSTEM = "system"
    CLOCK = "clock"


EMPLOYER_SIDE = frozenset({Role.EMPLOYER, Role.SITE_MANAGER})
"""Who answers for a workplace."""

EMPLOYER_OR_LINKWORKER = EMPLOYER_SIDE | {Role.LINKWORKER}
"""A LinkWorker on the phone does on an employer's behalf what the employer may."""

PERSON_OR_LINKWORKER = frozenset({Role.PARTICIPANT, Role.LINKWORKER})
"""A LinkWorker writes down what a participant says."""
