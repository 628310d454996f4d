"""From a suggestion to a placement and what comes after."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.given import new_id
from matcher.bootstrap.storage import StorageParts
from matcher.services.disclosure import DisclosureOnce, DisclosureService
from matcher.services.line_pages import LinePageService
from matcher.services.outbox import OutboxService
from matcher.services.review import (
    AskingService,
    CallService,
    Commands,
    FollowUpService,
    LeadService,
    OwnOpeningService,
    PlacementService,
    PlacingService,
    PresentingService,
    ReviewService,
    Withdrawals,
)
from matcher.services.review.way import WayService

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from matcher.interchange.mail_relay import MailRelay


class LineParts(StorageParts):
    """The commands of the way to a job, and the messages they lead to."""

    @cached_property
    def commands(self) -> Commands:
        """Runs commands, each in one transaction."""
        return Commands(self.units, self.now, self.outbox.put_messages)

    @cached_property
    def review(self) -> ReviewService:
        """Records decisions."""
        return ReviewService(self.commands)

    @cached_property
    def asking(self) -> AskingService:
        """Asks people, and records what they answer."""
        return AskingService(self.commands)

    @cached_property
    def presenting(self) -> PresentingService:
        """Brings people and employers together."""
        return PresentingService(self.commands)

    @cached_property
    def placing(self) -> PlacingService:
        """Takes places and gives them back."""
        return PlacingService(self.commands)

    @cached_property
    def placements(self) -> PlacementService:
        """Records how placements go."""
        return PlacementService(self.commands, self.placing)

    @cached_property
    def follow_ups(self) -> FollowUpService:
        """Records follow-ups."""
        return FollowUpService(self.commands)

    @cached_property
    def leads(self) -> LeadService:
        """Moves leads."""
        return LeadService(self.commands)

    @cached_property
    def own_openings(self) -> OwnOpeningService:
        """Moves openings that were agreed with employers."""
        return OwnOpeningService(self.commands)

    @cached_property
    def calls(self) -> CallService:
        """Opens what employers agree to on the phone."""
        return CallService(self.commands)

    @cached_property
    def way(self) -> WayService:
        """Moves people into the programme and out of it."""
        return WayService(self.units, self.now, self._withdrawals)

    @cached_property
    def line_pages(self) -> LinePageService:
        """Reads for the pages from the review to the job and after."""
        return LinePageService(self.units, self.ladders, self.now)

    @cached_property
    def outbox(self) -> OutboxService:
        """Keeps messages until a person takes them out."""
        return OutboxService(self.units, self.ladders, self.now, new_id, self._mail())

    def _mail(self) -> MailRelay | None:
        relay = self.settings.mail_host_and_port
        if relay is None:
            return None
        from matcher.interchange.mail_relay import MailRelay  # noqa: PLC0415  (loads the mail library)

        return MailRelay(*relay, self.settings.mail_sender)

    @cached_property
    def disclosure(self) -> DisclosureService:
        """Records what people permit employers to know, and what is told."""
        return DisclosureService(
            self.units, self.ladders, self.now, new_id, self._withdrawals.from_openings
        )

    @cached_property
    def disclosure_once(self) -> DisclosureOnce:
        """Records the same under keys, for programs."""
        return DisclosureOnce(self.disclosure.acts, self.commands.run)

    @cached_property
    def _withdrawals(self) -> Withdrawals:
        return Withdrawals(self.outbox.put_messages)

    @cached_property
    def _is_working_day(self) -> Callable[[date], bool]:
        from matcher.interchange.working_days import (  # noqa: PLC0415  (loads holidays)
            is_swedish_working_day,
        )

        return is_swedish_working_day
