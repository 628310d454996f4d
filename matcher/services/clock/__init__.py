"""What is done because time has passed: jobs, and the one runner that carries them out."""

from __future__ import annotations

from matcher.services.clock.ending_facts import EndingFactJob
from matcher.services.clock.follow_ups import FollowUpJob
from matcher.services.clock.imports import ImportJob
from matcher.services.clock.job import Job
from matcher.services.clock.overtaken import OvertakenJob
from matcher.services.clock.placements import PlacementJob
from matcher.services.clock.proposals import ProposalJob
from matcher.services.clock.reminders import ReminderJob
from matcher.services.clock.retention import RetentionJob
from matcher.services.clock.runner import JobReport, JobService, Report
from matcher.services.clock.ticker import Ticker
from matcher.services.clock.uploads import UploadJob

__all__ = [
    "EndingFactJob",
    "FollowUpJob",
    "ImportJob",
    "Job",
    "JobReport",
    "JobService",
    "OvertakenJob",
    "PlacementJob",
    "ProposalJob",
    "ReminderJob",
    "Report",
    "RetentionJob",
    "Ticker",
    "UploadJob",
]
