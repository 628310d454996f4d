"""The composition root: every part is made here, once, from the settings."""

from __future__ import annotations

import secrets
import time
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from matcher.domain.audit import keyed_digest
from matcher.domain.backup import BackupAbout
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.jobs import BY_CLOCK
from matcher.domain.organisation import Organisation
from matcher.embedding.opening import open_sentence_encoder, with_cache
from matcher.embedding.told_models import KeptToldModels
from matcher.embedding.uncentred import UncentredEncoder
from matcher.errors import InputError
from matcher.indexing.pgvector_shelf import PgShelf, VectorsWithRows, forget_vectors
from matcher.indexing.shelf import FolderShelf, MemoryShelf
from matcher.interchange.column_register import read_column_register
from matcher.interchange.hidden_labels import read_hidden_labels
from matcher.interchange.instrument_file import read_instrument
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.ladder_text import YamlLadders, read_ladder_texts, with_published
from matcher.interchange.own_data import own_data_archive, own_data_json
from matcher.interchange.programme import Programme, read_gazetteer
from matcher.interchange.reference import read_labelled_texts
from matcher.interchange.retention_plan import read_retention_plan
from matcher.interchange.table_bytes import table_bytes
from matcher.interchange.uploads import UploadReader
from matcher.interchange.usual_entry import read_usual_entry
from matcher.persistence.backup_log import last_backup, remember_backup
from matcher.persistence.connections import Connections
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.deleted_list import DeletedCodes
from matcher.persistence.restore import Restore
from matcher.persistence.rows import columns_there
from matcher.persistence.secret_key import session_key
from matcher.persistence.storage import Storage
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.persistence.upload_folder import UploadFolder
from matcher.ports import TextKind
from matcher.ranking.calibration import fit_calibration
from matcher.ranking.rules import Rules
from matcher.ranking.targets import open_targets
from matcher.ranking.weights import parse_weights
from matcher.services.accounts import AccountService
from matcher.services.agreement import AgreementService
from matcher.services.answer_links import AnswerLinkService
from matcher.services.applying import ApplicationService
from matcher.services.audit import AuditService
from matcher.services.case_figures import CaseFigureService
from matcher.services.caseload_moves import CaseloadMoves
from matcher.services.caseloads import CaseloadService
from matcher.services.clock import (
    EndingFactJob,
    FollowUpJob,
    ImportJob,
    JobService,
    PlacementJob,
    ProposalJob,
    ReminderJob,
    RetentionJob,
    UploadJob,
)
from matcher.services.concepts import ConceptService
from matcher.services.corrections import CorrectionService
from matcher.services.covers import CoverService
from matcher.services.day import DayService
from matcher.services.demand_notes import DemandNoteService
from matcher.services.demo_accounts import DemoAccountService
from matcher.services.disclosure import DisclosureService
from matcher.services.duplicates import DuplicateService
from matcher.services.employer_desk import EmployerDeskService
from matcher.services.feed import FeedService
from matcher.services.first_hour import FirstHourService
from matcher.services.histories import HistoryService
from matcher.services.indexes import IndexService
from matcher.services.intake import IntakeService
from matcher.services.ladder_desk import LadderDeskService
from matcher.services.ladder_pages import LadderPageService
from matcher.services.line_pages import LinePageService
from matcher.services.linking import LinkService, Rankers
from matcher.services.listings import ListingService
from matcher.services.looks import LookService
from matcher.services.occupations import OccupationService
from matcher.services.outbox import OutboxService
from matcher.services.own_jobs import OwnJobService
from matcher.services.own_links import OwnLinkService
from matcher.services.own_wishes import OwnWishService
from matcher.services.persons import PersonService, Traces
from matcher.services.plans import PlanService
from matcher.services.questions import QuestionService
from matcher.services.queues import QueueService
from matcher.services.relations import RelationService
from matcher.services.review import (
    AskingService,
    CallService,
    Commands,
    EmployerLinks,
    FollowUpService,
    LeadService,
    LinkAnswers,
    OwnOpeningService,
    PlacementService,
    PlacingService,
    PostingLinks,
    PresentingService,
    ReviewService,
    Withdrawals,
)
from matcher.services.review.way import WayService
from matcher.services.rights import RightsService, Vectors
from matcher.services.search import SearchService
from matcher.services.steps import StepService
from matcher.services.stop_switch import StopService
from matcher.services.suggest import Engine, ReplayService, SuggestService
from matcher.services.taxonomy import TaxonomyService
from matcher.services.taxonomy_versions import TaxonomyVersionService
from matcher.services.tokens import TokenService
from matcher.services.uploads import UploadService
from matcher.settings import shared_path
from matcher.taxonomy.ad_mapper import LadderAdMapper
from matcher.taxonomy.confidence import parse_confidence
from matcher.taxonomy.prototypes import Prototype, ladder_prototypes
from matcher.taxonomy.sector_reader import SectorReader
from matcher.taxonomy.step_reader import StepReader
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy import Engine as DatabaseEngine

    from matcher.domain.backup import BackupManifest, RestoreReport
    from matcher.domain.column_register import ColumnRegister
    from matcher.domain.concept import ConceptKind
    from matcher.domain.course import UsualEntry
    from matcher.domain.ladder_text import LadderText
    from matcher.domain.ladders import Ladders
    from matcher.domain.link import Link
    from matcher.domain.message import Message
    from matcher.domain.opening import Opening
    from matcher.domain.retention import RetentionPlan
    from matcher.domain.sector import Sector
    from matcher.domain.target import Target
    from matcher.embedding.sentence_encoder import SentenceEncoder
    from matcher.interchange.mail_relay import MailRelay
    from matcher.persistence.backup_log import LastBackup
    from matcher.persistence.database_look import DatabaseLook
    from matcher.persistence.written import Written
    from matcher.planning.beside import BesideFacts
    from matcher.planning.next_step_weights import NextStepWeights
    from matcher.planning.occupations import Occupation
    from matcher.planning.register import Register
    from matcher.ports import IndexShelf, TextEncoder, UnitOfWork, UnitOfWorkFactory
    from matcher.services.clock import Job
    from matcher.services.drafts import DraftService, SpreadService
    from matcher.services.occupation_register import OccupationRegisterService
    from matcher.services.planning_gaps import (
        DeskService,
        GapService,
        Matching,
        PathwayService,
        SuitedService,
        TrainingService,
        WhatIfService,
    )
    from matcher.services.reports import ReportService
    from matcher.services.target_report import TargetReportService
    from matcher.settings import Settings
    from matcher.taxonomy.fusion import Fusion
    from matcher.taxonomy.label_ranker import LabelRanker
    from matcher.taxonomy.mapping import AdMapping, AdText

