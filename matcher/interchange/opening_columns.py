"""The columns of an opening file."""

from __future__ import annotations

from matcher.domain.opening import EmploymentForm, OpeningKind, OpeningState, SubsidyState
from matcher.domain.sector import Sector
from matcher.interchange import cells
from matcher.interchange.columns import Column
from matcher.interchange.shared_columns import (
    HOURS_COLUMNS,
    PLACE_COLUMNS,
    SECTORS,
    SWEDISH_AREAS,
)

C = Column

_STATES = {
    "utkast": OpeningState.DRAFT,
    "inskickad": OpeningState.SUBMITTED,
    "öppen": OpeningState.OPEN,
    "pausad": OpeningState.PAUSED,
    "stängd": OpeningState.CLOSED,
    "ny": OpeningState.NEW,
}
_FORMS = {
    "tillsvidare": EmploymentForm.PERMANENT,
    "provanställning": EmploymentForm.PROBATION,
    "visstid": EmploymentForm.FIXED_TERM,
    "timanställning": EmploymentForm.HOURLY,
    "subventionerad": EmploymentForm.SUBSIDISED,
}
_SUBSIDY = {
    "ansökt": SubsidyState.APPLIED,
    "beviljad": SubsidyState.GRANTED,
    "avslagen": SubsidyState.REFUSED,
}

