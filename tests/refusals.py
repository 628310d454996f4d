"""What somebody reads when something is refused: its text, its code and its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def refused(
    kind: type[StegvisError], call: Callable[..., object], *given: object, **named: object
) -> tuple[str, str | None, Mapping[str, object]]:
    """Call something that has to refuse with this kind of error, and return what it says."""
    with pytest.raises(StegvisError) as caught:
        call(*given, **named)
    error = caught.value
    assert type(error) is kind
    return str(error), error.code, dict(error.values)
