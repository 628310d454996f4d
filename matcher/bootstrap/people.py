"""Participants: their rights, their plans, who is responsible for them, and their own pages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.given import new_id
from matcher.bootstrap.keeping import KeepingParts
from matcher.bootstrap.line import LineParts
from matcher.bootstrap.matching import MatchingParts
from matcher.embedding.opening import with_cache
from matcher.interchange.instrument_file import read_instrument
from matcher.interchange.own_data import own_data_archive, own_data_json
from matcher.services.applying import ApplicationService
from matcher.services.caseload_moves import CaseloadMoves
from matcher.services.caseloads import CaseloadService
from matcher.services.corrections import CorrectionService
from matcher.services.covers import CoverService
from matcher.services.duplicates import DuplicateService
from matcher.services.histories import HistoryService
from matcher.services.looks import LookService
from matcher.services.own_jobs import OwnJobService
from matcher.services.own_links import OwnLinkService
from matcher.services.own_wishes import OwnWishService
from matcher.services.persons import PersonService, Traces
from matcher.services.plans import PlanService
from matcher.services.questions import QuestionService
from matcher.services.review import LinkAnswers
from matcher.services.rights import RightsService, Vectors
from matcher.services.search import SearchService
from matcher.settings import shared_path

if TYPE_CHECKING:
    from matcher.domain.ids import ParticipantCode


CORRECTED_TOP = 10
"""How long a list is that is made anew because a profile was corrected."""


class PeopleParts(LineParts, MatchingParts, KeepingParts):
    """What is known of people, and what they say and decide themselves."""

    @cached_property
    def persons(self) -> PersonService:
        """Gives a person's data out, and deletes it."""
        cached = with_cache(self._model, self.settings)
        return PersonService(
            self.units,
            self.organisation,
            self.deleted,
            Traces(
                self.shelf,
                cached,
                forget=cached.forget,
                scrub=self.storage.scrub,
            ),
            self.now,
        )

    def own_data(self, code: ParticipantCode) -> tuple[str, bytes]:
        """Return everything about a person as JSON, and as a ZIP archive of CSV files."""
        rows = self.persons.own_data(code)
        purposes = {one.name: one.purpose for one in self.columns.columns}
        return own_data_json(rows, purposes), own_data_archive(rows)

    @cached_property
    def rights(self) -> RightsService:
        """Pauses, and ends the use of a person's data."""
        cached = with_cache(self._model, self.settings)
        return RightsService(
            self.units,
            self.retention,
            leave=self._withdrawals.from_everything,
            vectors=Vectors(self.shelf, cached, cached.forget),
            now=self.now,
        )

    @cached_property
    def corrections(self) -> CorrectionService:
        """Carries changes of profiles to index, cache and open suggestions."""
        return CorrectionService(
            self.units,
            shelf=self.shelf,
            encoder=self.encoder,
            forget=with_cache(self._model, self.settings).forget,
            suggest=lambda code, by: self.suggest.for_participant(code, CORRECTED_TOP, by),
            now=self.now,
        )

    @cached_property
    def duplicates(self) -> DuplicateService:
        """Makes two rows about one person one."""
        return DuplicateService(self.units, self.shelf, self.encoder, self.now)

    @cached_property
    def histories(self) -> HistoryService:
        """Reads what happened to people."""
        return HistoryService(self.units)

    @cached_property
    def caseloads(self) -> CaseloadService:
        """Says who is responsible for whom."""
        return CaseloadService(self.units, self.now, new_id)

    @cached_property
    def caseload_moves(self) -> CaseloadMoves:
        """Moves people between caseloads, several at once, and takes that back."""
        return CaseloadMoves(self.units, self.now)

    @cached_property
    def covers(self) -> CoverService:
        """Lists and ends what colleagues stand in for."""
        return CoverService(self.units, self.now)

    @cached_property
    def looks(self) -> LookService:
        """Keeps who looked at whom."""
        return LookService(self.units, self.now)

    @cached_property
    def search(self) -> SearchService:
        """Finds people and openings by a few letters."""
        return SearchService(self.units)

    @cached_property
    def questions(self) -> QuestionService:
        """Puts questions to people about themselves, and keeps what they answer."""
        shipped = shared_path("data", "instruments", "own.yaml")
        return QuestionService(self.units, self.now, new_id, lambda: read_instrument(shipped))

    @cached_property
    def plans(self) -> PlanService:
        """Keeps the plans of people: parallel activities, with all their versions."""
        return PlanService(self.units, self.now)

    @cached_property
    def applying(self) -> ApplicationService:
        """Composes CVs and short applications, and keeps what is written in them."""
        return ApplicationService(self.units, self.ladders, self.now)

    @cached_property
    def own_links(self) -> OwnLinkService:
        """Opens the own pages of people."""
        return OwnLinkService(self.units, self.now)

    @cached_property
    def own_jobs(self) -> OwnJobService:
        """Shows people their suggested jobs, and takes their answers."""
        record = LinkAnswers(self.commands).record
        return OwnJobService(self.units, self.now, record, self.outbox.put_messages)

    @cached_property
    def own_wishes(self) -> OwnWishService:
        """Keeps what people say themselves about the work they want."""
        return OwnWishService(self.units, self.ladders, self.now)
