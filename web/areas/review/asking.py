"""Asking for suggestions, one question at a time: the encoder and the indexes are shared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

from matcher.errors import StegvisError, SuggestionsStopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from matcher.bootstrap import Services
    from matcher.domain.ids import ParticipantCode

TOP = 10

log = structlog.get_logger(__name__)


class Asking:
    """Asks the services for suggestions; what a first question needs is loaded with it.

    Parameters
    ----------
    services
        Gives the services as they are then: ladders may have been published since.
    one_at_a_time
        The lock that every question takes.
    """

    def __init__(self, services: Callable[[], Services], one_at_a_time: threading.Lock) -> None:
        self._services = services
        self._one_at_a_time = one_at_a_time
        self._first = threading.Lock()

    def ask(self, code: ParticipantCode, by: str) -> int:
        """Ask for a person's suggestions, store them, and return how many there are.

        Raises
        ------
        NotFound, EmptyProgramme, SuggestionsStopped, ArtifactError
            As :meth:`matcher.services.suggest.SuggestService.for_participant`.
        """
        with self._one_at_a_time:
            return len(self._services().suggest.for_participant(code, TOP, by).suggestions)

    def suggest_concepts(self, code: ParticipantCode, by: str | None) -> int:
        """Suggest concepts for what a person told, and return how many are undecided.

        ``by`` is who asks, as far as a name was given.

        Raises
        ------
        NotFound, SuggestionsStopped, ArtifactError
            As :meth:`matcher.services.concepts.ConceptService.suggest`.
        """
        with self._one_at_a_time:
            return self._services().concepts.suggest(code, by=by)

    def shortest_way(self, code: ParticipantCode) -> Mapping[str, Any] | None:
        """Return why nothing fits a person; ``None`` when something does, or nobody can say."""
        try:
            with self._one_at_a_time:
                return self._services().suggest.shortest_way(code)
        except SuggestionsStopped:
            return None  # every page says so
        except StegvisError as error:
            # The profile is shown all the same; asking for suggestions says the error in full.
            log.warning("shortest_way_failed", error=str(error))
            return None

    def warm_up(self) -> None:
        """Load what a first question needs, once, without keeping anybody waiting."""
        if self._first.acquire(blocking=False):
            threading.Thread(target=self._load, name="warm-up", daemon=True).start()

    def _load(self) -> None:
        try:
            with self._one_at_a_time:
                _ = self._services().suggest
                self._services().load_encoder()
        except Exception as error:
            # The first question meets the same error and says it in full.
            log.warning("warm_up_failed", error=str(error))
