"""Sending a request until it is answered, always under the same key, and reading the problem."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx

from web.api_client.problems import NoAnswer, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEY = "Idempotency-Key"
LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 30.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one tries.

    Parameters
    ----------
    tries
        At most, the first one counted.
    longest_wait_s
        A server that asks for more than this is asked no more.
    sleep
        Waits for some seconds.
    """

    tries: int = 5
    longest_wait_s: float = 60.0
    sleep: Callable[[float], object] = field(default=time.sleep)

    def wait(self, tried: int, asked_for_s: float | None) -> bool:
        """Wait before the next try; say ``False`` when there is none.

        Parameters
        ----------
        tried
            How often it was tried.
        asked_for_s
            What ``Retry-After`` says.
        """
        own = min(_FIRST_WAIT_S * 2 ** (tried - 1), _LONGEST_WAIT_S)
        pause = own if asked_for_s is None else asked_for_s
        if tried >= self.tries or pause > self.longest_wait_s:
            return False
        self.sleep(pause)
        return True


def send(
    http: httpx.Client,
    patience: Patience,
    method: str,
    address: str,
    *,
    headers: Mapping[str, str],
    body: object = None,
) -> httpx.Response:
    """Send a request until it is answered, and return what came.

    Sent again it is word for word the same, its key too: a server does it once.

    Raises
    ------
    StegvisProblem
        The server refuses it.
    NoAnswer
        Nothing came, as often as it was tried.
    """
    tried = 0
    while True:
        tried += 1
        try:
            answer = http.request(method, address, headers=dict(headers), json=body)
        except httpx.TransportError as error:
            if not patience.wait(tried, None):
                said = f"{method} {address}: no answer, {tried} times. {error}"
                raise NoAnswer(said, headers.get(KEY)) from error
            continue
        wait_s = _seconds(answer.headers.get("Retry-After"))
        later = answer.status_code in LATER and wait_s is not None
        if later and patience.wait(tried, wait_s):
            continue
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise problem_of(_document(answer), wait_s)
        return answer


def _seconds(said: str | None) -> float | None:
    return float(said) if said is not None and said.isascii() and said.isdigit() else None


def _document(answer: httpx.Response) -> Mapping[str, Any]:
    """Return the problem document; what stands in between may answer without one."""
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        said: Mapping[str, Any] = answer.json()
        return said
    return {
        "status": answer.status_code,
        "code": "not_from_stegvis",
        "detail": f"{answer.reason_phrase}, and no problem document with it.",
    }
