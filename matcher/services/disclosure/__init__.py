"""What employers may know of a person, what is taken back, and what they are told."""

from __future__ import annotations

from matcher.services.disclosure.acts import Withdrawn
from matcher.services.disclosure.once import DisclosureOnce
from matcher.services.disclosure.service import DisclosureService

__all__ = ["DisclosureOnce", "DisclosureService", "Withdrawn"]
