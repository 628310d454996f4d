"""The data sheet of the demo: what it is, how it was made, how it is spread."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from training.demo_gaps import unknowns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant

_NAMES = {
    "ar": "Arabic",
    "en": "English",
    "fa": "Persian",
    "prs": "Dari",
    "so": "Somali",
    "sv": "Swedish",
    "ti": "Tigrinya",
    "uk": "Ukrainian",
}

_TEXT = """# The demo programme

**Everything here is invented.** No participant, employer, workplace or opening exists; every
employer's name says so: *(påhittat)* or *(påhittad)* is Swedish for *invented*. Likeness to real
people or workplaces is chance. Districts and municipalities are real, so that travel times make
sense.

| file | what it is |
|---|---|
| `participants.csv` | {people} |
| `openings.csv` | {openings} |

UTF-8 with a byte order mark, commas, one header row. An empty cell means *not known*; lists are
separated by `|`. Read them as any other table of participants and openings.

## How it was made

`stegvis-train demo --out data/demo --seed {seed}` writes these three files, this one too, from the
building blocks in `training/blocks/`: experiences, employers, tasks and wishes, each written by
hand. A seeded draw puts them together; the same seed gives the same bytes. The experiences are no
translations of each other. P001 is set by hand: a full, typical profile for guides.

## How it is spread

{tables}

The spread is a plausible picture of such a programme, not a statistic of any.

## What it must not be used for

- Not to train, tune or evaluate anything: the texts come from a small set of blocks and repeat.
- Not to draw conclusions about people who speak a language, live in a district or work in a trade.
- Not as advice on law: forms of employment, subsidies and praktik are examples.
- Not together with real data: the demo has a database of its own.

## Limits

The texts in Arabic, Ukrainian, Somali, Persian, Dari and Tigrinya have not yet been read by native
speakers. A person's stories may not fit one life in every detail. Coordinates are the approximate
middle of a district.

**Source:** written for Stegvis. **Licence:** Apache-2.0, as the rest of Stegvis.
"""


def data_sheet(seed: int, people: Sequence[Participant], openings: Sequence[Opening]) -> str:
    """Return the data sheet in Markdown, with tables counted from what was made."""
    told = sum(len(person.experiences) for person in people)
    return _TEXT.format(
        seed=seed,
        people=(
            f"{len(people)} participants, {people[0].code} to {people[-1].code}, with {told} "
            "experiences told in seven languages (Persian and Dari counted as one)"
        ),
        openings=(
            f"{len(openings)} openings with {sum(opening.places for opening in openings)} places "
            f"at {len({opening.employer for opening in openings})} employers"
        ),
        tables="\n\n".join([*_people_tables(people), *_opening_tables(openings)]),
    )


def _people_tables(people: Sequence[Participant]) -> list[str]:
    told = [experience for person in people for experience in person.experiences]
    missing = [unknowns(person) for person in people]
    return [
        _table("preferred language", (_NAMES[p.preferred_language] for p in people)),
        _table("language of the experience", (_NAMES[e.lang] for e in told)),
        _table("kind of experience", (e.kind.value.replace("_", " ") for e in told)),
        _table("SFI: study path, course passed", map(_sfi, people)),
        _table("Swedish", map(_swedish, people)),
        _table("wished sector", (s.value for p in people for s in p.wishes.sectors)),
        _table("municipality", (p.place.municipality if p.place else "not known" for p in people)),
        _table("unknown facts of a participant", (str(len(names)) for names in missing)),
        _table("what is unknown", (name for names in missing for name in names)),
    ]


def _opening_tables(openings: Sequence[Opening]) -> list[str]:
    return [
        _table("sector of the opening", (o.sector.value for o in openings if o.sector)),
        _table("ladder step of the opening", (str(o.step) for o in openings)),
        _table("form of the opening", (o.terms.form.value if o.terms else "-" for o in openings)),
        _table("state of the opening", (o.state.value for o in openings)),
    ]


def _sfi(person: Participant) -> str:
    sfi = person.swedish.sfi
    if sfi is None:
        return "no SFI known"
    return f"path {sfi.track}, {f'{sfi.passed} passed' if sfi.passed else 'nothing passed yet'}"


def _swedish(person: Participant) -> str:
    areas = person.swedish.areas
    if not areas:
        return "no level known"
    if all(level.to_be_confirmed for level in areas.values()):
        return "one overall level, to be confirmed"
    source = next(iter(areas.values())).source
    return f"{len(areas)} areas, source {source}"


def _table(heading: str, values: Iterable[str]) -> str:
    counts = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    lines = [f"| {value} | {count} |" for value, count in counts]
    return "\n".join([f"| {heading} | number |", "|---|---:|", *lines])
