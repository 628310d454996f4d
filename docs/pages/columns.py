"""The page of columns: what a table of participants, openings or courses may hold."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from matcher.interchange import cells
from matcher.interchange.ad_documents import MAX_ADS_BYTES
from matcher.interchange.courses import COURSE_COLUMNS
from matcher.interchange.files import MAX_TABLE_BYTES
from matcher.interchange.jobtech import MAX_AD_TEXT
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.participant_columns import EXPERIENCES, PARTICIPANT_COLUMNS
from matcher.interchange.tables import MAX_COLUMNS, MAX_FIELD, MAX_ROWS
from matcher.interchange.usual_entry import USUAL_COLUMNS
from pages.markdown import code, codes, page, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matcher.interchange.columns import Column

_ABOUT = f"""
## How a table is read

- CSV with comma, semicolon or tab, in UTF-8, UTF-16 (with its mark) or Windows-1252; or XLSX, first
  sheet unless `--sheet` names another. What a file is, is told by its content.
- At most {MAX_TABLE_BYTES // 1_000_000} MB, {MAX_ROWS:,} rows, {MAX_COLUMNS} columns,
  {MAX_FIELD:,} characters a cell.
- The first row holds the headers, English or Swedish. Capitals do not matter, nor does a space, a
  hyphen or `_`. An unknown, repeated or missing required header stops the file.
- Only **bold** columns must be there; every row needs a value in them.
- An empty cell means *not known*. Lists are separated by `|`. Numbers may have a decimal comma.
- A cell with a personal identity number is refused, and its value is not repeated.
- A row whose key (`code`, `opening_id`) is there already updates it. What the file has no column
  for stays as it is; so do protected identity, a level that a teacher or test has given, and a
  confirmed skill.
""".replace(",000", " 000")

_ADS = f"""
## Job ads

`stegvis import openings` also reads job ads as JobTech writes them (JobStream, JobSearch, dumps of
Platsbanken): JSON, one object, an array, `{{"hits": [...]}}` or one object a line, at most
{MAX_ADS_BYTES // 1_000_000} MB, each text at most {MAX_AD_TEXT // 1000} 000 characters.
Each becomes a *lead* under the id `lead-<id>`; the same ad again updates it.

Read: `id`, `headline`, `description`, `employer.name` or `.workplace`, `occupation.concept_id`,
`occupation_group.legacy_ams_taxonomy_id` or `ssyk4`, `number_of_vacancies`, `application_deadline`,
`scope_of_work`, `working_hours_type`, `workplace_address`, `must_have`, `nice_to_have`,
`driving_license_required`, `webpage_url`, `removed`. Names of contact persons are not read;
personal identity numbers are taken out of texts.
"""

_PLAIN: dict[Callable[[str], object], str] = {
    cells.code: "code: letters, digits, `-`, `_`, `.`, `:`; at most 60",
    cells.words: "text",
    cells.split: "list of texts",
    cells.name_id: "id",
    cells.name_ids: "list of ids",
    cells.yes_no: "yes or no (ja, nej)",
    cells.day: "date, YYYY-MM-DD",
    cells.days: "dates, YYYY-MM-DD, with `|` between",
    cells.lowest_level: "level A1- to C2",
    cells.level: "level A1- to C2, or a range such as A2/B1",
    cells.language_tag: "language tag",
    cells.language_tags: "list of language tags",
    cells.languages: "list of language tags, each with a level or without",
    cells.certificates: "list of ids, each with a last day or without; `none` (`inga`)",
}


def columns_page() -> str:
    """Return the page."""
    return page(
        "Columns of participants, openings and courses",
        "Made from the tables that read the files. Numbers of experience run from 1 to "
        f"{EXPERIENCES}; only the first is listed.",
        _ABOUT,
        "## Participants",
        _columns(c for c in PARTICIPANT_COLUMNS if not _repeats(c.name)),
        "## Openings",
        _columns(OPENING_COLUMNS),
        _ADS,
        "## Courses",
        "For `stegvis plan training --courses`: one row a course. One that says nothing of who may "
        "come asks what is usual for its training. All faults are told at once, and nothing is "
        "planned from half a file.",
        _columns(COURSE_COLUMNS),
        "## Usual entry rules",
        "For the table that `STEGVIS_ENTRY_RULES` names: one row a training. One without a row "
        "has no rule that is known.",
        _columns(USUAL_COLUMNS),
    )


def takes(parse: Callable[[str], object]) -> str:
    """Say what a column's parser takes.

    Raises
    ------
    LookupError
        The parser is of a kind this page does not know yet.
    """
    if parse in _PLAIN:
        return _PLAIN[parse]
    maker = parse.__qualname__.partition(".")[0]
    inside: dict[str, Any] = dict(inspect.getclosurevars(parse).nonlocals)
    if maker == "number":
        return f"number, {inside['low']:g} to {inside['high']:g}"
    if maker == "whole":
        return f"whole number, {inside['low']} to {inside['high']}"
    if maker == "choice":
        return f"one of {_words(inside['known'], inside['kind'])}"
    if maker == "choices":
        one = inspect.getclosurevars(inside["one"]).nonlocals
        return f"list of {_words(one['known'], one['kind'])}"
    raise LookupError(f"docs/pages/columns.py does not know the parser {parse.__qualname__}")


def _words(known: dict[str, Any], kind: Iterable[Any]) -> str:
    shown = []
    for member in kind:
        also = [w for w, m in known.items() if m is member and w != member.value.lower()]
        also = [word for word in also if word != member.value]
        shown.append(code(member.value) + (f" ({', '.join(also)})" if also else ""))
    return ", ".join(shown)


def _repeats(name: str) -> bool:
    return any(name.startswith(f"experience_{number}") for number in range(2, EXPERIENCES + 1))


def _columns(columns: Iterable[Column]) -> str:
    return table(
        ("column", "Swedish header", "takes", "svenska", "English"),
        (
            (
                f"**{code(c.name)}**" if c.required else code(c.name),
                codes(c.swedish),
                takes(c.parse),
                c.sv,
                c.en,
            )
            for c in columns
        ),
    )
