"""What people do with a suggested job, from the review to the last follow-up.

Each command is one transaction: a conditional update, the decision, its row in the audit log, and
what it leads to for others. A file holds the commands of one stretch of the way.
"""

from matcher.services.review.asking import AskingService
from matcher.services.review.by_employer import EmployerLinks
from matcher.services.review.by_link import LinkAnswers
from matcher.services.review.calls import CallService
from matcher.services.review.commands import Commands
from matcher.services.review.deciding import ReviewService
from matcher.services.review.follow_ups import FollowUpService
from matcher.services.review.leads import LeadService
from matcher.services.review.own_openings import OwnOpeningService
from matcher.services.review.placements import PlacementService
from matcher.services.review.placing import PlacingService
from matcher.services.review.posting import PostingLinks
from matcher.services.review.presenting import PresentingService
from matcher.services.review.withdrawing import Withdrawals

__all__ = [
    "AskingService",
    "CallService",
    "Commands",
    "EmployerLinks",
    "FollowUpService",
    "LeadService",
    "LinkAnswers",
    "OwnOpeningService",
    "PlacementService",
    "PlacingService",
    "PostingLinks",
    "PresentingService",
    "ReviewService",
    "Withdrawals",
]
