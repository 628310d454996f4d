"""The columns of a participant file."""

from __future__ import annotations

from matcher.domain.language import LanguageSource, SfiCourse
from matcher.domain.participant import MayWorkStatus, ParticipantState
from matcher.domain.place import TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import ExperienceKind
from matcher.interchange import cells
from matcher.interchange.columns import Column
from matcher.interchange.shared_columns import (
    HOURS_COLUMNS,
    PLACE_COLUMNS,
    SECTORS,
    SWEDISH_AREAS,
    swedish_column,
)

EXPERIENCES = 6

_STATES = {
    "remitterad": ParticipantState.REFERRED,
    "informerad": ParticipantState.INFORMED,
    "kartlagd": ParticipantState.MAPPED,
    "aktiv": ParticipantState.ACTIVE,
    "pausad": ParticipantState.PAUSED,
    "avslutad": ParticipantState.COMPLETED,
}
_MODES = {
    "gå": TravelMode.WALK,
    "till fots": TravelMode.WALK,
    "cykel": TravelMode.BICYCLE,
    "kollektivtrafik": TravelMode.PUBLIC_TRANSPORT,
    "bil": TravelMode.CAR,
}
_KINDS = {
    "formell": ExperienceKind.FORMAL,
    "anställning": ExperienceKind.FORMAL,
    "informell": ExperienceKind.INFORMAL,
    "omsorg hemma": ExperienceKind.CARE_AT_HOME,
}
_COURSES = {course.value.lower(): course for course in SfiCourse}
_SOURCES = {
    "själv": LanguageSource.SELF,
    "lärare": LanguageSource.TEACHER,
    "prov": LanguageSource.TEST,
}
_MAY_WORK = {
    "ja": MayWorkStatus.YES,
    "begränsat": MayWorkStatus.RESTRICTED,
    "kontrollera": MayWorkStatus.TO_CHECK,
}

C = Column

_PERSON = (
    C(
        "code",
        ("kod", "deltagarkod"),
        cells.code,
        "Deltagarens kod, till exempel P001; aldrig namn eller personnummer.",
        "Code of the participant, such as P001; never a name or personal number.",
        required=True,
    ),
    C(
        "preferred_language",
        ("språk", "föredraget språk"),
        cells.language_tag,
        "Språk att tala: sv, en, ar, uk, so, fa, prs, ti ...",
        "Language to speak: sv, en, ar, uk, so, fa, prs, ti ...",
    ),
    C(
        "state",
        ("status", "läge"),
        cells.choice(ParticipantState, _STATES),
        "Var i programmet: active (aktiv), paused (pausad) ...",
        "Where in the programme: active, paused ...",
    ),
)
_AVAILABILITY = (
    *HOURS_COLUMNS,
    C(
        "available_from",
        ("tillgänglig från", "kan börja"),
        cells.day,
        "Kan börja, ÅÅÅÅ-MM-DD.",
        "Can start, YYYY-MM-DD.",
    ),
    C(
        "travel_mode",
        ("färdsätt", "resa"),
        cells.choice(TravelMode, _MODES),
        "Färdsätt: gå, cykel, kollektivtrafik eller bil.",
        "Way to work: walk, bicycle, public_transport or car.",
    ),
    C(
        "max_travel_minutes",
        ("högsta restid", "restid"),
        cells.whole(0, 300),
        "Längsta resa en väg, i minuter.",
        "Longest way, in minutes one way.",
    ),
    C("driving_licence", ("körkort",), cells.yes_no, "Körkort B, ja/nej.", "Licence B, yes/no."),
)
_EDUCATION = (
    C(
        "education_level",
        ("utbildningsnivå",),
        cells.whole(0, 6),
        "Utbildningsnivå, SUN 2020, 0-6.",
        "Level of schooling, SUN 2020, 0 to 6.",
    ),
    C(
        "education_field",
        ("utbildningsinriktning", "utbildning"),
        cells.words,
        "Inriktning med egna ord.",
        "Field, in own words.",
    ),
    C(
        "education_foreign",
        ("utländsk utbildning",),
        cells.yes_no,
        "Utbildning från annat land, ja/nej.",
        "Schooling from another country, yes/no.",
    ),
    C(
        "education_validated",
        ("validerad utbildning", "validerad"),
        cells.yes_no,
        "Utbildningen är validerad, ja/nej.",
        "The schooling is validated, yes/no.",
    ),
)


