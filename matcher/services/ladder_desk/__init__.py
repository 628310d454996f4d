"""Write the next version of a ladder: draft, check, agree, publish; and what changed when."""

from matcher.services.ladder_desk.drafts import LadderDraft
from matcher.services.ladder_desk.service import LadderDeskService

__all__ = ["LadderDeskService", "LadderDraft"]
