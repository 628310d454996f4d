from __future__ import annotations

import inspect

import pytest

from matcher import errors
from matcher.cli.exit_codes import EXIT_CODES, exit_code_of
from matcher.errors import RowError, StegvisError

KINDS = sorted(
    (
        kind
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, StegvisError)
    ),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not StegvisError])
def test_every_error_has_a_code_of_its_branch(kind: type[StegvisError]):
    error = kind.__new__(kind)

    code = exit_code_of(error)

    assert code > 2
    assert issubclass(kind, next(base for base, its in EXIT_CODES.items() if its == code))


def test_codes_tell_errors_apart():
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
    assert exit_code_of(RowError("a.csv", 1, None, None, "is wrong", "Mend it.")) == 3
    assert exit_code_of(errors.OpeningFull("full")) == 6
    assert exit_code_of(errors.ChecksumMismatch("damaged")) == 7


def test_an_error_of_no_branch_is_one():
    assert exit_code_of(StegvisError("something")) == 1