_LANGUAGE = (
    C(
        "sfi_track",
        ("sfi studieväg", "studieväg"),
        cells.whole(1, 3),
        "Studieväg i sfi, 1-3 (takt, inte nivå).",
        "SFI study path, 1 to 3 (a pace, no level).",
    ),
    C(
        "sfi_attended",
        ("sfi läser", "sfi kurs"),
        cells.choice(SfiCourse, _COURSES),
        "Sfi-kurs som pågår, A-D.",
        "SFI course attended now, A to D.",
    ),
    C(
        "sfi_passed",
        ("sfi godkänd", "sfi klar"),
        cells.choice(SfiCourse, _COURSES),
        "Högsta godkända sfi-kurs, A-D.",
        "Highest SFI course passed, A to D.",
    ),
    C(
        "sfi_passed_on",
        ("sfi godkänd datum",),
        cells.day,
        "Dag då kursen blev godkänd.",
        "Day of passing.",
    ),
    swedish_column("overall", "svenska", "alla delar, att bekräfta", "all areas, to be confirmed"),
    *SWEDISH_AREAS,
    C(
        "swedish_source",
        ("svenska källa", "svenska enligt"),
        cells.choice(LanguageSource, _SOURCES),
        "Vem som säger nivån: själv, lärare eller prov.",
        "Who says the level: self, teacher or test.",
    ),
    C(
        "languages",
        ("andra språk", "övriga språk"),
        cells.languages,
        "Andra språk, till exempel ar:C2|en:B1|so.",
        "Other languages, such as ar:C2|en:B1|so.",
    ),
)


def _experience(number: int) -> tuple[Column, ...]:
    name, alias = f"experience_{number}", f"erfarenhet {number}"
    return (
        C(
            name,
            (alias,),
            cells.words,
            f"Erfarenhet {number} med egna ord, på vilket språk som helst.",
            f"Experience {number} in own words, in any language.",
        ),
        C(
            f"{name}_lang",
            (f"{alias} språk",),
            cells.language_tag,
            "Textens språk.",
            "Language of the text.",
        ),
        C(
            f"{name}_months",
            (f"{alias} månader",),
            cells.whole(0, 900),
            "Hur många månader.",
            "How many months.",
        ),
        C(
            f"{name}_kind",
            (f"{alias} typ",),
            cells.choice(ExperienceKind, _KINDS),
            "formell, informell eller omsorg hemma.",
            "formal, informal or care_at_home.",
        ),
    )


_REST = (
    C(
        "skills",
        ("kompetenser", "kan"),
        cells.split,
        "Vad personen kan, med | emellan.",
        "What the person can do, separated by |.",
    ),
    C(
        "skills_confirmed_by",
        ("kompetenser bekräftade av",),
        cells.words,
        "Roll som har bekräftat, till exempel handledare.",
        "Role that has confirmed it, such as supervisor.",
    ),
    C(
        "certificates",
        ("intyg", "certifikat"),
        cells.certificates,
        "Intyg, till exempel food_hygiene|truck_tlp10:2028-05-01; inga = har inga.",
        "Certificates, such as food_hygiene|truck_tlp10:2028-05-01; none = has none.",
    ),
    C(
        "wished_sectors",
        ("önskade branscher", "önskad bransch"),
        cells.choices(Sector, SECTORS),
        "Önskade branscher: äldreomsorg|industri|kök|bygg.",
        "Wished trades: elderly_care|industry|kitchens|construction.",
    ),
    C(
        "wished_steps",
        ("önskade steg", "önskade jobb"),
        cells.name_ids,
        "Önskade steg, som i `stegvis ladders list`.",
        "Wished steps, as in `stegvis ladders list`.",
    ),
    C(
        "avoid",
        ("undvik", "vill undvika"),
        cells.name_ids,
        "Uppgifter att undvika, till exempel heavy_lifting|nights; aldrig varför.",
        "Tasks to avoid, such as heavy_lifting|nights; never why.",
    ),
    C(
        "may_work",
        ("får arbeta", "arbetstillstånd"),
        cells.choice(MayWorkStatus, _MAY_WORK),
        "Får arbeta: ja, begränsat eller kontrollera.",
        "May work: yes, restricted or to_check.",
    ),
    C(
        "may_work_until",
        ("får arbeta till",),
        cells.day,
        "Sista dag, om det finns en.",
        "Last day, if there is one.",
    ),
    C("is_adult", ("myndig", "vuxen"), cells.yes_no, "Har fyllt 18, ja/nej.", "Is 18, yes/no."),
    C(
        "phone_only",
        ("bara telefon", "skriv inte"),
        cells.yes_no,
        "Vill inte ha brev, länk eller meddelande, bara telefon: ja/nej.",
        "Wants no letter, link or message, telephone only: yes/no.",
    ),
)

PARTICIPANT_COLUMNS: tuple[Column, ...] = (
    *_PERSON,
    *PLACE_COLUMNS,
    *_AVAILABILITY,
    *_EDUCATION,
    *_LANGUAGE,
    *(column for number in range(1, EXPERIENCES + 1) for column in _experience(number)),
    *_REST,
)
"""Every column of a participant file, in the order of exports."""
