"""Secrets that are shown once and kept as digests."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

TOKEN_BYTES = 24
RECOVERY_CODES = 10
PERSONAL_DIGITS = 6
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_COST = 2**14


def new_token() -> str:
    """Return a secret for a link: 192 bits, so that a plain digest of it keeps it safe."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_recovery_codes() -> tuple[str, ...]:
    """Return recovery codes of 16 letters and digits (79 bits), without those that look alike."""
    return tuple(
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        for _ in range(RECOVERY_CODES)
    )


def new_personal_code() -> str:
    """Return a code that is said to a person and typed on a phone."""
    return "".join(secrets.choice("0123456789") for _ in range(PERSONAL_DIGITS))


def digest_of(secret: str) -> str:
    """Return the digest of a long secret.

    >>> digest_of("token")[:8]
    '3c469e9d'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def tidy_recovery_code(typed: str) -> str:
    """Return a recovery code as it was made, from what was typed.

    >>> tidy_recovery_code(" ABCD efgh-jkmn pqrs")
    'abcd-efgh-jkmn-pqrs'
    """
    plain = "".join(sign for sign in typed.casefold() if sign.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def tidy_digits(typed: str) -> str:
    """Return the digits of what was typed, whatever script they are in.

    >>> tidy_digits("١٢٣ 456")
    '123456'
    """
    return "".join(
        str(unicodedata.digit(sign)) for sign in typed if unicodedata.digit(sign, None) is not None
    )


def slow_digest(code: str, salt: str) -> str:
    """Return the digest of a short code; each try costs some hundredths of a second (scrypt)."""
    made = hashlib.scrypt(code.encode(), salt=salt.encode(), n=_COST, r=8, p=1, dklen=32)
    return made.hex()


def same(one: str, other: str) -> bool:
    """Compare two digests in a time that says nothing about them."""
    return hmac.compare_digest(one, other)
