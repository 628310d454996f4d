"""What schemathesis needs to get past "not found": ids, versions and keys that are there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import schemathesis
from functional.web_programme import EMPLOYER
from schemathesis import hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from matcher.domain.machines.placement import PLACEMENT
from matcher.domain.machines.suggestion import SUGGESTION
from matcher.domain.periods import FollowUpPoint
from matcher.domain.profile_tag import profile_tag
from matcher.domain.role import Role
from matcher.domain.sector import Sector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from functional.api_client import Program
    from functional.web_programme import Programme
    from schemathesis import Case, Response

    from matcher.domain.placement import Placement
    from matcher.domain.suggestion import Suggestion

V1 = "/api/v1"
OF_THE_REQUEST = frozenset({"fields", "unreadable", "cursor", "if_match", "not_found"})
"""Codes that say that a request itself was wrong, which no request that fits the document is."""
ACCEPTED = ("2xx", "3xx", "401", "403", "404", "409", "429")
"""Answers to what fits the document, as schemathesis has them, without errors of the server."""
REFUSED = ("400", "401", "403", "404", "405", "406", "415", "422", "428", "429")
OF_THE_STATE = ("412", "422", "423")
"""Answers to what fits the document but not what is there: :func:`_fits` looks at their codes."""


@dataclass
class There:
    """What is there to be asked about, as it stands when it is asked about."""

    programme: Programme
    numbers: Iterator[int] = field(default_factory=count)

    def one_of(self, values: list[str]) -> str | None:
        return values[next(self.numbers) % len(values)] if values else None

    def fill(self, case: Case) -> None:
        """Put what is there into four of five requests that fit the document."""
        if case.meta is None or not case.meta.generation.mode.is_positive:
            return
        if "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = f"fuzzing-{next(self.numbers)}"
        # A cursor is made by the list itself: whoever makes one up is told so.
        for name in ("cursor", "after"):
            case.query.pop(name, None)
        posting = isinstance(case.body, dict) and "municipality" in case.body
        if posting and next(self.numbers) % 5:
            case.body |= {"step": STEP, "employer": EMPLOYER.id}
        if isinstance(case.body, dict):
            self._fill_body(case.body)
        self._fill_address(case)

    def _fill_body(self, body: dict[str, Any]) -> None:
        """Name an opening that was agreed, and one new person in five a code that fits."""
        if body.get("action") in {"give", "take_back"} and "opening" in body:
            body["opening"] = "O001"
        if "code" in body and next(self.numbers) % 2:
            body.clear()
            body |= {"code": f"P5{next(self.numbers):05}", "preferred_language": "so"}

    def _fill_address(self, case: Case) -> None:
        if case.path_parameters and next(self.numbers) % 5:
            action = case.body.get("action") if isinstance(case.body, dict) else None
            for name in case.path_parameters:
                found = self.one_of(self._values(name, action))
                if found is not None:
                    case.path_parameters[name] = found
            if case.method == "PATCH":
                self._fill_change(case)
            elif "If-Match" in case.headers:
                case.headers["If-Match"] = f'"{self._version(case.path_parameters)}"'

    def _fill_change(self, case: Case) -> None:
        """Name the profile as it is, and in every second change a column that there is."""
        with self.programme.services.units() as unit:
            found = [
                one
                for one in unit.participants.all()
                if one.code == case.path_parameters.get("code")
            ]
        if found:
            case.headers["If-Match"] = f'"{profile_tag(found[0])}"'
        if next(self.numbers) % 2:
            case.body = {"hours_min": next(self.numbers) % 20}

    def _values(self, name: str, action: str | None) -> list[str]:
        """Return what can be named; of what moves that which can move so, when there is any."""
        if name not in _MACHINES:
            return list(_THERE.get(name, ()))
        machine, there = _MACHINES[name], self._suggestions()
        if name == "placement_id":
            there = self._placements()
        moving = [one for one in there if action in machine.possible(one.state, Role.LINKWORKER)]
        return [one.id for one in moving or there]

    def _version(self, values: dict[str, Any]) -> int:
        if "opening_id" in values:
            with self.programme.services.units() as unit:
                named = [one for one in unit.openings.all() if one.id == values["opening_id"]]
                return unit.rooms.get(named[0].id).version if named else 0
        if "placement_id" not in values:
            found = [one for one in self._suggestions() if one.id == values["suggestion_id"]]
            return found[0].version if found else 0
        if "point" not in values:
            found = [one for one in self._placements() if one.id == values["placement_id"]]
            return found[0].version if found else 0
        with self.programme.services.units() as unit:
            asked = unit.follow_ups.of(values["placement_id"])
            return next((one.version for one in asked if one.point == values["point"]), 0)

    def _suggestions(self) -> list[Suggestion]:
        queues = self.programme.services.queues
        return [one for code in PEOPLE for one in queues.person(code).suggestions]

    def _placements(self) -> list[Placement]:
        with self.programme.services.units() as unit:
            found = [unit.placements.of_suggestion(one.id) for one in self._suggestions()]
            return [one for one in found if one is not None]


STEP = "kitchens.kitchen_porter"
PEOPLE = ("P001", "P002", "P004")
_THERE = {
    "code": (*PEOPLE, "P003"),
    "opening_id": ("O001", "O001", "A001"),
    "point": tuple(one.value for one in FollowUpPoint),
    "sector": tuple(one.value for one in Sector),
    "step_id": (STEP,),
}
_MACHINES = {"suggestion_id": SUGGESTION, "placement_id": PLACEMENT}


@schemathesis.check
def refused_for_what_is_there(_: object, response: Response, case: Case) -> None:
    """What fits the document is refused by a rule of the programme only, never as a bad request."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if str(response.status_code) in OF_THE_STATE:
        code = response.json()["code"]
        assert code not in OF_THE_REQUEST, f"{response.status_code} {code}"


