"""A small programme behind the web interface: a real database, real ladders, a quick encoder."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from fresh import new_database, on_a_server
from jinja2 import BytecodeCache

from matcher.bootstrap import Services, now
from matcher.domain.ids import (
    EmployerId,
    OpeningId,
    OrganisationId,
    ParticipantCode,
    StepId,
    SuggestionId,
)
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    SpokenLanguage,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
    Terms,
)
from matcher.domain.participant import Participant
from matcher.domain.permissions import CASE_ROLES
from matcher.domain.place import Place
from matcher.domain.role import Role
from matcher.domain.skills import Experience, ExperienceKind
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import ArtifactError, NotFound
from matcher.persistence.database import on_server
from matcher.settings import Settings
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from jinja2.bccache import Bucket
    from werkzeug.test import TestResponse

    from matcher.domain.account import Account
    from matcher.domain.ladders import Ladders
    from matcher.ranking.assess import Rules
    from matcher.taxonomy.sector_reader import SectorReader

ORGANISATION = OrganisationId("demo")
EMPLOYER = Employer(ORGANISATION, EmployerId("E01"), "Skolköket <Tallkotten>")
KEY = "only-for-these-tests-" * 2
OWN_WORDS = "كنت أغسل الصحون وأنظف المطبخ في مطعم. Jag diskade och städade kök."


class CompiledTemplates(BytecodeCache):
    """Templates as compiled for an earlier application; a changed one is compiled again."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


class HashingServices(Services):
    """The services with an encoder that needs no model."""

    @cached_property
    def encoder(self) -> HashingEncoder:
        return HashingEncoder()


class OfFiles(HashingServices):
    """Services that look into no database for ladders."""

    @cached_property
    def ladders(self) -> Ladders:
        return self.ladder_files


@cache
def fitted() -> OfFiles:
    """Return services from which what is slow to make, and the same in every test, is taken."""
    return OfFiles(Settings())


class QuickServices(HashingServices):
    """Services that are ready at once."""

    @cached_property
    def ladders(self) -> Ladders:
        return fitted().ladders

    @cached_property
    def sectors(self) -> SectorReader:
        return fitted().sectors

    @cached_property
    def rules(self) -> Rules:
        return fitted().rules


class PublishingServices(QuickServices):
    """Services whose ladders are those published in their own database."""

    @cached_property
    def ladder_files(self) -> Ladders:
        return fitted().ladder_files

    @cached_property
    def ladders(self) -> Ladders:
        return Services.ladders.func(self)


class NothingFits(QuickServices):
    """Services with a floor that no job reaches."""

    @cached_property
    def rules(self) -> Rules:
        rules = fitted().rules
        return replace(rules, weights=replace(rules.weights, floor=1.0))


class EverythingFits(QuickServices):
    """Services without a floor."""

    @cached_property
    def rules(self) -> Rules:
        rules = fitted().rules
        return replace(rules, weights=replace(rules.weights, floor=0.0))


class NoEncoder(Services):
    """Services whose encoder does not fit."""

    @cached_property
    def encoder(self) -> HashingEncoder:
        raise ArtifactError("The encoder's weights are damaged.")


def people() -> list[Participant]:
    """P001 with a story, P002 of whom nothing is known, P003 with protected identity."""
    low = AreaLevel(parse_cefr_range("A1"), LanguageSource.TEACHER)
    return [
        Participant(
            ORGANISATION,
            ParticipantCode("P001"),
            preferred_language="ar",
            place=Place("Göteborg", "Hjällbo", 57.769, 12.02),
            experiences=(Experience(OWN_WORDS, "ar", 18, ExperienceKind.INFORMAL),),
            swedish=Swedish(dict.fromkeys(LanguageArea, low)),
            languages=(SpokenLanguage("ar"),),
            certificates=(),
            driving_licence=False,
        ),
        Participant(ORGANISATION, ParticipantCode("P002")),
        Participant(ORGANISATION, ParticipantCode("P003"), protected_identity=True),
    ]


