"""The hand-written building blocks of the demo, read from ``training/blocks`` and checked."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict

from matcher.domain.language import LanguageArea, SfiCourse  # noqa: TC001 - pydantic reads it
from matcher.domain.participant import ParticipantState, Shift  # noqa: TC001 - pydantic reads it
from matcher.domain.place import TravelMode  # noqa: TC001 - pydantic reads it
from matcher.domain.sector import Sector  # noqa: TC001 - pydantic reads it
from matcher.domain.skills import ExperienceKind  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

OTHER = "other"
"""A trade that none of our ladders leads through."""


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExperienceBlock(_Block):
    """Something a person told; ``about`` is a sector id or ``other``, months a sensible range."""

    id: str
    about: str
    kind: ExperienceKind
    months: tuple[int, int]
    text: str
    lang: str | None = None


class Tails(_Block):
    """Sentences that can follow any experience, paid or at home."""

    work: tuple[str, ...]
    home: tuple[str, ...]


class Tellings(_Block):
    """Everything told in one language."""

    lang: str
    tails: Tails
    experiences: tuple[ExperienceBlock, ...]


class EmployerBlock(_Block):
    """An invented employer with its one site.

    ``jobs`` are ladder steps, one for each opening; ``days_only`` is a workplace that closes in
    the afternoon, ``drives`` one whose people go by car.
    """

    id: str
    name: str
    sector: Sector
    site: str
    municipality: str
    district: str
    about: str
    jobs: tuple[str, ...]
    days_only: bool = False
    drives: bool = False


class LevelBlock(_Block):
    """Swedish that one task of an opening needs."""

    areas: dict[LanguageArea, str]
    task: str


class JobBlock(_Block):
    """What an opening on one ladder step may say.

    ``entry`` marks a first job, which may be subsidised or praktik.
    """

    step: str
    titles: tuple[str, ...]
    tasks: tuple[str, ...]
    hours: tuple[tuple[float, float], ...]
    shifts: tuple[tuple[Shift, ...], ...]
    must: tuple[str, ...]
    nice: tuple[str, ...]
    levels: tuple[LevelBlock, ...]
    certificates: tuple[str, ...]
    entry: bool = False


class PayLines(_Block):
    """Pay lines by how the wage is counted."""

    monthly: tuple[str, ...]
    hourly: tuple[str, ...]
    praktik: tuple[str, ...]


class SupportBlock(_Block):
    """Last sentences of an opening: where there is a mentor, where one learns there, anywhere."""

    mentor: tuple[str, ...]
    trainable: tuple[str, ...]
    any: tuple[str, ...]


class JobBlocks(_Block):
    """Openings: blocks per step, and what all of them share."""

    jobs: tuple[JobBlock, ...]
    support: SupportBlock
    cultures: dict[Sector, tuple[str, ...]]
    contacts: dict[Sector, tuple[str, ...]]
    pay: PayLines
    subsidies: tuple[str, ...]
    deciders: tuple[str, ...]
    insurers: dict[str, str]
    asset_languages: tuple[str, ...]


class LanguageBlock(_Block):
    """How many tell in a language, which others they speak, and their schooling (SUN levels)."""

    count: int
    others: tuple[tuple[tuple[str, ...], float], ...]
    schooling: tuple[tuple[int, float], ...]


class HomeBlock(_Block):
    """Where somebody lives."""

    municipality: str
    district: str | None


class AvailabilityBlock(_Block):
    """Hours a week and shifts that go together."""

    hours: tuple[float, float]
    shifts: tuple[Shift, ...]


class TravelBlock(_Block):
    """A way to travel with the longest minutes people say."""

    mode: TravelMode
    minutes: tuple[int, ...]


class SfiBlock(_Block):
    """A stage of SFI and the place on the CEFR scale (0 to 16) it tends to go with."""

    attended: SfiCourse | None
    passed: SfiCourse | None
    base: int


class FirstBlock(_Block):
    """P001, whose experiences and levels are set by hand."""

    code: str
    home: HomeBlock
    experiences: tuple[str, ...]
    months: tuple[int, ...]
    skills: tuple[str, ...]
    levels: dict[LanguageArea, str]


class PeopleBlocks(_Block):
    """How participants are spread: pairs are ``(value, weight)``."""

    languages: dict[str, LanguageBlock]
    homes: tuple[tuple[HomeBlock, float], ...]
    leanings: tuple[tuple[str, float], ...]
    states: tuple[tuple[ParticipantState, int], ...]
    availability: tuple[tuple[AvailabilityBlock, float], ...]
    travel: tuple[tuple[TravelBlock, float], ...]
    sfi: dict[int, tuple[tuple[SfiBlock, float], ...]]
    educations: dict[int, tuple[str | None, ...]]
    skills: dict[str, tuple[str, ...]]
    shared_skills: tuple[str, ...]
    confirmers: tuple[str, ...]
    avoid: tuple[tuple[tuple[str, ...], float], ...]
    certificates: dict[str, tuple[tuple[tuple[str, ...], float], ...]]
    dated_certificates: tuple[str, ...]
    first_steps: dict[str, tuple[str, ...]]
    first: FirstBlock


class Blocks(_Block):
    """All blocks."""

    tellings: dict[str, Tellings]
    employers: tuple[EmployerBlock, ...]
    jobs: JobBlocks
    people: PeopleBlocks


def load_blocks(folder: Traversable | None = None) -> Blocks:
    """Read the blocks.

    Parameters
    ----------
    folder
        Where the files lie; those that ship with the package when ``None``.

    Raises
    ------
    pydantic.ValidationError
        A file does not have the shape that the demo needs; the message names the key.
    """
    root = folder or resources.files("training") / "blocks"
    files = {
        entry.name: yaml.safe_load(entry.read_text(encoding="utf-8"))
        for entry in root.iterdir()
        if entry.name.endswith(".yaml")
    }
    told = [Tellings(**files[name]) for name in sorted(files) if name.startswith("experiences_")]
    return Blocks(
        tellings={telling.lang: telling for telling in told},
        employers=tuple(EmployerBlock(**row) for row in files["employers.yaml"]["employers"]),
        jobs=JobBlocks(**files["jobs.yaml"]),
        people=PeopleBlocks(**files["people.yaml"]),
    )
