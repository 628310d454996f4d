"""Words that stand above columns in the lists of others, and what they mean in our format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.importing import ImportKind
from matcher.domain.upload import Private
from matcher.interchange.columns import Column, normal_header
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Mapping[ImportKind, tuple[Column, ...]] = {
    ImportKind.PARTICIPANTS: PARTICIPANT_COLUMNS,
    ImportKind.OPENINGS: OPENING_COLUMNS,
}

_PLACE = {
    "district": "bor i, bor, bostadsområde, neighbourhood, area, district name, del av staden",
    "municipality": "ort, stad, hemkommun, bostadsort, city, town, kommun/stad",
    "hours_min": "minst tim, min timmar, minimum hours",
    "hours_max": "timmar, tim/vecka, tim/v, timmar per vecka, timmar/vecka, hours, hours per week, "
    "arbetstid, max timmar, veckoarbetstid",
    "shifts": "tider, passar tider, kan jobba tider, working times, pass",
}
_PEOPLE = {
    **_PLACE,
    "code": "id, deltagar-id, deltagarid, deltagarnr, deltagarnummer, kodnr, kodnummer, pseudonym, "
    "participant, participant code, participant id, intern kod, vår kod",
    "preferred_language": "modersmål, talar, kontaktspråk, tolkspråk, mother tongue, language, "
    "native language, speaks, first language, förstaspråk",
    "available_from": "startdatum, ledig från, start, available, när börja, kan börja när, "
    "kan börja från, kan starta",
    "travel_mode": "resesätt, transport, tar sig till jobbet, reser med",
    "max_travel_minutes": "max restid, restid max, restid minuter, restid (min), pendling, commute",
    "driving_licence": "b-körkort, körkort b, körkort?, driver's license, driving license, licence",
    "education_level": "sun, sun nivå, utbildning nivå",
    "education_field": "studier, education, skolgång, har studerat",
    "sfi_attended": "sfi, sfi nivå, pågående sfi, läser sfi, sfi-kurs nu, sfi nu",
    "sfi_passed": "avklarad sfi, sfi betyg, klar sfi, godkänd sfi",
    "sfi_track": "spår, sfi spår",
    "swedish_overall": "svenskanivå, nivå svenska, svenska nivå, svenska (cefr), swedish, cefr, "
    "swedish level, språknivå",
    "languages": "språkkunskaper, other languages, fler språk, språk utöver svenska",
    "experience_1": "erfarenhet, erfarenheter, tidigare erfarenhet, tidigare erfarenheter, "
    "arbetslivserfarenhet, arbetserfarenhet, experience, "
    "tidigare jobb, tidigare arbete, har jobbat med, bakgrund, egna ord, med egna ord, "
    "work experience, yrkesbakgrund, tidigare yrke, har gjort",
    "experience_2": "annan erfarenhet, övrig erfarenhet, erfarenhet hemma, other experience",
    "skills": "kompetens, färdigheter, kunskaper, kan göra, skill",
    "certificates": "behörigheter, licenser, intyg och certifikat",
    "wished_sectors": "bransch, vill jobba med, önskar bransch, intresse, intresserad av, wants",
    "may_work": "rätt att arbeta, får jobba, work permit, may work?",
    "is_adult": "över 18, 18 år, fyllt 18",
}
_OPENINGS = {
    **_PLACE,
    "opening_id": "jobb-id, jobb id, annons-id, annonsnummer, ordernummer, job id, jobbnr",
    "employer": "företag, företagsnamn, bolag, company, arbetsgivarens namn, organisation",
    "site": "enhet, ställe, workplace, plats för arbetet",
    "title": "jobb, yrke, tjänst, befattning, roll, job title, position, yrkestitel, job",
    "text": "arbetsuppgifter, uppgifter, om jobbet, description, tasks, jobbeskrivning, gör man",
    "places": "antal, antal platser, antal tjänster, how many, number",
    "form": "anställningstyp, typ av anställning, employment, contract",
    "pay_line": "lön/avtal, löneform, avtal, salary, pay, wage",
    "start": "start datum, tillträde, from",
    "deadline": "sök senast, ansök senast, apply by, sista dag",
    "must_have": "kräver, måste ha, requirements",
    "swedish_spoken_interaction": "svenska, svenskanivå, krav på svenska, swedish",
    "contact": "kontaktperson, ansvarig chef, kontakt hos arbetsgivaren",
}
_PRIVATE = {
    Private.PERSONAL_NUMBER: "personnummer, personnr, pnr, person nr, pers.nr, persnr, "
    "samordningsnummer, samordningsnr, personal number, personal identity number, ssn, "
    "födelsenummer, personnummer/samordningsnummer",
    Private.NAME_OR_CONTACT: "namn, förnamn, efternamn, för- och efternamn, fullständigt namn, "
    "name, first name, last name, full name, surname, telefon, telefonnummer, telefonnr, tel, "
    "tfn, tfnnr, telnr, "
    "mobil, mobilnummer, mobilnr, phone, e-post, epost, mail, e-mail, email, mejl, adress, "
    "gatuadress, address, postadress, postnummer, kontaktuppgifter",
    Private.NOT_KEPT: "födelsedatum, född, födelseår, ålder, kön, nationalitet, födelseland, "
    "hemland, land, ursprung, medborgarskap, religion, diagnos, hälsa, hälsoläge, sjukdom, "
    "funktionsnedsättning, uppehållstillstånd, grund för uppehållstillstånd, etnicitet, "
    "birth date, date of birth, age, sex, gender, country, nationality, health",
}


def _spread(words: Mapping[str, str]) -> dict[str, str]:
    return {
        normal_header(word): name for name, listed in words.items() for word in listed.split(",")
    }


_TOLD = {ImportKind.PARTICIPANTS: _spread(_PEOPLE), ImportKind.OPENINGS: _spread(_OPENINGS)}
_CLOSED = {
    normal_header(word): reason for reason, listed in _PRIVATE.items() for word in listed.split(",")
}


def words_of(kind: ImportKind) -> dict[str, str]:
    """Return the column by each word that can stand above it, as it is compared.

    >>> words_of(ImportKind.PARTICIPANTS)["tidigare_jobb"]
    'experience_1'
    """
    ours = {
        normal_header(word): column.name
        for column in COLUMNS[kind]
        for word in (column.name, *column.swedish)
    }
    return _TOLD[kind] | ours


def private_header(header: str, kind: ImportKind) -> Private | None:
    """Say why what stands below a header never comes in; ``None`` when it may.

    A contact of an employer is no participant's, so only numbers of people are kept out there.

    >>> private_header("Pers.nr", ImportKind.PARTICIPANTS).value
    'personal_number'
    """
    reason = _CLOSED.get(normal_header(header))
    if kind is ImportKind.OPENINGS and reason is not Private.PERSONAL_NUMBER:
        return None
    return reason
