"""What every column is for, on which basis, how long it is kept, and who may see it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Secrecy(StrEnum):
    """Who may see a column."""

    NONE = "none"
    ORGANISATION = "organisation"
    CASE = "case"
    HEALTH = "health"
    CONTACT = "contact"


class DecidedBy(StrEnum):
    """Whose decision something is: what the organisation decides, its lawyer settles."""

    LAW = "law"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why something may be kept at all."""

    id: str
    text: str
    decided_by: DecidedBy


@dataclass(frozen=True, slots=True)
class Retention:
    """What starts the time something is kept, and how long it lasts."""

    id: str
    starts: str
    lasts: str
    decided_by: DecidedBy


@dataclass(frozen=True, slots=True)
class RegisteredColumn:
    """One column.

    ``personal`` says that it is about somebody; ``exports`` that it may leave in exports to others
    than that person.
    """

    table: str
    column: str
    purpose: str
    basis: Basis
    retention: Retention
    secrecy: Secrecy
    personal: bool
    exports: bool

    @property
    def name(self) -> str:
        """Table and column as ``table.column``."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class ColumnRegister:
    """All columns, and what each table is about by its name."""

    columns: tuple[RegisteredColumn, ...]
    tables: Mapping[str, str]
    bases: tuple[Basis, ...]
    retentions: tuple[Retention, ...]

    def faults(self, there: Collection[tuple[str, str]]) -> list[str]:
        """Compare with a database.

        Parameters
        ----------
        there
            Its tables and columns.

        Returns
        -------
        list[str]
            One sentence for each column that is not registered, is registered and not there, or
            must not exist, by name.
        """
        return sorted([*self._unlike(there), *_forbidden(there), *self._contradictions()])

    def _unlike(self, there: Collection[tuple[str, str]]) -> Iterator[str]:
        known = {(one.table, one.column) for one in self.columns}
        for table, column in set(there) - known:
            yield f"{table}.{column} is not in the register. Say there what it is for."
        for table, column in known - set(there):
            yield f"{table}.{column} is in the register and not in the database. Take it out."

    def _contradictions(self) -> Iterator[str]:
        for one in self.columns:
            if one.personal and one.basis.id == NO_BASIS:
                yield f"{one.name} is about a person and has no basis. Name one."
            if one.exports and one.secrecy in {Secrecy.HEALTH, Secrecy.CONTACT}:
                yield f"{one.name} has the secrecy '{one.secrecy}' and may not leave in exports."


NO_BASIS = "none"
"""Id of the basis of what says nothing about a person."""

_WHOLE_WORDS = frozenset({"race", "ras", "tro", "faith", "brott", "asyl", "asylum", "crime"})
_BEGINNINGS = (
    # ethnicity
    "ethnic", "etnisk", "etnicitet", "folkgrupp", "nationalit",
    # religion
    "religio", "trossam", "church", "mosque",
    # health
    "health", "halso", "halsa", "diagnos", "disab", "funktionsned", "illness", "disease", "sjuk",
    "pregnan", "gravid", "medic", "handicap", "handikapp",
    # sexuality
    "sexual", "sexuell", "laggning",
    # offences
    "offence", "offense", "criminal", "kriminal", "belastning", "brottsl", "convict",
    # migration ground
    "migra", "refugee", "flykting", "asylsok", "residence", "uppehall", "citizen", "medborgar",
    "country", "fodelseland", "ursprungsland", "birth",
)  # fmt: skip
"""Beginnings of words, Swedish ones without the rings and dots."""


def is_forbidden(name: str) -> bool:
    """Say whether a column's name speaks of what no column may hold (L26).

    >>> [is_forbidden(name) for name in ("hälsostatus", "faith", "native_country", "lang", "trade")]
    [True, True, True, False, False]
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)).casefold()
    words = re.split(r"[^a-z]+", re.sub(r"[\u0300-\u036f]", "", plain))
    return any(word in _WHOLE_WORDS or word.startswith(_BEGINNINGS) for word in words if word)


def _forbidden(there: Collection[tuple[str, str]]) -> Iterator[str]:
    for table, column in there:
        if is_forbidden(column) or is_forbidden(table):
            yield (
                f"{table}.{column} may not exist: ethnicity, religion, health, sexuality, offences "
                "and grounds of migration are kept nowhere."
            )
