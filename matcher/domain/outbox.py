"""Messages that wait in the outbox until a person takes them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.message import Recipient
from matcher.domain.message_texts import TEMPLATES
from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.message import Message
    from matcher.domain.message_template import Template


class MessageState(StrEnum):
    """What has become of a message."""

    WAITING = "waiting"
    COPIED = "copied"
    PRINTED = "printed"
    SAID = "said"
    SENT = "sent"
    CANCELLED = "cancelled"


ENDED = frozenset({MessageState.SENT, MessageState.CANCELLED})
"""Nothing more is done with these; a text that was copied may still be printed or said."""

IN_WRITING = frozenset({MessageState.COPIED, MessageState.PRINTED, MessageState.SENT})
"""By these somebody reads the text; "said" is by telephone or face to face."""

ALWAYS_TAKEN = ("suggestion", "participant", "step")
"""Facts that any message may have: what gave rise to it, whom and which step it is about."""
_OUR_OWN = "suggestion"
"""Its id is made by chance: ten of its digits may look like a number of somebody."""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message of the outbox.

    Parameters
    ----------
    to
        Code of a participant, id of an employer, or name of a LinkWorker.
    about
        Code of the participant it is about: a deletion takes the message with her.
    opening
        Which opening it is about.
    by
        Who caused it; stands under the text.
    handled_at, handled_by
        When its state was reached and who did it.
    """

    id: str
    to_kind: Recipient
    to: str
    about: str | None
    opening: str | None
    template: str
    facts: Mapping[str, str]
    created_at: datetime
    by: str
    state: MessageState = MessageState.WAITING
    handled_at: datetime | None = None
    handled_by: str | None = None

    @property
    def texts(self) -> Template:
        """The template's texts and rules."""
        return TEMPLATES[self.to_kind.value, self.template]

    def handled(self, state: MessageState, *, by: str, at: datetime) -> OutboxMessage:
        """Return the message after somebody has taken it out in some way.

        Raises
        ------
        InputError
            Nobody is named.
        InvalidTransition
            It was sent or cancelled before, or a person has to tell it first.
        """
        if not by.strip():
            raise InputError(
                "Say who does it (--by): it is kept with the message.", code="who.missing"
            )
        if self.state in ENDED:
            raise InvalidTransition(
                f"Message {self.id} was {self.state.value} by {self.handled_by} on "
                f"{self.handled_at:%Y-%m-%d %H:%M} UTC; nothing was changed. Look at what waits "
                "with `stegvis outbox list`.",
                code="move.not_now",
            )
        may_be_first = {MessageState.SAID, MessageState.CANCELLED}
        if (
            self.texts.person_first
            and self.state is MessageState.WAITING
            and state not in may_be_first
        ):
            raise InvalidTransition(
                f"Message {self.id} is told by a person first. Ring or meet, then note it with "
                f"`stegvis outbox said {self.id}`; the text can be given after that.",
                code="message.person_first",
            )
        return replace(self, state=state, handled_by=" ".join(by.split()), handled_at=at)

    def then(self, message_id: str) -> OutboxMessage | None:
        """Return the sentence that a participant has in writing after a LinkWorker has told it.

        It stands as said, so that it can be copied, printed or sent at once; ``None`` for any
        message that is not such, or was not said.
        """
        if self.state is not MessageState.SAID or self.texts.then is None or self.about is None:
            return None
        facts = {name: text for name, text in self.facts.items() if name != "participant"}
        return replace(
            self,
            id=message_id,
            to_kind=Recipient.PARTICIPANT,
            to=self.about,
            template=self.texts.then,
            facts=facts,
            created_at=self.handled_at or self.created_at,
            by=self.handled_by or self.by,
        )


def wait_in_outbox(message: Message, message_id: str, *, by: str, at: datetime) -> OutboxMessage:
    """Return a message as it waits.

    Raises
    ------
    InputError
        There is no such template for such a reader, a fact is missing, unknown or empty, or a text
        holds a personal identity number. No value is repeated.
    """
    try:
        to_kind = Recipient(message.to_kind)
        template = TEMPLATES[to_kind.value, str(message.template)]
    except (KeyError, ValueError):
        known = ", ".join(f"{kind} {code}" for kind, code in TEMPLATES)
        raise InputError(
            f"There is no message '{message.template}' to '{message.to_kind}'. Use one of: "
            f"{known}.",
            code="message.unknown",
        ) from None
    facts = {name: str(value) for name, value in message.facts.items()}
    missing = template.missing(facts)
    unknown = sorted(set(facts) - {*template.needs, *template.takes, *ALWAYS_TAKEN})
    if missing or unknown:
        raise InputError(
            f"Message '{message.template}': missing facts {missing or 'none'}, facts it does "
            f"not take {unknown or 'none'}. Give the missing ones and leave the others out.",
            code="message.facts",
        )
    if not by.strip() or not message.to.strip():
        raise InputError(
            "Say whom the message is for and who causes it (--by): one of them is empty.",
            code="message.to_whom",
        )
    written = [text for name, text in facts.items() if name != _OUR_OWN]
    if any(has_personal_number(text) for text in (message.to, by, *written)):
        raise InputError(
            "A message never holds a personal identity number. Take it out.", code="personal_number"
        )
    about = message.to if to_kind is Recipient.PARTICIPANT else facts.get("participant")
    return OutboxMessage(
        message_id,
        to_kind,
        message.to,
        about,
        facts.get("opening"),
        str(message.template),
        facts,
        at,
        " ".join(by.split()),
    )