def openings() -> list[Opening]:
    """One agreed opening for a kitchen porter, and an advertisement that says little."""
    return [
        Opening(
            ORGANISATION,
            OpeningId("A001"),
            OpeningKind.LEAD,
            "Köksbiträde sökes",
            "Du hjälper till i köket.",
            OpeningState.NEW,
            step=StepId("kitchens.kitchen_assistant"),
            origin=Origin("jobtech", "1", "https://ads.example/1"),
        ),
        Opening(
            ORGANISATION,
            OpeningId("O001"),
            OpeningKind.OWN,
            "Diskare till skolkök",
            "Du diskar och städar köket.",
            OpeningState.OPEN,
            employer=EMPLOYER.id,
            step=StepId("kitchens.kitchen_porter"),
            places=2,
            terms=Terms(EmploymentForm.FIXED_TERM, "Kollektivavtal", end=date(2099, 1, 1)),
            place=Place("Göteborg", "Hjällbo", 57.769, 12.02),
            offers=Offers(languages=("ar",), mentor=True),
        ),
    ]


@dataclass(frozen=True)
class Programme:
    """An application with its services, and a browser without scripts."""

    services: Services
    app: Flask
    client: FlaskClient

    def get(self, path: str, lang: str = "en") -> TestResponse:
        return self.client.get(path, headers={"Accept-Language": lang})

    def post(self, path: str, follow: bool = False, **form: str) -> TestResponse:
        form = {"csrf_token": self.token(), **form}
        headers = {"Accept-Language": "en"}
        return self.client.post(path, data=form, headers=headers, follow_redirects=follow)

    def token(self) -> str:
        return found(r'name="csrf_token" value="([^"]+)"', self.get("/me").text)

    def sign(self, name: str = "Anna Ek", role: Role = Role.LINKWORKER) -> Account:
        """Sign in, past the sign-in page, as somebody who sees everyone (and makes her first)."""
        services = self.services
        try:
            account = services.accounts.named(name)
        except NotFound:
            services.accounts.invite(name, role, by="chief")
            account = services.accounts.named(name)
            self._cover_all(account, role)
        if role in CASE_ROLES:
            everyone = services.caseloads.unassigned(role)
            services.caseloads.assign(everyone, account, role, by="chief")
        with self.client.session_transaction() as session:
            session.update({"_user_id": account.user.stamp, "_fresh": True, "fs_paa": time.time()})
        return account

    def _cover_all(self, account: Account, role: Role) -> None:
        today = now().date()
        for one in self.services.accounts.all():
            if role in CASE_ROLES and role in one.roles and one != account:
                days = (today, today + timedelta(days=1))
                self.services.caseloads.cover(one, account, role, days, by="chief")

    def sign_out(self) -> None:
        """Forget the session."""
        self.client.delete_cookie("stegvis")

    def suggest(self, code: str = "P001") -> list[SuggestionId]:
        """Ask for suggestions past the web interface and return their ids, best first."""
        listed = self.services.suggest.for_participant(ParticipantCode(code), 10, "Bo Ek")
        return [suggestion.id for suggestion in listed.suggestions]

    def suggestion(self, suggestion_id: SuggestionId):
        with self.services.units() as unit:
            return unit.suggestions.get(suggestion_id)

    def decisions(self, code: str = "P001"):
        with self.services.units() as unit:
            return [row.decision for row in unit.suggestions.decisions(ParticipantCode(code))]

    def another_browser(self, name: str = "Anna Ek") -> Programme:
        """Return a browser of its own in which somebody is signed in."""
        other = replace(self, client=self.app.test_client())
        with other.client.session_transaction() as session:
            stamp = self.services.accounts.named(name).user.stamp
            session.update({"_user_id": stamp, "_fresh": True, "fs_paa": time.time()})
        return other


def found(pattern: str, text: str) -> str:
    """Return the first group of a pattern that must be there."""
    match = re.search(pattern, text, re.DOTALL)
    assert match, f"{pattern!r} is not in the page"
    return match[1]


def build(
    home: Path,
    *,
    filled: bool = True,
    kind: Callable[[Settings], Services] = QuickServices,
    programme: str = "demo",
    **more: Any,
) -> Programme:
    """Return a programme in a folder of its own, with three people and an opening in it."""
    own = {"programme": programme, "organisation": ORGANISATION, "secret_key": KEY}
    settings = Settings(home=home, **own, **more)
    if on_server(settings.database_url) or not settings.database_file.exists():
        settings = replace(settings, database=on_a_server(new_database(home, programme)))
    services = kind(settings)
    if filled:
        with services.units(write=True) as unit:
            unit.participants.put(people())
            unit.employers.put([EMPLOYER])
            unit.openings.put(openings())
            unit.commit()
    app = create_app(services)
    app.jinja_env.bytecode_cache = COMPILED
    made = Programme(services, app, app.test_client())
    made.sign()
    return made