_WHAT = (
    C(
        "opening_id",
        ("id", "jobbnummer"),
        cells.code,
        "Jobbets nummer; samma nummer igen ändrar jobbet.",
        "Number of the opening; the same number again changes it.",
        required=True,
    ),
    C(
        "kind",
        ("typ",),
        cells.choice(OpeningKind, {"eget": OpeningKind.OWN, "annons": OpeningKind.LEAD}),
        "own = överenskommet med arbetsgivaren, lead = annons.",
        "own = agreed with the employer, lead = an ad.",
    ),
    C(
        "state",
        ("status", "läge"),
        cells.choice(OpeningState, _STATES),
        "Läge när jobbet skapas: draft (utkast), open (öppen) ...",
        "State when it is made: draft, open ...",
    ),
    C(
        "employer_id",
        ("arbetsgivarnummer",),
        cells.code,
        "Arbetsgivarens nummer hos er; annars görs ett av namnet. Aldrig organisationsnummer.",
        "Your number of the employer; made from the name otherwise. Never a registration number.",
    ),
    C(
        "employer",
        ("arbetsgivare",),
        cells.words,
        "Arbetsgivarens namn.",
        "Name of the employer.",
        required=True,
    ),
    C(
        "employer_sector",
        ("arbetsgivarens bransch",),
        cells.choice(Sector, SECTORS),
        "Arbetsgivarens bransch.",
        "Trade of the employer.",
    ),
    C("site", ("arbetsplats",), cells.words, "Arbetsplatsens namn.", "Name of the workplace."),
    C("title", ("titel", "rubrik"), cells.words, "Jobbets titel.", "Title.", required=True),
    C(
        "text",
        ("beskrivning",),
        cells.words,
        "Vad man gör i jobbet.",
        "What one does in the job.",
        required=True,
    ),
    C(
        "step",
        ("steg",),
        cells.name_id,
        "Steg på stegen, som i `stegvis ladders list`.",
        "Ladder step, as in `stegvis ladders list`.",
    ),
    C("sector", ("bransch",), cells.choice(Sector, SECTORS), "Bransch.", "Trade."),
    C("places", ("platser",), cells.whole(1, 1000), "Antal platser.", "Number of places."),
    C(
        "presentation_slots",
        ("presentationer",),
        cells.whole(0, 5000),
        "Hur många som får presenteras; annars tre per plats.",
        "How many may be presented; three a place otherwise.",
    ),
)
_TERMS = (
    C(
        "form",
        ("anställningsform", "anställning"),
        cells.choice(EmploymentForm, _FORMS),
        "Anställningsform: tillsvidare, provanställning, visstid, timanställning, "
        "subventionerad, praktik.",
        "Form: permanent, probation, fixed_term, hourly, subsidised, praktik.",
    ),
    C(
        "pay_line",
        ("lön", "lönerad"),
        cells.words,
        "Lönen som människor läser den, till exempel kollektivavtal.",
        "The pay as people read it, such as collective agreement.",
    ),
    C(
        "subsidy_kind",
        ("stöd", "subvention"),
        cells.words,
        "Vilket stöd, när jobbet är subventionerat.",
        "Which subsidy, when it is subsidised.",
    ),
    C(
        "subsidy_state",
        ("stöd status", "subvention status"),
        cells.choice(SubsidyState, _SUBSIDY),
        "Stödet är ansökt, beviljad eller avslagen.",
        "The subsidy is applied, granted or refused.",
    ),
    C(
        "decided_by",
        ("beslutas av",),
        cells.words,
        "Praktik: vem beslutar.",
        "Praktik: who decides.",
    ),
    C(
        "insured_by",
        ("försäkras av",),
        cells.words,
        "Praktik: vem försäkrar.",
        "Praktik: who insures.",
    ),
    C("end", ("slut", "slutdatum"), cells.day, "Sista dag.", "Last day."),
    C("start", ("startdatum", "börjar"), cells.day, "Första dag.", "First day."),
    C(
        "deadline",
        ("sista ansökningsdag",),
        cells.day,
        "Sista ansökningsdag.",
        "Last day to apply.",
    ),
    *HOURS_COLUMNS,
)
_ASKS = (
    C("must_have", ("krav",), cells.split, "Krav, med | emellan.", "Demands, separated by |."),
    C(
        "nice_to_have",
        ("meriterande",),
        cells.split,
        "Meriterande, med | emellan.",
        "What is a plus, separated by |.",
    ),
    *SWEDISH_AREAS,
    C(
        "swedish_for_task",
        ("svenska till uppgift",),
        cells.words,
        "Vilken uppgift som behöver svenskan; krävs när en nivå anges.",
        "Which task needs the Swedish; required when a level is given.",
    ),
    C(
        "certificates",
        ("intyg", "certifikat"),
        cells.name_ids,
        "Intyg som krävs, till exempel food_hygiene|truck_tlp10.",
        "Certificates asked for, such as food_hygiene|truck_tlp10.",
    ),
    C(
        "driving_licence",
        ("körkort",),
        cells.yes_no,
        "Körkort krävs, ja/nej.",
        "A driving licence is asked for, yes/no.",
    ),
)
_OFFERS = (
    C(
        "asset_languages",
        ("språk som tillgång",),
        cells.language_tags,
        "Språk som är en tillgång, till exempel ar|so.",
        "Languages that are an asset, such as ar|so.",
    ),
    C(
        "cultural_competence",
        ("kulturkompetens",),
        cells.words,
        "Kulturkompetens som är en tillgång.",
        "Cultural competence that is an asset.",
    ),
    C("mentor", ("handledare",), cells.yes_no, "Handledare finns, ja/nej.", "A mentor, yes/no."),
    C(
        "trainable_on_job",
        ("lär på jobbet", "upplärning"),
        cells.yes_no,
        "Kan läras på jobbet, ja/nej.",
        "Can be learnt on the job, yes/no.",
    ),
    C("contact", ("kontakt",), cells.words, "Vem man når.", "Whom to reach."),
    C(
        "exposure_cap",
        ("högst visas för",),
        cells.whole(0, 100_000),
        "För hur många jobbet högst visas.",
        "To how many people it is shown at most.",
    ),
)

OPENING_COLUMNS: tuple[Column, ...] = (*_WHAT, *_TERMS, *PLACE_COLUMNS, *_ASKS, *_OFFERS)
"""Every column of an opening file, in the order of exports."""
