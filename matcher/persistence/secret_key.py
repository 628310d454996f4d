"""The key that signs sessions: from the settings, or made once and kept by the owner alone."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import SettingsError
from matcher.persistence.state_folder import made

if TYPE_CHECKING:
    from matcher.settings import Settings

FILE_NAME = "web-session.key"
LEAST_LENGTH = 32


def session_key(settings: Settings) -> str:
    """Return the signing key.

    Parameters
    ----------
    settings
        ``secret_key`` is used when it is set; else a key is made in ``home``, readable by its
        owner only (mode 0600), whole or not at all.

    Raises
    ------
    SettingsError
        The key is shorter than 32 characters, and could be guessed; or there is no folder for it.
    """
    if settings.secret_key:
        return _long_enough(settings.secret_key, "STEGVIS_SECRET_KEY")
    kept = settings.home / FILE_NAME
    if not kept.exists():
        _make(kept)
    return _long_enough(kept.read_text(encoding="ascii").strip(), str(kept))


def _make(kept: Path) -> None:
    made(kept.parent)
    with tempfile.NamedTemporaryFile("w", dir=kept.parent, encoding="ascii") as draft:
        draft.write(secrets.token_urlsafe(48))
        draft.flush()
        try:
            # A link fails when another process was first; then that one's key is used.
            kept.hardlink_to(Path(draft.name))
        except FileExistsError:
            return


def _long_enough(key: str, where: str) -> str:
    if len(key) < LEAST_LENGTH:
        raise SettingsError(
            f"The session key in {where} has {len(key)} characters; use at least {LEAST_LENGTH}, "
            "or remove it and one is made."
        )
    return key
