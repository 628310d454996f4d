"""What employers see, post and answer."""

from __future__ import annotations

from functools import cached_property

from matcher.bootstrap.given import new_id
from matcher.bootstrap.line import LineParts
from matcher.services.answer_links import AnswerLinkService
from matcher.services.employer_desk import EmployerDeskService
from matcher.services.relations import RelationService
from matcher.services.review import EmployerLinks, LinkAnswers, PostingLinks


class EmployerParts(LineParts):
    """Relations with employers, and their links."""

    @cached_property
    def relations(self) -> RelationService:
        """Keeps relations with employers."""
        return RelationService(self.units, self.now, new_id)

    @cached_property
    def employer_desk(self) -> EmployerDeskService:
        """Shows openings of employers."""
        return EmployerDeskService(self.units)

    @cached_property
    def employer_links(self) -> EmployerLinks:
        """Shows employers what they may know by a link, and takes what they answer."""
        return EmployerLinks(self.commands, self.placing, self.ladders, self._is_working_day)

    @cached_property
    def posting(self) -> PostingLinks:
        """Takes jobs that employers post."""
        return PostingLinks(self.commands, self.ladders, self.organisation)

    @cached_property
    def answer_links(self) -> AnswerLinkService:
        """Takes answers of those without an account."""
        return AnswerLinkService(self.units, self.now, LinkAnswers(self.commands).record)
