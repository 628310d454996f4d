"""The phrase book: reasons said in Swedish, English or Arabic. Strengths first, "not yet".

A sentence is looked up by code; its parameters are plain strings, texts in three languages, or
names from :mod:`matcher.ranking.vocabulary`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.text import LocalText
from matcher.ranking.reasons import Words
from matcher.ranking.vocabulary import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.ranking.reasons import Parameter, Reason


_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


_t = LocalText

SENTENCES: Mapping[str, LocalText] = {
    # reasons for
    "done_like_work": _t(
        "Har gjort liknande arbete: ”{own_words}”",
        "Has done work like this: “{own_words}”",
        "لديه خبرة في عمل مشابه: «{own_words}»",
    ),
    "skill_met": _t("Stämmer redan: ”{name}”", "Already true: “{name}”", "ينطبق من الآن: «{name}»"),
    "swedish_met": _t(
        "Svenskan räcker för uppgifterna.",
        "The Swedish is enough for the tasks.",
        "اللغة السويدية كافية لمهام العمل.",
    ),
    "certificate_met": _t("Har redan {name}.", "Already has {name}.", "لديه بالفعل: {name}."),
    "hours_met": _t("Arbetstiderna passar.", "The working hours fit.", "أوقات العمل مناسبة."),
    "travel_met": _t(
        "Nära: ungefär {minutes} minuter till arbetet.",
        "Near: about {minutes} minutes to work.",
        "قريب: حوالي {minutes} دقيقة إلى العمل.",
    ),
    "wished": _t(
        "Personen vill arbeta med detta.",
        "The person wants to do this work.",
        "هذا عمل يرغب فيه الشخص.",
    ),
    "language_asset": _t(
        "Arbetsplatsen har nytta av {languages}.",
        "The workplace has use for {languages}.",
        "مكان العمل يستفيد من {languages}.",
    ),
    "mentor": _t(
        "Det finns en handledare på arbetsplatsen.",
        "There is a mentor at the workplace.",
        "يوجد مرشد في مكان العمل.",
    ),
    "trainable": _t("Man lär sig på arbetet.", "You learn on the job.", "يمكن التعلّم أثناء العمل."),
    "entry": _t(
        "Ett första jobb: ingen svensk utbildning behövs.",
        "A first job: no Swedish education is needed.",
        "عمل أول: لا يتطلب تعليماً سويدياً.",
    ),
    # reasons against
    "swedish_not_yet": _t(
        "Inte än: svenska {need} i {areas} (nu {have}). {task} {weeks} veckor {when}.",
        "Not yet: Swedish {need} in {areas} (now {have}). {task} {weeks} weeks {when}.",
        "ليس بعد: السويدية {need} في {areas} (الآن {have}). {task} {weeks} أسبوعاً {when}.",
    ),
    "skill_trainable": _t(
        "Inte än: ”{name}” Går att lära på {weeks} veckor {when}.",
        "Not yet: “{name}” Can be learnt in {weeks} weeks {when}.",
        "ليس بعد: «{name}» يمكن تعلّمه خلال {weeks} أسبوعاً {when}.",
    ),
    "skill_missing": _t(
        "Inte än, och tar mer än ett år att lära: {name}",
        "Not yet, and takes more than a year to learn: {name}",
        "ليس بعد، ويحتاج إلى أكثر من سنة: {name}",
    ),
    "ladder_trainable": _t(
        "Inte än: nås oftast från jobbet före på stegen. {name}, {weeks} veckor {when}.",
        "Not yet: mostly reached from the job before it. {name}, {weeks} weeks {when}.",
        "ليس بعد: يُوصل إليه عادةً من العمل السابق له. {name}، {weeks} أسبوعاً {when}.",
    ),
    "ladder_missing": _t(
        "Inte än: nås oftast från ett tidigare jobb på stegen.",
        "Not yet: mostly reached from an earlier job on the ladder.",
        "ليس بعد: يُوصل إليه عادةً من عمل سابق على السلّم.",
    ),
    "certificate_trainable": _t(
        "Inte än: {name}. Går att ta på {weeks} veckor {when}.",
        "Not yet: {name}. Can be gained in {weeks} weeks {when}.",
        "ليس بعد: {name}. يمكن الحصول عليه خلال {weeks} أسبوعاً {when}.",
    ),
    "certificate_missing": _t("Inte än: {name}.", "Not yet: {name}.", "ليس بعد: {name}."),
    "driving_licence_trainable": _t(
        "Inte än: körkort ({weeks} veckor {when}).",
        "Not yet: driving licence ({weeks} weeks {when}).",
        "ليس بعد: رخصة القيادة ({weeks} أسبوعاً {when}).",
    ),
    "driving_licence_missing": _t(
        "Inte än: körkort.", "Not yet: driving licence.", "ليس بعد: رخصة القيادة."
    ),
    "travel_long": _t(
        "Vägen är längre än önskat: ungefär {minutes} minuter, önskat högst {max_minutes}.",
        "The way is longer than wished: about {minutes} minutes, wished at most {max_minutes}.",
        "الطريق أطول من المطلوب: حوالي {minutes} دقيقة، والحد المطلوب {max_minutes}.",
    ),
    "starts_early": _t(
        "Jobbet börjar {starts}; personen kan från {ready}.",
        "The job starts {starts}; the person can from {ready}.",
        "يبدأ العمل في {starts}؛ والشخص متاح من {ready}.",
    ),
    "shifts_partly": _t(
        "Har också pass som personen inte har sagt ja till: {shifts}.",
        "Also has shifts the person has not said yes to: {shifts}.",
        "يتضمن أيضاً أوقاتاً لم يوافق عليها الشخص: {shifts}.",
    ),
    "has_avoided": _t(
        "Har uppgifter som personen vill slippa: {tasks}.",
        "Has tasks the person wants to avoid: {tasks}.",
        "يتضمن مهام يفضّل الشخص تجنّبها: {tasks}.",
    ),
    "other_wished": _t(
        "Personen har önskat ett annat yrkesområde.",
        "The person has wished for another trade.",
        "الشخص يرغب في مجال عمل آخر.",
    ),
    # missing facts
    "swedish_unknown": _t(
        "Fråga: nivån i svenska ({areas}) är inte känd.",
        "Ask: the level of Swedish ({areas}) is not known.",
        "اسأل: مستوى السويدية ({areas}) غير معروف.",
    ),
    "swedish_to_confirm": _t(
        "Bekräfta: nivån i svenska ({areas}) är uppskattad.",
        "Confirm: the level of Swedish ({areas}) is estimated.",
        "تأكّد: مستوى السويدية ({areas}) تقديري.",
    ),
    "nothing_told": _t(
        "Fråga: vad har personen gjort förut, också hemma och utan lön?",
        "Ask: what has the person done before, also at home and unpaid?",
        "اسأل: ماذا عمل الشخص من قبل، في البيت أيضاً وبدون أجر؟",
    ),
    "skill_unknown": _t(
        "Fråga om detta, som arbetsgivaren vill ha: ”{name}”",
        "Ask about this, which the employer wants: “{name}”",
        "اسأل عن هذا، فصاحب العمل يطلبه: «{name}»",
    ),
    "certificates_unknown": _t(
        "Fråga: vilka intyg och kurser har personen?",
        "Ask: which certificates and courses does the person have?",
        "اسأل: ما الشهادات والدورات التي لدى الشخص؟",
    ),
    "driving_licence_unknown": _t(
        "Fråga: har personen körkort?",
        "Ask: does the person have a driving licence?",
        "اسأل: هل لدى الشخص رخصة قيادة؟",
    ),
    "adult_unknown": _t(
        "Fråga: har personen fyllt 18 år?",
        "Ask: is the person 18 or older?",
        "اسأل: هل أتمّ الشخص 18 سنة؟",
    ),
    "may_work_unknown": _t(
        "Kontrollera: får personen arbeta?",
        "Check: may the person work?",
        "تحقّق: هل يحق للشخص العمل؟",
    ),
    "hours_unknown": _t(
        "Fråga: hur många timmar i veckan?",
        "Ask: how many hours a week?",
        "اسأل: كم ساعة في الأسبوع؟",
    ),
    "shifts_unknown": _t(
        "Fråga: vilka tider på dygnet?",
        "Ask: which times of the day?",
        "اسأل: في أي أوقات من اليوم؟",
    ),
    "start_unknown": _t(
        "Fråga: från vilken dag?", "Ask: from which day?", "اسأل: ابتداءً من أي يوم؟"
    ),
    "travel_unknown": _t(
        "Fråga: hur tar sig personen till arbetet, och hur länge får det ta?",
        "Ask: how does the person get to work, and how long may it take?",
        "اسأل: كيف يصل الشخص إلى العمل، وكم يمكن أن يستغرق ذلك؟",
    ),
    "levels_to_be_confirmed": _t(
        "Nivåer och veckor är planeringsvärden: bekräfta med arbetsgivaren eller staden.",
        "Levels and weeks are planning values: confirm with the employer or the city.",
        "المستويات والأسابيع تقديرية: يجب تأكيدها مع صاحب العمل أو البلدية.",
    ),
    # gates
    "may_work_bars": _t(
        "Rätten att arbeta gällde till {until}.",
        "The right to work held until {until}.",
        "كان الحق في العمل سارياً حتى {until}.",
    ),
    "adult_bars": _t(
        "Jobbet kräver 18 år.", "The job requires 18 years.", "يتطلب العمل بلوغ 18 سنة."
    ),
    "driving_licence_bars": _t(
        "Jobbet kräver körkort.",
        "The job requires a driving licence.",
        "يتطلب العمل رخصة قيادة.",
    ),
    "certificate_bars": _t(
        "Jobbet kräver {name}.", "The job requires {name}.", "يتطلب العمل: {name}."
    ),
    "hours_bars": _t(
        "Jobbet är på {asked_min} timmar i veckan; personen kan {can_max}.",
        "The job is {asked_min} hours a week; the person can do {can_max}.",
        "العمل {asked_min} ساعة في الأسبوع؛ والشخص يستطيع {can_max}.",
    ),
    "shifts_bars": _t(
        "Arbetstiderna möts inte.",
        "The working hours do not meet.",
        "أوقات العمل لا تتوافق.",
    ),
    "travel_bars": _t(
        "För långt: ungefär {minutes} minuter, önskat högst {max_minutes}.",
        "Too far: about {minutes} minutes, wished at most {max_minutes}.",
        "بعيد جداً: حوالي {minutes} دقيقة، والحد المطلوب {max_minutes}.",
    ),
    # what would change it
    "change_swedish": _t(
        "Svenska {need} i {areas}: {weeks} veckor yrkessvenska",
        "Swedish {need} in {areas}: {weeks} weeks of vocational Swedish",
        "السويدية {need} في {areas}: {weeks} أسبوعاً من السويدية المهنية",
    ),
    "change_certificate": _t(
        "{name}: {weeks} veckor", "{name}: {weeks} weeks", "{name}: {weeks} أسبوعاً"
    ),
    "change_driving_licence": _t(
        "Körkort: {weeks} veckor", "Driving licence: {weeks} weeks", "رخصة القيادة: {weeks} أسبوعاً"
    ),
    "change_training": _t(
        "Utbildning: {name}, {weeks} veckor",
        "Training: {name}, {weeks} weeks",
        "تدريب: {name}، {weeks} أسبوعاً",
    ),
    "change_learn_on_job": _t(
        "Lära sig arbetet: {weeks} veckor",
        "Learning the work: {weeks} weeks",
        "تعلّم العمل: {weeks} أسبوعاً",
    ),
    "change_hours": _t(
        "Arbeta {hours} timmar i veckan",
        "Working {hours} hours a week",
        "العمل {hours} ساعة في الأسبوع",
    ),
    "change_together": _t(
        "Tillsammans, {weeks} veckor: {parts}",
        "Together, {weeks} weeks: {parts}",
        "معاً، {weeks} أسبوعاً: {parts}",
    ),
    # no match
    "nobody_above_floor": _t(
        "Ingen av deltagarna passar tillräckligt bra just nu. Se över kraven, eller fråga efter "
        "mer om vad deltagarna har gjort.",
        "None of the participants fits well enough right now. Look over the demands, or ask more "
        "about what participants have done.",
        "لا أحد من المشاركين مناسب بما يكفي الآن. راجع المتطلبات، أو اسأل أكثر عمّا فعله المشاركون.",
    ),
    "not_reviewed": _t(
        "Personen är {state}: förslag ges till dem som är kartlagda eller aktiva.",
        "The person is {state}: suggestions are for those who are mapped or active.",
        "حالة الشخص: {state}. تُقدَّم الاقتراحات لمن تم التعرّف عليهم أو النشطين.",
    ),
    "opening_not_open": _t(
        "Jobbet är {state} eller sista dagen har gått: ingen föreslås nu.",
        "The opening is {state} or past its deadline: nobody is suggested now.",
        "الوظيفة {state} أو انتهى موعدها: لا يُقترح أحد الآن.",
    ),
    "nothing_above_floor": _t(
        "Inget jobb passar tillräckligt bra just nu. Kortaste vägen till ett första jobb visas.",
        "No job fits well enough right now. The shortest way to a first job is shown.",
        "لا يوجد عمل مناسب بما يكفي الآن. نعرض أقصر طريق إلى عمل أول.",
    ),
}


def say(reason: Reason, lang: str) -> str:
    """Return a reason as a sentence.

    Parameters
    ----------
    reason
        A code of :data:`SENTENCES` with its parameters.
    lang
        ``sv``, ``en`` or ``ar``; anything else is said in Swedish.
    """
    facts = {name: _spoken(value, lang) for name, value in reason.facts.items()}
    return " ".join(SENTENCES[reason.code].get(lang).format_map(_Blank(facts)).split())


def _spoken(value: Parameter, lang: str) -> str:
    if isinstance(value, LocalText):
        return value.get(lang)
    if isinstance(value, Words):
        comma = "، " if lang == "ar" else ", "
        return comma.join(name_of(key, lang) for key in value.keys)
    # Without isolates "0–1" and "A2+" would be turned round between Arabic words.
    return f"{_ISOLATE}{value}{_END_ISOLATE}" if lang == "ar" and value else value


class _Blank(dict[str, str]):
    """A sentence whose fact is not there leaves the place blank."""

    def __missing__(self, key: str) -> str:
        return ""