SEED = 20261122
CORRECTED_TOP = 10
"""How long a list is that is made anew because a profile was corrected."""


_BESIDE_LADDERS = (
    *("_database", "_vectors_with_rows", "units", "encoder", "shelf", "uncentred_encoder"),
    *("fusion", "retention", "columns"),
    *("session_key", "accounts", "ladder_files", "_ladder_texts", "_model", "_background"),
)
"""Parts that are slow to make, or keep something, and do not rest on ladders."""


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)  # noqa: TID251  (the one place the clock is read)


@dataclass(frozen=True)
class Services:
    """Everything a command or a page needs; parts are made when first asked for.

    Parameters
    ----------
    settings
        What the operator set.
    progress
        Called with a line before something slow.
    """

    settings: Settings
    progress: Callable[[str], None] | None = None

    @property
    def organisation(self) -> OrganisationId:
        """Whose rows are worked with."""
        return OrganisationId(self.settings.organisation)

    @property
    def storage(self) -> Storage:
        """The programme's database as a whole."""
        return Storage(self.settings)

    @cached_property
    def units(self) -> UnitOfWorkFactory:
        """Units of work on the programme's database, which is made or upgraded first."""
        hidden = read_hidden_labels(shared_path("data", "labels_never_shown.csv"))
        return unit_of_work_factory(
            self._database, self.organisation, hidden, self._bring_vectors()
        )

    @cached_property
    def _database(self) -> DatabaseEngine:
        upgrade(self.settings.database_url)
        engine = open_engine(self.settings.database_url)
        ensure_organisation(engine, Organisation(self.organisation, self.settings.organisation))
        return engine

    def _bring_vectors(self) -> Callable[[Connection, Written], None] | None:
        vectors = self._vectors_with_rows
        if vectors is None:
            return None
        return lambda connection, written: vectors.bring(
            connection, written.people.values(), written.openings.values()
        )

    @cached_property
    def _vectors_with_rows(self) -> VectorsWithRows | None:
        if not isinstance(self.shelf, PgShelf):
            return None
        return VectorsWithRows(self.shelf, lambda: self.encoder, self._targets_of)

    def _targets_of(self, openings: Collection[Opening]) -> list[Target]:
        """Return what openings are matched as today, by the ladders in use at this moment."""
        ladders = self.renewed().ladders if self.ladders_changed() else self.ladders
        return open_targets(now().date(), openings, ladders)

    @cached_property
    def ladders(self) -> Ladders:
        """The ladders in use: those published here, and the files of the others."""
        return with_published(self.ladder_files, self._published)

    @cached_property
    def ladder_files(self) -> Ladders:
        """The ladders as their files say them."""
        return read_ladders(self.settings.ladder_folder)

    @cached_property
    def ladder_desk(self) -> LadderDeskService:
        """Writes the next versions of ladders."""
        return LadderDeskService(self.units, lambda: self._ladder_texts, YamlLadders(), now)

    @cached_property
    def _ladder_texts(self) -> dict[Sector, LadderText]:
        return read_ladder_texts(self.settings.ladder_folder)

    @cached_property
    def _published(self) -> dict[Sector, tuple[int, str]]:
        # Nothing is published where nothing was ever stored, and reading ladders makes no database.
        if not (self.settings.database or self.settings.database_file.exists()):
            return {}
        with self.units() as unit:
            versions = unit.ladder_versions
            return {one: (at, versions.text(one, at)) for one, at in versions.in_use().items()}

    def ladders_changed(self) -> bool:
        """Say whether a ladder was published since the ladders in use were read."""
        if "ladders" not in self.__dict__:
            return False
        with self.units() as unit:
            in_use = dict(unit.ladder_versions.in_use())
        return in_use != {sector: number for sector, (number, _) in self._published.items()}

    def renewed(self) -> Services:
        """Return services on the ladders as they are now; what does not rest on them is kept."""
        fresh = replace(self)
        kept = {name: self.__dict__[name] for name in _BESIDE_LADDERS if name in self.__dict__}
        fresh.__dict__.update(kept)
        return fresh

    @cached_property
    def programme(self) -> Programme:
        """What the rows of a file are read against."""
        places = read_gazetteer(shared_path("data", "places.csv"))
        return Programme(self.organisation, self.ladders, places, self._refused)

    def _refused(self, codes: Collection[str]) -> dict[str, tuple[str, str]]:
        """Say which codes of participants may not come again, and what to do."""
        with self.units() as unit:
            merged = unit.merged.into(codes)
        refused = {
            code: (f"this code was merged into {into}", f"Write {into} instead.")
            for code, into in merged.items()
        }
        return refused | dict.fromkeys(
            self._deleted_among(codes),
            (
                "a person with this code was deleted and stays deleted",
                "Take the row out; give somebody new a code that was never used.",
            ),
        )

    def _deleted_among(self, codes: Collection[str]) -> list[str]:
        asked = [(self.organisation, ParticipantCode(code)) for code in codes]
        return [code for _, code in self.deleted.of(asked)]

    @cached_property
    def encoder(self) -> TextEncoder:
        """The encoder with its cache."""
        return with_cache(self._model, self.settings)

    @cached_property
    def shelf(self) -> IndexShelf:
        """Where the programme's indexes are kept; what lies where they are not is deleted.

        Raises
        ------
        SettingsError
            They are to be on a server that cannot keep them.
        """
        files = FolderShelf(self.settings.index_folder)
        if not self.settings.database:
            return files
        connections = Connections(self._database, self.organisation)
        if self.settings.index != "pgvector":
            forget_vectors(connections, self.organisation)
            return files
        shelf = PgShelf(connections, self.organisation)
        shelf.prepare()
        files.clear()
        return shelf

    @cached_property
    def rules(self) -> Rules:
        """Expert weights, and the calibrations for the encoder in use.

        Raises
        ------
        EmptyProgramme
            There is no ladder.
        """
        steps = self.ladders.must_have_steps()
        weights = shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8")
        told = [p for p in self._background if p.kind is TextKind.EXPERIENCE and p.sector]
        people = self.encoder.encode([p.text for p in told], TextKind.EXPERIENCE)
        trades = [p.sector for p in told if p.sector]
        skills = [(need.texts.sv, step.sector) for step in steps for need in step.skills]
        jobs = self.encoder.encode([step_text(step) for step in steps], TextKind.WORK)
        needs = self.encoder.encode([text for text, _ in skills], TextKind.WORK)
        return Rules(
            parse_weights(weights),
            work=fit_calibration(people, trades, jobs, [step.sector for step in steps]),
            skill=fit_calibration(people, trades, needs, [sector for _, sector in skills]),
        )

    @cached_property
    def uncentred_encoder(self) -> TextEncoder:
        """The encoder without means and cache, for measurements."""
        return UncentredEncoder(self._model)

    def load_encoder(self) -> None:
        """Load the weights now, so that the first unknown text does not wait for them."""
        self._model.encode(["."], TextKind.LABEL)

    def sector_reader(self, encoder: TextEncoder) -> SectorReader:
        """Return a reader of sectors on an encoder."""
        kept = KeptToldModels(self.settings.cache_folder / "readers")
        prototypes = (*ladder_prototypes(self.ladders), *self._background)
        return SectorReader(prototypes, encoder, recall=kept.recall)

    @cached_property
    def fusion(self) -> Fusion:
        """How dense and lexical likeness of labels become one."""
        from matcher.taxonomy.fusion import parse_fusion  # noqa: PLC0415  (loads SciPy)

        path = shared_path("models", "weights", "fusion-1.json")
        return parse_fusion(path.read_text(encoding="utf-8"))

    def label_ranker(
        self,
        labels: Sequence[str],
        encoder: TextEncoder,
        progress: Callable[[int, int], None] | None = None,
    ) -> LabelRanker:
        """Return a ranker of some labels on an encoder; it reads no database."""
        from matcher.taxonomy.label_ranker import LabelRanker  # noqa: PLC0415  (loads scikit-learn)

        return LabelRanker(labels, encoder, self.fusion, progress)

    @cached_property
    def sectors(self) -> SectorReader:
        """Reads the sector of a text."""
        return self.sector_reader(self.encoder)

    def register(
        self, occupations: Sequence[Occupation], facts: BesideFacts | None = None
    ) -> Register:
        """Return occupations with all that is known of them beside ways, ready to be ranked."""
        from matcher.planning.beside import Beside  # noqa: PLC0415  (loads SciPy)
        from matcher.planning.register import Register  # noqa: PLC0415  (loads SciPy)
        from matcher.planning.title_likeness import (  # noqa: PLC0415  (loads scikit-learn)
            title_likeness,
        )

        beside = Beside(occupations, facts)
        return Register(occupations, title_likeness(occupations, self.encoder), beside)

    def next_step_weights(self, path: Path | None = None) -> NextStepWeights:
        """Return the rules of the next-step score, those that ship when no file is given.

        Raises
        ------
        InputError
            There is no such file.
        """
        from matcher.planning.next_step_weights import (  # noqa: PLC0415  (loads SciPy)
            parse_next_step_weights,
        )

        file = path or shared_path("models", "weights", "next-step-2.json")
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The weights file {file} cannot be read: {error}.") from None
        return parse_next_step_weights(text)

    @cached_property
    def suggest(self) -> SuggestService:
        """Suggests jobs and people."""
        return SuggestService(
            self.units,
            self.organisation,
            self._engine,
            now=now,
            timer=time.perf_counter,
            new_id=_new_id,
        )

    @cached_property
    def planning_gaps(self) -> GapService:
        """Counts where open jobs and people do not meet."""
        from matcher.services.planning_gaps import GapService  # noqa: PLC0415  (loads SciPy)

        return GapService(self.units, self._planning_matching, now)

    @cached_property
    def pathways(self) -> PathwayService:
        """Finds the ways from a person to the jobs she wants."""
        from matcher.services.planning_gaps import PathwayService  # noqa: PLC0415  (loads SciPy)

        return PathwayService(self.units, self._planning_matching, now)

    @cached_property
    def planning_training(self) -> TrainingService:
        """Says which training, with how many seats, opens the most jobs."""
        from matcher.services.planning_gaps import TrainingService  # noqa: PLC0415  (loads SciPy)

        return TrainingService(self.units, self._planning_matching, now, time.perf_counter)

    @cached_property
    def suited(self) -> SuitedService:
        """Says which people each training suits."""
        from matcher.services.planning_gaps import SuitedService  # noqa: PLC0415  (loads SciPy)

        return SuitedService(self.units, self._planning_matching, now)

    @cached_property
    def planning_desk(self) -> DeskService:
        """Counts the tables of the planner's desk, and keeps them while nothing changes."""
        from matcher.services.planning_gaps import DeskService  # noqa: PLC0415  (loads SciPy)

        return DeskService(self.units, self._planning_matching, now)

    @cached_property
    def what_if(self) -> WhatIfService:
        """Allocates again with more seats, places or a course of Swedish."""
        from matcher.services.planning_gaps import WhatIfService  # noqa: PLC0415  (loads SciPy)

        return WhatIfService(self.units, self._planning_matching, now)

    def _planning_matching(self) -> Matching:
        from matcher.services.planning_gaps import Matching  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return Matching(
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.seed,
            self.usual_entry,
        )

    @cached_property
    def usual_entry(self) -> Mapping[str, UsualEntry]:
        """Who may usually come to each training of the ladders."""
        return read_usual_entry(self.settings.entry_rules_file)

    @cached_property
    def drafts(self) -> DraftService:
        """Shares out all places at once, as a draft."""
        from matcher.services.drafts import DraftService  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return DraftService(
            self.units,
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.software,
            now=now,
            new_id=_new_id,
        )

    @cached_property
    def spreads(self) -> SpreadService:
        """Spreads openings over everybody's lists, and shows their shares."""
        from matcher.services.drafts import SpreadService  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return SpreadService(
            self.units,
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.software,
            now=now,
            new_id=_new_id,
            seed=engine.seed,
        )

    @cached_property
    def replay(self) -> ReplayService:
        """Makes past lists again."""
        engine = replace(self._engine, shelf=MemoryShelf())
        return ReplayService(self.units, self.organisation, engine)

    @cached_property
    def retention(self) -> RetentionPlan:
        """How long what is kept of people lasts."""
        return read_retention_plan(self.settings.retention_file)

    @cached_property
    def clock_jobs(self) -> tuple[Job, ...]:
        """Every job that time brings, in the order they run; another is one more line."""
        from matcher.interchange.working_days import (  # noqa: PLC0415  (loads holidays)
            is_swedish_working_day,
        )

        return (
            ProposalJob(self.units),
            ReminderJob(self.units, self._put_messages, is_swedish_working_day),
            FollowUpJob(self.units, self._put_messages),
            EndingFactJob(self.units, self._put_messages),
            PlacementJob(self.units),
            ImportJob(self.units, self.retention),
            RetentionJob(
                self.units, self.retention, lambda code: self.persons.delete(code, by=BY_CLOCK)
            ),
            UploadJob(self.upload_folder),
        )

    def _put_messages(
        self, unit: UnitOfWork, messages: Sequence[Message], *, by: str, at: datetime
    ) -> None:
        # Looked up late, so that jobs are listed even where a ladder cannot be read.
        self.outbox.put_with(unit, messages, by=by, at=at)

    @cached_property
    def jobs(self) -> JobService:
        """Runs and lists what is done because time has passed."""
        return JobService(self.units, self.clock_jobs, now, _new_id)

    @cached_property
    def audit(self) -> AuditService:
        """Reads the audit log."""
        return AuditService(self.units)

    @cached_property
    def agreement(self) -> AgreementService:
        """Says how often reviewers agree with what is suggested."""
        return AgreementService(self.units)

    @cached_property
    def reports(self) -> ReportService:
        """Counts what happened, with definitions."""
        from matcher.services.reports import ReportService  # noqa: PLC0415  (loads SciPy)

        return ReportService(self.units, now)

    @cached_property
    def case_figures(self) -> CaseFigureService:
        """Counts one's own people, with the rows behind each figure."""
        return CaseFigureService(self.units, now)

    @cached_property
    def target_report(self) -> TargetReportService:
        """Counts who feels closer to work or studies."""
        from matcher.services.target_report import (  # noqa: PLC0415  (loads SciPy)
            TargetReportService,
        )

        return TargetReportService(self.units, now)

    @cached_property
    def questions(self) -> QuestionService:
        """Puts questions to people about themselves, and keeps what they answer."""
        shipped = shared_path("data", "instruments", "own.yaml")
        return QuestionService(self.units, now, _new_id, lambda: read_instrument(shipped))

    @cached_property
    def stop_switch(self) -> StopService:
        """Stops suggestions for everybody."""
        return StopService(self.units, now)

    @cached_property
    def review(self) -> ReviewService:
        """Records decisions."""
        return ReviewService(self.commands)

    @cached_property
    def commands(self) -> Commands:
        """Runs commands, each in one transaction."""
        return Commands(self.units, now, self.outbox.put_with)

    @cached_property
    def asking(self) -> AskingService:
        """Asks people, and records what they answer."""
        return AskingService(self.commands)

    @cached_property
    def presenting(self) -> PresentingService:
        """Brings people and employers together."""
        return PresentingService(self.commands)

    @cached_property
    def placing(self) -> PlacingService:
        """Takes places and gives them back."""
        return PlacingService(self.commands)

    @cached_property
    def placements(self) -> PlacementService:
        """Records how placements go."""
        return PlacementService(self.commands, self.placing)

    @cached_property
    def follow_ups(self) -> FollowUpService:
        """Records follow-ups."""
        return FollowUpService(self.commands)

    @cached_property
    def leads(self) -> LeadService:
        """Moves leads."""
        return LeadService(self.commands)

    @cached_property
    def own_openings(self) -> OwnOpeningService:
        """Moves openings that were agreed with employers."""
        return OwnOpeningService(self.commands)

    @cached_property
    def calls(self) -> CallService:
        """Opens what employers agree to on the phone."""
        return CallService(self.commands)

    @cached_property
    def line_pages(self) -> LinePageService:
        """Reads for the pages from the review to the job and after."""
        return LinePageService(self.units, self.ladders, now)

    @cached_property
    def disclosure(self) -> DisclosureService:
        """Records what people permit employers to know, and what is told."""
        return DisclosureService(
            self.units, self.ladders, now, _new_id, self._withdrawals.from_openings
        )

    @cached_property
    def _withdrawals(self) -> Withdrawals:
        return Withdrawals(self.outbox.put_with)

    @cached_property
    def outbox(self) -> OutboxService:
        """Keeps messages until a person takes them out."""
        return OutboxService(self.units, self.ladders, now, _new_id, self._mail())

    def _mail(self) -> MailRelay | None:
        relay = self.settings.mail_host_and_port
        if relay is None:
            return None
        from matcher.interchange.mail_relay import MailRelay  # noqa: PLC0415  (loads the mail library)

        return MailRelay(*relay, self.settings.mail_sender)

    @cached_property
    def day(self) -> DayService:
        """The lists of a LinkWorker's day, and whose turn it is."""
        from matcher.interchange.working_days import (  # noqa: PLC0415  (loads holidays)
            is_swedish_working_day,
        )

        return DayService(self.units, now, is_swedish_working_day, self.settings.queue_budget)

    @cached_property
    def queues(self) -> QueueService:
        """Reads for the review screens."""
        return QueueService(self.units)

    @cached_property
    def search(self) -> SearchService:
        """Finds people and openings by a few letters."""
        return SearchService(self.units)

    @cached_property
    def accounts(self) -> AccountService:
        """Manages users."""
        return AccountService(self.units, now, _new_id)

    @cached_property
    def listings(self) -> ListingService:
        """Reads lists for programs."""
        return ListingService(self.units, now)

    @cached_property
    def feed(self) -> FeedService:
        """Reads what happened, for programs that follow."""
        return FeedService(self.units, now, self._feed_key)

    def _feed_key(self) -> bytes:
        return bytes.fromhex(
            keyed_digest(self.session_key.encode().hex(), f"feed {self.organisation}")
        )

    @cached_property
    def tokens(self) -> TokenService:
        """Makes, lists and revokes tokens of programs, and says who has one."""
        return TokenService(self.units, now, _new_id)

    @cached_property
    def demo_accounts(self) -> DemoAccountService:
        """Makes the users of the demo."""
        return DemoAccountService(self.units, now, self.settings.programme)

    @cached_property
    def session_key(self) -> str:
        """What signs sessions; see :func:`matcher.persistence.secret_key.session_key`."""
        return session_key(self.settings)

    @cached_property
    def caseloads(self) -> CaseloadService:
        """Says who is responsible for whom."""
        return CaseloadService(self.units, now, _new_id)

    @cached_property
    def caseload_moves(self) -> CaseloadMoves:
        """Moves people between caseloads, several at once, and takes that back."""
        return CaseloadMoves(self.units, now)

    @cached_property
    def covers(self) -> CoverService:
        """Lists and ends what colleagues stand in for."""
        return CoverService(self.units, now)

    @cached_property
    def answer_links(self) -> AnswerLinkService:
        """Takes answers of those without an account."""
        return AnswerLinkService(self.units, now, LinkAnswers(self.commands).record)

    @cached_property
    def employer_links(self) -> EmployerLinks:
        """Shows employers what they may know by a link, and takes what they answer."""
        from matcher.interchange.working_days import (  # noqa: PLC0415  (loads holidays)
            is_swedish_working_day,
        )

        return EmployerLinks(self.commands, self.placing, self.ladders, is_swedish_working_day)

    @cached_property
    def own_links(self) -> OwnLinkService:
        """Opens the own pages of people."""
        return OwnLinkService(self.units, now)

    @cached_property
    def own_jobs(self) -> OwnJobService:
        """Shows people their suggested jobs, and takes their answers."""
        record = LinkAnswers(self.commands).record
        return OwnJobService(self.units, now, record, self.outbox.put_with)

    @cached_property
    def own_wishes(self) -> OwnWishService:
        """Keeps what people say themselves about the work they want."""
        return OwnWishService(self.units, self.ladders, now)

    @cached_property
    def posting(self) -> PostingLinks:
        """Takes jobs that employers post."""
        return PostingLinks(self.commands, self.ladders, self.organisation)

    @cached_property
    def employer_desk(self) -> EmployerDeskService:
        """Shows openings of employers."""
        return EmployerDeskService(self.units)

    @cached_property
    def relations(self) -> RelationService:
        """Keeps relations with employers."""
        return RelationService(self.units, now, _new_id)

    @cached_property
    def indexes(self) -> IndexService:
        """Builds and verifies indexes."""
        parts = (self.units, self.ladders, self.encoder, self.shelf, now)
        if isinstance(self.shelf, PgShelf):
            return IndexService(*parts, self.shelf.make_graph)
        return IndexService(*parts)

    @cached_property
    def intake(self) -> IntakeService:
        """Imports participants and openings."""
        vectors = self._vectors_with_rows
        return IntakeService(
            self.units,
            _LateMapper(self),
            now,
            _LateLinking(self),
            self._deleted_among,
            None if vectors is None else vectors.embed_ahead,
        )

    @property
    def upload_folder(self) -> UploadFolder:
        """Where files lie that were brought in through the browser and are not saved yet."""
        return UploadFolder(self.settings.home / "uploads" / self.settings.programme)

    @cached_property
    def uploads(self) -> UploadService:
        """Looks at files before they are saved."""
        reader = UploadReader(self.programme)
        return UploadService(
            self.units, self.upload_folder, reader, now, lambda: secrets.token_hex(16)
        )

    @cached_property
    def first_hour(self) -> FirstHourService:
        """Reads what came of an import."""
        return FirstHourService(self.units, self.ladders, now)

    @cached_property
    def columns(self) -> ColumnRegister:
        """What every column of the database is for."""
        return read_column_register(shared_path("data", "register", "columns.yaml"))

    def column_faults(self) -> list[str]:
        """Say which columns nobody has answered for, or that may not be; none when all is well."""
        return self.columns.faults(columns_there())

    @property
    def deleted(self) -> DeletedCodes:
        """Who was deleted, kept beside the databases."""
        return DeletedCodes(self.settings.home, self.settings.programme)

    @cached_property
    def persons(self) -> PersonService:
        """Gives a person's data out, and deletes it."""
        cached = with_cache(self._model, self.settings)
        return PersonService(
            self.units,
            self.organisation,
            self.deleted,
            Traces(
                self.shelf,
                cached,
                forget=cached.forget,
                scrub=self.storage.scrub,
            ),
            now,
        )

    def own_data(self, code: ParticipantCode) -> tuple[str, bytes]:
        """Return everything about a person as JSON, and as a ZIP archive of CSV files."""
        rows = self.persons.own_data(code)
        purposes = {one.name: one.purpose for one in self.columns.columns}
        return own_data_json(rows, purposes), own_data_archive(rows)

    def table_file(self, ending: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a table as a file, see :func:`matcher.interchange.table_bytes.table_bytes`."""
        return table_bytes(ending, heads, rows)

    @cached_property
    def rights(self) -> RightsService:
        """Pauses, and ends the use of a person's data."""
        cached = with_cache(self._model, self.settings)
        return RightsService(
            self.units,
            self.retention,
            leave=self._withdrawals.from_everything,
            vectors=Vectors(self.shelf, cached, cached.forget),
            now=now,
        )

    @cached_property
    def applying(self) -> ApplicationService:
        """Composes CVs and short applications, and keeps what is written in them."""
        return ApplicationService(self.units, self.ladders, now)

    @cached_property
    def plans(self) -> PlanService:
        """Keeps the plans of people: parallel activities, with all their versions."""
        return PlanService(self.units, now)

    @cached_property
    def demand_notes(self) -> DemandNoteService:
        """Keeps what planners write about the demand in municipalities."""
        return DemandNoteService(self.units, now)

    @cached_property
    def histories(self) -> HistoryService:
        """Reads what happened to people."""
        return HistoryService(self.units)

    @cached_property
    def steps(self) -> StepService:
        """Agrees, publishes and retires steps of the ladders."""
        return StepService(self.units, self.ladders, now)

    @cached_property
    def ladder_pages(self) -> LadderPageService:
        """Reads for the pages about ladders."""
        return LadderPageService(self.units, self.ladders, now)

    @cached_property
    def way(self) -> WayService:
        """Moves people into the programme and out of it."""
        return WayService(self.units, now, self._withdrawals)

    @cached_property
    def corrections(self) -> CorrectionService:
        """Carries changes of profiles to index, cache and open suggestions."""
        return CorrectionService(
            self.units,
            shelf=self.shelf,
            encoder=self.encoder,
            forget=with_cache(self._model, self.settings).forget,
            suggest=lambda code, by: self.suggest.for_participant(code, CORRECTED_TOP, by),
            now=now,
        )

    @cached_property
    def duplicates(self) -> DuplicateService:
        """Makes two rows about one person one."""
        return DuplicateService(self.units, self.shelf, self.encoder, now)

    @cached_property
    def looks(self) -> LookService:
        """Keeps who looked at whom."""
        return LookService(self.units, now)

    def back_up(
        self, archive: Path, *, force: bool, progress: Callable[[int, int], None]
    ) -> BackupManifest:
        """Back the database up, see :func:`matcher.persistence.backup.back_up`."""
        settings = self.settings
        made = BackupAbout(version("stegvis"), settings.programme, now(), len(self.deleted.marks()))
        manifest = self.storage.back_up(archive, made, force=force, progress=progress)
        remember_backup(settings.database_file, archive, manifest)
        return manifest

    def look_at_database(self) -> DatabaseLook:
        """Look at the database as it is there."""
        return self.storage.look()

    def last_backup(self) -> LastBackup | None:
        """Return when the database was backed up last, and where to."""
        return last_backup(self.settings.database_file)

    def deleted_but_there(self) -> list[str]:
        """Return the codes on the list of the deleted that are in the database all the same."""
        with self.units() as unit:
            people = [(self.organisation, person.code) for person in unit.participants.all()]
        return [code for _, code in self.deleted.of(people)]

    def restore(
        self,
        archive: Path,
        *,
        dry_run: bool,
        without_list: bool,
        progress: Callable[[int, int], None],
    ) -> RestoreReport:
        """Restore a backup, see :meth:`matcher.persistence.restore.Restore.run`.

        Ask for it before anything that opens the database.
        """
        return Restore(self.settings, self.deleted, now()).run(
            archive, dry_run=dry_run, without_list=without_list, progress=progress
        )

    @cached_property
    def taxonomy(self) -> TaxonomyService:
        """Imports, lists and searches public taxonomies."""
        return TaxonomyService(self.units, now)

    @cached_property
    def taxonomy_versions(self) -> TaxonomyVersionService:
        """Goes back to an earlier version of a taxonomy."""
        return TaxonomyVersionService(self.units, now)

    @cached_property
    def occupation_register(self) -> OccupationRegisterService:
        """Reads occupations and ways out of the imported taxonomy."""
        from matcher.services.occupation_register import (  # noqa: PLC0415  (loads SciPy)
            OccupationRegisterService,
        )

        return OccupationRegisterService(self.units)

    @cached_property
    def linking(self) -> LinkService:
        """Links free text to occupations and skills."""
        from matcher.taxonomy.letters import LexicalRanker  # noqa: PLC0415  (loads scikit-learn)

        curves = shared_path("models", "linking", "confidence-1.json")
        rankers = Rankers(
            self.encoder,
            self.label_ranker,
            LexicalRanker,
            parse_confidence(curves.read_text(encoding="utf-8")),
        )
        return LinkService(self.units, self.ladders, rankers)

    @cached_property
    def concepts(self) -> ConceptService:
        """Suggests concepts for what people told, and records who confirmed them."""
        return ConceptService(self.units, self.linking, now)

    @cached_property
    def occupations(self) -> OccupationService:
        """Shows what openings may be, and records who confirmed it."""
        return OccupationService(self.units, now)

    @cached_property
    def _engine(self) -> Engine:
        return Engine(
            self.ladders,
            self.encoder,
            self.shelf,
            self.rules,
            self.sectors.trades,
            SEED,
            version("stegvis"),
            MemoryShelf(),
        )

    @cached_property
    def _model(self) -> SentenceEncoder:
        return open_sentence_encoder(self.settings, self.progress)

    @cached_property
    def _background(self) -> tuple[Prototype, ...]:
        return read_labelled_texts(shared_path("data", "reference"))


@dataclass(frozen=True)
class _LateMapper:
    """Maps ads; readers are made with the first ad, so that people can be imported without."""

    services: Services

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        if not ads:
            return []
        services = self.services
        services.ladders.must_have_steps()
        steps = StepReader(services.ladders, services.encoder)
        return LadderAdMapper(services.ladders, services.sectors, steps).map(ads)


@dataclass(frozen=True)
class _LateLinking:
    """Links titles; what that needs is made with the first opening that has no codes."""

    services: Services

    def link(
        self, texts: Sequence[str], lang: str, *, kinds: Collection[ConceptKind], limit: int
    ) -> list[tuple[Link, ...]]:
        return self.services.linking.link(texts, lang, kinds=kinds, limit=limit)


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


def build_services(settings: Settings, progress: Callable[[str], None] | None = None) -> Services:
    """Return the services; nothing is opened or loaded before it is needed."""
    return Services(settings, progress)
