"""What came of the target question, person by person, as counts by quarter and in all."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.rounds import AnswerStatus
from matcher.planning.flow.quarters import Quarter
from matcher.planning.release.tables import Release, Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.target_question import TargetFacts, TargetRound
    from matcher.planning.release.tables import Cell

ALL = "all"


class Said(StrEnum):
    """What came of the question, each person once in a period."""

    CLOSER = "closer"
    OTHER = "other"
    SKIPPED = "skipped"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"


ANSWERS = (Said.CLOSER, Said.OTHER)
Standing = dict["ParticipantCode", Said]


def said_in(round_: TargetRound) -> Said:
    """Return what came of one round."""
    if round_.status is None:
        return Said.NO_ANSWER
    if round_.status is AnswerStatus.ANSWERED:
        return Said.CLOSER if round_.closer else Said.OTHER
    return Said.SKIPPED if round_.status is AnswerStatus.SKIPPED else Said.NOT_ASKED


def deciding(rounds: Iterable[TargetRound]) -> dict[ParticipantCode, TargetRound]:
    """Return for each person the last round she answered, or else her last one.

    Parameters
    ----------
    rounds
        In the order in which they were due.
    """
    found: dict[ParticipantCode, TargetRound] = {}
    for one in rounds:
        before = found.get(one.participant)
        if before is None or said_in(one) in ANSWERS or said_in(before) not in ANSWERS:
            found[one.participant] = one
    return found


def by_quarter(facts: TargetFacts, today: date) -> dict[Quarter, list[TargetRound]]:
    """Return the rounds that are due, by quarter, the first one first."""
    found: dict[Quarter, list[TargetRound]] = defaultdict(list)
    for one in facts.rounds:
        if one.due <= today:
            found[Quarter.of(one.due)].append(one)
    return dict(sorted(found.items()))


def counted(facts: TargetFacts, today: date) -> tuple[Release, tuple[str, ...]]:
    """Return every count with everything that adds up, and the periods, quarters first.

    A person may be in several quarters and is once in *all*: with the last answer that she gave.
    How the two hang together is in the release, as counts that stand in no table: in which
    quarter a person's deciding round lies, and how many of a quarter decided elsewhere.
    """
    quarters = by_quarter(facts, today)
    within = {
        quarter: {code: said_in(one) for code, one in deciding(rounds).items()}
        for quarter, rounds in quarters.items()
    }
    last = deciding(one for rounds in quarters.values() for one in rounds)
    overall: Standing = dict.fromkeys(facts.people, Said.NOT_ASKED)
    overall |= {code: said_in(one) for code, one in last.items()}
    counts: dict[Cell, int] = {}
    sums: list[Sum] = []
    for period, standing in (*((str(one), said) for one, said in within.items()), (ALL, overall)):
        if standing:
            _one_period(period, standing, counts, sums)
    if overall:
        decided = {code: Quarter.of(one.due) for code, one in last.items()}
        _across(within, overall, decided, counts, sums)
    unlisted = {cell for cell in counts if cell[0] not in _LISTED}
    periods = tuple(dict.fromkeys(cell[1] for cell in counts if cell[0] == "took_part"))
    return Release(counts, tuple(sums), frozenset(unlisted)), periods


_LISTED = frozenset({"took_part", "answered", "closer", "skipped", "no_answer", "not_asked"})


def _one_period(
    period: str, standing: Mapping[ParticipantCode, Said], counts: dict[Cell, int], sums: list[Sum]
) -> None:
    said = list(standing.values())
    for one in Said:
        counts[one.value, period] = said.count(one)
    counts["answered", period] = sum(said.count(one) for one in ANSWERS)
    counts["took_part", period] = len(said)
    sums.append(Sum(("answered", period), tuple((one.value, period) for one in ANSWERS)))
    rest = tuple((one.value, period) for one in Said if one not in ANSWERS)
    sums.append(Sum(("took_part", period), (("answered", period), *rest)))


def _across(
    within: Mapping[Quarter, Standing],
    overall: Standing,
    decided: Mapping[ParticipantCode, Quarter],
    counts: dict[Cell, int],
    sums: list[Sum],
) -> None:
    for said in Said:
        parts = list(_decided(said, within, decided, counts, sums))
        if said is Said.NOT_ASKED:
            never = ("never_in_a_round", ALL)
            counts[never] = sum(code not in decided for code in overall)
            parts.append(never)
        if parts:
            sums.append(Sum((said.value, ALL), tuple(parts)))


def _decided(
    said: Said,
    within: Mapping[Quarter, Standing],
    decided: Mapping[ParticipantCode, Quarter],
    counts: dict[Cell, int],
    sums: list[Sum],
) -> Iterator[Cell]:
    """Yield, quarter by quarter, how many of those in a table are so in *all* too."""
    for quarter, standing in within.items():
        whole = (said.value, str(quarter))
        if _all_decide(said, quarter, tuple(within)):
            yield whole
            continue
        here = [decided[code] == quarter for code, one in standing.items() if one is said]
        stays = (f"{said.value}_decides", str(quarter))
        goes = (f"{said.value}_decided_elsewhere", str(quarter))
        counts[stays], counts[goes] = here.count(True), here.count(False)
        sums.append(Sum(whole, (stays, goes)))
        yield stays


def _all_decide(said: Said, quarter: Quarter, quarters: Sequence[Quarter]) -> bool:
    """Say whether everybody knows that what was said in a quarter holds in *all*."""
    return len(quarters) == 1 or (said in ANSWERS and quarter == quarters[-1])
