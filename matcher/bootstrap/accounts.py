"""Who may come in: users, and programs with tokens."""

from __future__ import annotations

from functools import cached_property

from matcher.bootstrap.given import new_id
from matcher.bootstrap.storage import StorageParts
from matcher.domain.audit import keyed_digest
from matcher.persistence.secret_key import session_key
from matcher.services.accounts import AccountService
from matcher.services.demo_accounts import DemoAccountService
from matcher.services.feed import FeedService
from matcher.services.listings import ListingService
from matcher.services.sign_ins import SignInService
from matcher.services.tokens import TokenService


class AccountParts(StorageParts):
    """Accounts, tokens, and what programs read."""

    @cached_property
    def accounts(self) -> AccountService:
        """Manages users."""
        return AccountService(self.units, self.now, new_id)

    @cached_property
    def sign_ins(self) -> SignInService:
        """Notes who signs in, and keeps second steps."""
        return SignInService(self.units, self.now)

    @cached_property
    def demo_accounts(self) -> DemoAccountService:
        """Makes the users of the demo."""
        return DemoAccountService(self.units, self.now, self.settings.programme)

    @cached_property
    def session_key(self) -> str:
        """What signs sessions; see :func:`matcher.persistence.secret_key.session_key`."""
        return session_key(self.settings)

    @cached_property
    def tokens(self) -> TokenService:
        """Makes, lists and revokes tokens of programs, and says who has one."""
        return TokenService(self.units, self.now, new_id)

    @cached_property
    def listings(self) -> ListingService:
        """Reads lists for programs."""
        return ListingService(self.units, self.now)

    @cached_property
    def feed(self) -> FeedService:
        """Reads what happened, for programs that follow."""
        return FeedService(self.units, self.now, self._feed_key)

    def _feed_key(self) -> bytes:
        return bytes.fromhex(
            keyed_digest(self.session_key.encode().hex(), f"feed {self.organisation}")
        )
