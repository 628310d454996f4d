"""Occupations of a register, and the known ways from one to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation.

    Parameters
    ----------
    id
        Concept id of the register (JobTech).
    label
        Its Swedish name.
    ssyk
        SSYK 2012 code of four digits.
    ssyk_label
        Name of that group.
    needs_no_education
        The register says that nothing has to be studied first; ``None`` when it says neither.
    """

    id: str
    label: str
    ssyk: str
    ssyk_label: str = ""
    needs_no_education: bool | None = False


@dataclass(frozen=True, slots=True)
class Way:
    """A known way: who works as ``origin`` can take a job as ``target``.

    Parameters
    ----------
    origin, target
        Concept ids.
    percentage
        How much of the target's work such a person can do: 75 is most of it, 25 a part.
    """

    origin: str
    target: str
    percentage: int

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids without direction."""
        return min(self.origin, self.target), max(self.origin, self.target)
