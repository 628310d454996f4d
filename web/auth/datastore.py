"""Flask-Security's view of our accounts: its user, role and store over ``services.accounts``.

Nothing is opened before somebody is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_security.core import RoleMixin, UserMixin
from flask_security.datastore import UserDatastore

from matcher.domain.permissions import ACCOUNT_ROLES, PERMISSIONS

if TYPE_CHECKING:
    from matcher.bootstrap import Services
    from matcher.domain.account import Account
    from matcher.domain.role import Role


class WebRole(RoleMixin):  # type: ignore[misc]  # no types
    """A role as Flask-Security knows it."""

    def __init__(self, role: Role) -> None:
        self.name = role.value
        self.permissions = [permission.value for permission in PERMISSIONS[role]]


class WebUser(UserMixin):  # type: ignore[misc]  # no types
    """An account as Flask-Security knows it; a session holds the stamp and nothing else."""

    fs_uniquifier = ""

    def __init__(self, account: Account) -> None:
        user = account.user
        self.account = account
        self.id = user.id
        self.username = user.login
        self.password = user.password
        self.active = user.active
        self.fs_uniquifier = user.stamp
        self.roles = [WebRole(role) for role in account.roles]


class AccountDatastore(UserDatastore):  # type: ignore[misc]  # no types
    """Finds users; of what Flask-Security changes only a newer hash of a password is stored."""

    def __init__(self, services: Services) -> None:
        super().__init__(WebUser, WebRole)
        self._services = services

    def find_user(self, case_insensitive: bool = False, **by: Any) -> WebUser | None:  # noqa: ANN401, FBT001, FBT002
        """Return the user with a stamp or a user name, which is compared in small letters."""
        if "fs_uniquifier" in by:
            account = self._services.accounts.by_stamp(by["fs_uniquifier"])
        else:
            account = self._services.accounts.by_login(by["username"])
        return WebUser(account) if account else None

    def find_role(self, role: str) -> WebRole | None:
        """Return a role by its name."""
        return next((WebRole(known) for known in ACCOUNT_ROLES if known.value == role), None)

    def put(self, model: WebUser) -> WebUser:
        """Store the hash of the password, which was made with newer parameters."""
        if model.password is not None:
            self._services.sign_ins.rehash(model.account.user.id, model.password)
        return model

    def commit(self) -> None:
        """Every change is durable already."""
