"""Names of things in three languages: areas of Swedish, shifts, tasks, bands, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping


_t = LocalText

NAMES: Mapping[str, LocalText] = {
    "area.listening": _t("höra", "listening", "الاستماع"),
    "area.reading": _t("läsa", "reading", "القراءة"),
    "area.spoken_interaction": _t("samtala", "conversation", "المحادثة"),
    "area.spoken_production": _t("tala", "speaking", "التحدث"),
    "area.writing": _t("skriva", "writing", "الكتابة"),
    "when.before": _t("före jobbet", "before the job", "قبل العمل"),
    "when.beside": _t("bredvid jobbet", "beside the job", "إلى جانب العمل"),
    "shift.day": _t("dag", "day", "نهاراً"),
    "shift.evening": _t("kväll", "evening", "مساءً"),
    "shift.night": _t("natt", "night", "ليلاً"),
    "shift.weekend": _t("helg", "weekend", "نهاية الأسبوع"),
    "band.ready": _t("Kan börja", "Can start", "جاهز للبدء"),
    "band.with_support": _t("Kan börja med stöd", "Can start with support", "يبدأ مع دعم"),
    "band.after_training": _t("Efter kort utbildning", "After training", "بعد تدريب"),
    "band.stretch": _t("Längre fram", "Further ahead", "في وقت لاحق"),
    "tag.heavy_lifting": _t("tunga lyft", "heavy lifting", "رفع أشياء ثقيلة"),
    "tag.nights": _t("nattarbete", "night work", "العمل الليلي"),
    "tag.weekends": _t("helgarbete", "weekend work", "العمل في نهاية الأسبوع"),
    "tag.early_mornings": _t("tidiga morgnar", "early mornings", "الصباح الباكر"),
    "tag.heights": _t("höjder", "heights", "المرتفعات"),
    "tag.cold": _t("kyla", "cold", "البرد"),
    "tag.heat": _t("värme", "heat", "الحرارة"),
    "tag.noise": _t("buller", "noise", "الضوضاء"),
    "tag.dust": _t("damm", "dust", "الغبار"),
    "tag.chemicals": _t("kemikalier", "chemicals", "المواد الكيميائية"),
    "tag.standing_all_day": _t("stå hela dagen", "standing all day", "الوقوف طوال اليوم"),
    "tag.personal_hygiene_care": _t(
        "hjälpa andra med hygien", "personal hygiene care", "مساعدة الآخرين في النظافة"
    ),
    "tag.driving": _t("köra fordon", "driving", "القيادة"),
    "tag.pork": _t("fläskkött", "pork", "لحم الخنزير"),
    "tag.alcohol": _t("alkohol", "alcohol", "الكحول"),
    "tag.screen_work": _t("arbete vid skärm", "screen work", "العمل على الشاشة"),
    "tag.alone": _t("ensamarbete", "working alone", "العمل منفرداً"),
    "language.ar": _t("arabiska", "Arabic", "العربية"),
    "language.en": _t("engelska", "English", "الإنجليزية"),
    "language.uk": _t("ukrainska", "Ukrainian", "الأوكرانية"),
    "language.so": _t("somaliska", "Somali", "الصومالية"),
    "language.fa": _t("persiska", "Persian", "الفارسية"),
    "language.prs": _t("dari", "Dari", "الدرية"),
    "language.ti": _t("tigrinska", "Tigrinya", "التغرينية"),
    "language.sv": _t("svenska", "Swedish", "السويدية"),
    "language.fi": _t("finska", "Finnish", "الفنلندية"),
    "language.tr": _t("turkiska", "Turkish", "التركية"),
    "language.pl": _t("polska", "Polish", "البولندية"),
    "language.ru": _t("ryska", "Russian", "الروسية"),
    "language.ku": _t("kurdiska", "Kurdish", "الكردية"),
    "language.es": _t("spanska", "Spanish", "الإسبانية"),
    "language.fr": _t("franska", "French", "الفرنسية"),
    "language.am": _t("amhariska", "Amharic", "الأمهرية"),
    "language.bs": _t("bosniska", "Bosnian", "البوسنية"),
    "sector.elderly_care": _t("Äldreomsorg", "Elderly care", "رعاية المسنين"),
    "sector.industry": _t("Industri", "Industry", "الصناعة"),
    "sector.kitchens": _t("Storkök", "Commercial kitchens", "المطابخ الكبيرة"),
    "sector.construction": _t("Bygg", "Construction", "البناء"),
    "state.referred": _t("remitterad", "referred", "مُحال"),
    "state.informed": _t("informerad", "informed", "تم إعلامه"),
    "state.mapped": _t("kartlagd", "mapped", "تم التعرّف عليه"),
    "state.active": _t("aktiv", "active", "نشط"),
    "state.paused": _t("pausad", "paused", "متوقف مؤقتاً"),
    "state.placed": _t("i arbete", "placed", "في عمل"),
    "state.moved_up": _t("på nästa steg", "on the next step", "في الخطوة التالية"),
    "state.completed": _t("klar", "completed", "أنهى البرنامج"),
    "state.left": _t("utskriven", "no longer in the programme", "غادر البرنامج"),
    "state.archived": _t("arkiverad", "archived", "مؤرشف"),
    "state.anonymised": _t("avidentifierad", "anonymised", "مجهول الهوية"),
    "state.draft": _t("ett utkast", "a draft", "مسودة"),
    "state.submitted": _t("inte godkänt än", "not approved yet", "بانتظار الموافقة"),
    "state.open": _t("öppet", "open", "مفتوحة"),
    "state.returned": _t("återsänt", "returned", "مُعادة"),
    "state.full": _t("fullt", "full", "مكتملة"),
    "state.closed": _t("stängt", "closed", "مغلقة"),
    "state.new": _t("nytt", "new", "جديدة"),
    "state.called": _t("uppringt", "called", "تم الاتصال"),
    "state.no_answer": _t("utan svar", "without answer", "بلا رد"),
    "state.became_own": _t("övertaget", "taken over", "تم تحويلها"),
    "state.applied": _t("sökt", "applied for", "تم التقديم"),
    "state.answered": _t("besvarat", "answered", "تمت الإجابة"),
    "feature.work": _t("Liknande arbete", "Work like this", "عمل مشابه"),
    "feature.requirements": _t("Det jobbet kräver", "What the job asks", "متطلبات العمل"),
    "feature.swedish": _t("Svenska", "Swedish", "اللغة السويدية"),
    "feature.certificates": _t("Intyg", "Certificates", "الشهادات"),
    "feature.experience": _t("Erfarenhet", "Experience", "الخبرة"),
    "feature.wishes": _t("Önskemål", "Wishes", "الرغبات"),
    "feature.travel": _t("Resväg", "Way to work", "الطريق إلى العمل"),
    "feature.hours": _t("Arbetstid", "Hours", "ساعات العمل"),
    "feature.training": _t("Utbildningstid", "Training time", "مدة التدريب"),
}


def name_of(key: str, lang: str) -> str:
    """Return the name behind a key such as ``area.reading``; the last part where none is known."""
    known = NAMES.get(key)
    return known.get(lang) if known else key.rpartition(".")[2]
