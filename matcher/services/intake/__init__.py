"""Take in participants and openings: what a file would change, changing it, taking it back."""

from matcher.services.intake.mapping import ADS_AT_ONCE, TITLES_AT_ONCE
from matcher.services.intake.service import IntakeService

__all__ = ["ADS_AT_ONCE", "TITLES_AT_ONCE", "IntakeService"]
