"""Every reason code in Swedish, English and Arabic: about the job, and "not yet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.machines.activity import ActivityStopReason
from matcher.domain.machines.follow_up import WaiveReason
from matcher.domain.machines.own_opening import CloseReason
from matcher.domain.machines.participant import LeaveReason
from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason
from matcher.domain.machines.suggestion import DeclineReason, NotHiredReason
from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum


_t = LocalText

_HOURS = _t("Tiderna passar inte", "The hours do not fit", "الأوقات غير مناسبة")
_SKILLS = _t("Kunskaperna räcker inte än", "The skills are not there yet", "المهارات لا تكفي بعد")
_STUDIES = _t("Har börjat studera", "Has started studies", "بدأ الدراسة")
_TRAVEL = _t("Resvägen är för lång", "The way to work is too long", "الطريق إلى العمل طويل")
_WANTS_OTHER = _t("Vill något annat", "Wants something else", "يريد شيئاً آخر")
_NO_CONTACT = _t("Vi når inte varandra", "We do not reach each other", "تعذّر التواصل")

REASON_GROUPS: Mapping[type[StrEnum], str] = {
    LeaveReason: "leave",
    CloseReason: "close",
    DeclineReason: "decline",
    NotHiredReason: "not_hired",
    DidNotStartReason: "did_not_start",
    EndedEarlyReason: "ended_early",
    WaiveReason: "waive",
    ActivityStopReason: "activity",
}
"""Every enumeration of reasons, and what its keys begin with."""

REASON_TEXTS: Mapping[str, LocalText] = {
    "leave.own_wish": _t("Eget önskemål", "Own wish", "رغبة شخصية"),
    "leave.found_work": _t("Hittade själv ett arbete", "Found other work", "وجد عملاً بنفسه"),
    "leave.started_studies": _STUDIES,
    "leave.moved_away": _t("Har flyttat", "Has moved away", "انتقل إلى مكان آخر"),
    "leave.other_support": _t("Får annat stöd", "Has other support", "يحصل على دعم آخر"),
    "leave.no_contact": _NO_CONTACT,
    "leave.programme_ended": _t("Programmet är slut", "The programme has ended", "انتهى البرنامج"),
    "close.filled_by_us": _t(
        "Platserna är tillsatta genom oss",
        "The places are filled through us",
        "شُغلت الأماكن عن طريقنا",
    ),
    "close.filled_elsewhere": _t(
        "Platserna är tillsatta på annat sätt",
        "The places are filled in another way",
        "شُغلت الأماكن بطريقة أخرى",
    ),
    "close.not_needed": _t("Behovet finns inte längre", "No longer needed", "لم تعد هناك حاجة"),
    "close.deadline_passed": _t(
        "Sista dagen har passerat", "The last day has passed", "انتهى الموعد"
    ),
    "close.terms_not_agreed": _t(
        "Vi enades inte om villkoren", "The terms were not agreed", "لم يتم الاتفاق على الشروط"
    ),
    "close.no_contact": _NO_CONTACT,
    "close.entered_twice": _t("Finns redan", "Entered twice", "مسجّلة مرتين"),
    "decline.wrong_trade": _t(
        "Ett annat yrke passar bättre", "Another trade suits better", "مهنة أخرى أنسب"
    ),
    "decline.too_far": _t("För långt bort", "Too far away", "بعيد جداً"),
    "decline.hours_do_not_fit": _HOURS,
    "decline.language_not_yet": _t(
        "Svenskan räcker inte än", "The Swedish is not there yet", "السويدية لا تكفي بعد"
    ),
    "decline.skills_not_yet": _SKILLS,
    "decline.person_wants_other": _t(
        "Personen vill något annat", "The person wants something else", "الشخص يريد شيئاً آخر"
    ),
    "decline.employer_not_suitable": _t(
        "Arbetsgivaren är inte lämplig", "The employer is not suitable", "صاحب العمل غير مناسب"
    ),
    "decline.better_one_found": _t("Ett bättre finns", "A better one is found", "وُجد ما هو أفضل"),
    "not_hired.another_was_chosen": _t(
        "En annan fick platsen den här gången",
        "Another was chosen this time",
        "اختير شخص آخر هذه المرة",
    ),
    "not_hired.place_is_filled": _t("Platsen är tillsatt", "The place is filled", "شُغل المكان"),
    "not_hired.not_hiring_now": _t(
        "Arbetsgivaren anställer inte just nu",
        "The employer is not hiring right now",
        "صاحب العمل لا يوظّف حالياً",
    ),
    "not_hired.hours_do_not_fit": _HOURS,
    "not_hired.language_for_task_not_yet": _t(
        "Svenskan räcker inte än för uppgifterna",
        "The Swedish for the tasks is not there yet",
        "السويدية لا تكفي بعد لمهام العمل",
    ),
    "not_hired.skills_not_yet": _SKILLS,
    "not_hired.certificate_not_yet": _t(
        "Ett intyg finns inte än", "A certificate is not there yet", "لا توجد شهادة بعد"
    ),
    "not_hired.terms_not_agreed": _t(
        "De enades inte om villkoren", "They did not agree on the terms", "لم يتفقا على الشروط"
    ),
    "not_hired.did_not_meet": _t("Mötet blev inte av", "They did not meet", "لم يتم اللقاء"),
    "not_hired.no_answer": _t(
        "Arbetsgivaren svarade inte", "The employer did not answer", "لم يُجب صاحب العمل"
    ),
    "did_not_start.chose_other_work": _t(
        "Valde ett annat arbete", "Chose other work", "اختار عملاً آخر"
    ),
    "did_not_start.started_studies": _STUDIES,
    "did_not_start.wants_other": _WANTS_OTHER,
    "did_not_start.hours_do_not_fit": _HOURS,
    "did_not_start.travel_too_long": _TRAVEL,
    "did_not_start.terms_changed": _t("Villkoren ändrades", "The terms changed", "تغيّرت الشروط"),
    "did_not_start.work_not_there": _t(
        "Arbetet fanns inte längre", "The work was no longer there", "لم يعد العمل متوفراً"
    ),
    "did_not_start.certificate_not_in_time": _t(
        "Ett intyg kom inte i tid", "A certificate did not come in time", "لم تصل شهادة في الموعد"
    ),
    "did_not_start.subsidy_not_granted": _t(
        "Stödet beviljades inte", "The subsidy was not granted", "لم يُمنح الدعم المالي"
    ),
    "did_not_start.no_contact": _NO_CONTACT,
    "ended_early.found_other_work": _t(
        "Hittade ett annat arbete", "Found other work", "وجد عملاً آخر"
    ),
    "ended_early.started_studies": _STUDIES,
    "ended_early.wants_other": _WANTS_OTHER,
    "ended_early.hours_do_not_fit": _HOURS,
    "ended_early.travel_too_long": _TRAVEL,
    "ended_early.not_as_agreed": _t(
        "Det blev inte som överenskommet", "It was not as agreed", "لم يكن كما اتُّفق عليه"
    ),
    "ended_early.support_missing": _t(
        "Stödet på arbetsplatsen räckte inte",
        "The support at work was not enough",
        "لم يكن الدعم في العمل كافياً",
    ),
    "ended_early.tasks_not_yet": _t(
        "Uppgifterna fungerar inte än", "The tasks do not work out yet", "لم تنجح المهام بعد"
    ),
    "ended_early.work_ran_out": _t("Arbetet tog slut", "The work ran out", "انتهى العمل"),
    "ended_early.subsidy_ended": _t("Stödet tog slut", "The subsidy ended", "انتهى الدعم المالي"),
    "ended_early.no_contact": _NO_CONTACT,
    "waive.person_declines": _t(
        "Personen vill inte svara", "The person would rather not answer", "الشخص لا يريد الإجابة"
    ),
    "waive.no_contact": _NO_CONTACT,
    "waive.placement_ended": _t("Arbetet är avslutat", "The placement has ended", "انتهى العمل"),
    "waive.left_programme": _t(
        "Är inte längre med i programmet", "No longer in the programme", "غادر البرنامج"
    ),
    "waive.told_elsewhere": _t("Har redan berättat det", "Has told it already", "سبق أن أخبر بذلك"),
    "activity.found_job": _t("Fick ett arbete", "Found a job", "وجد عملاً"),
    "activity.other_activity": _t(
        "Gör en annan aktivitet i stället",
        "Does another activity instead",
        "يقوم بنشاط آخر بدلاً منه",
    ),
    "activity.wants_other": _WANTS_OTHER,
    "activity.hours_do_not_fit": _HOURS,
    "activity.travel_too_long": _t(
        "Resvägen är för lång", "The way there is too long", "الطريق إليه طويل"
    ),
    "activity.not_as_agreed": _t(
        "Det blev inte som överenskommet", "It was not as agreed", "لم يكن كما اتُّفق عليه"
    ),
    "activity.cancelled": _t(
        "Den som ordnar aktiviteten ställde in", "Whoever runs it cancelled", "ألغته الجهة المنظمة"
    ),
    "activity.no_contact": _NO_CONTACT,
    "activity.mistake": _t("Skrevs in av misstag", "Written by mistake", "كُتب عن طريق الخطأ"),
}


def reason_text(reason: StrEnum, lang: str) -> str:
    """Return a reason in words.

    Parameters
    ----------
    reason
        A member of one of :data:`REASON_GROUPS`; the same code may read otherwise in another.
    lang
        ``sv``, ``en`` or ``ar``.

    >>> reason_text(DeclineReason.TOO_FAR, "en")
    'Too far away'
    """
    return REASON_TEXTS[f"{REASON_GROUPS[type(reason)]}.{reason.value}"].get(lang)