@dataclass(frozen=True)
class Found:
    """What a run over the document came to: failures and errors, and which answers there were."""

    wrong: list[str]
    answers: dict[str, Counter[int]]
    checks: Counter[str]


def fuzz(asking: Program, address: str, examples: int, *, all_seen: bool = True) -> Found:
    """Ask everything that the document names, in all ways that schemathesis knows.

    ``all_seen`` says whether the role sees it all: what it does not see is "not found" to it,
    whatever is missing in what it sends.
    """
    data = {
        "headers": {"Authorization": f"Bearer {asking.secret}"},
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "continue-on-failure": True,
        "checks": {
            "positive_data_acceptance": {"expected-statuses": [*ACCEPTED, *OF_THE_STATE]},
            # Without If-Match (RFC 6585), and with one that is none of this (RFC 9110).
            "missing_required_header": {
                "expected-statuses": ["400", "401", "422", "428", *(() if all_seen else ("404",))]
            },
            "negative_data_rejection": {"expected-statuses": [*REFUSED, "412"]},
        },
    }
    config = SchemathesisConfig.from_dict(data)
    found, there = Found([], defaultdict(Counter), Counter()), There(asking.programme)

    def before_call(_: object, case: Case, kwargs: object) -> None:
        there.fill(case)

    schemathesis.hook(before_call)
    try:
        schema = schemathesis.openapi.from_url(f"{address}{V1}/openapi.json", config=config)
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                _note(event, found)
            elif isinstance(event, events.NonFatalError):
                found.wrong.append(f"{event.label}: {event.value!r}")
            elif isinstance(event, events.FatalError):
                raise event.exception
    finally:
        hooks.unregister_all()
    return found


def _note(event: events.ScenarioFinished, found: Found) -> None:
    cases = event.recorder.cases
    for number, interaction in event.recorder.interactions.items():
        if interaction.response is not None:
            label = cases[number].value.operation.label
            found.answers[label][interaction.response.status_code] += 1
    for checks in event.recorder.checks.values():
        for check in checks:
            found.checks[check.name] += 1
            if check.failure_info is not None:
                failure = check.failure_info.failure
                said = f"{failure.operation}: {check.name}: {failure}"
                found.wrong.append(f"{said}\n{check.failure_info.code_sample}")
