"""What each figure of the flow report counts, in words that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matcher.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Parameters
    ----------
    definition
        What is counted; of a figure that is not recorded yet, what is missing.
    recorded
        Whether anything is stored to count.
    rows
        Who sees the rows behind it; ``None`` where there are none.
    """

    name: str
    label: LocalText
    definition: LocalText
    recorded: bool = True
    rows: LocalText | None = None

    @property
    def meaning(self) -> LocalText:
        """The definition, and who sees the rows behind it."""
        said, rows = self.definition, self.rows
        if rows is None:
            return said
        return LocalText(
            sv=f"{said.sv} {rows.sv}", en=f"{said.en} {rows.en}", ar=f"{said.ar} {rows.ar}"
        )


_t = LocalText

ROWS_OF_PEOPLE = _t(
    "Raderna bakom ser den som ansvarar för personerna, under Siffror för dina personer; "
    "planerare ser bara antal.",
    "The rows behind it are seen by whoever is responsible for the people, under Figures of your "
    "people; planners see counts only.",
    "الصفوف وراءه يراها من هو مسؤول عن الأشخاص، تحت «أرقام من هم ضمن مسؤوليتك»، ولا يرى المخططون "
    "سوى الأعداد.",
)
ROWS_OF_EMPLOYERS = _t(
    "Raderna bakom, arbetsgivare och dagar, ser LinkWorkers under Siffror för dina personer; "
    "planerare ser bara antal.",
    "The rows behind it, employers and days, are seen by LinkWorkers under Figures of your people; "
    "planners see counts only.",
    "الصفوف وراءه، أي أصحاب العمل والأيام، يراها منسّقو العمل (LinkWorker) تحت «أرقام من هم ضمن "
    "مسؤوليتك»، ولا يرى المخططون سوى الأعداد.",
)


def _later(after: str) -> tuple[Figure, ...]:
    sv, en, ar = {
        "6": ("6 månader", "6 months", "6 أشهر"),
        "12": ("12 månader", "12 months", "12 شهراً"),
    }[after]
    of = (
        "Räknas på det kvartal då första jobbet började.",
        "Counted in the quarter in which the first job began.",
        "يُحسب في الربع الذي بدأ فيه العمل الأول.",
    )
    return (
        Figure(
            f"employed_{after}",
            _t(f"I arbete efter {sv}", f"At work after {en}", f"في العمل بعد {ar}"),
            _t(
                f"Av dem som fått ett första jobb: de som på dagen {sv} senare har ett arbete med "
                f"lön, i detta eller ett senare jobb, och där det är bekräftat av en besvarad "
                f"uppföljning eller av att arbetet slutade senare. {of[0]}",
                f"Of those with a first job: those who on the day {en} later are at a job with a "
                f"wage, this one or a later one, where an answered follow-up or a later end of the "
                f"job confirms it. {of[1]}",
                f"ممن حصلوا على عمل أول: من هم في عمل بأجر في اليوم الموافق لمرور {ar}، سواء هذا "
                f"العمل أو عمل لاحق، ويؤكد ذلك متابعة مُجابة أو انتهاء العمل بعد ذلك اليوم. {of[2]}",
            ),
        ),
        Figure(
            f"ended_{after}",
            _t(f"Inte i arbete efter {sv}", f"Not at work after {en}", f"ليس في العمل بعد {ar}"),
            _t(
                f"Av dem som fått ett första jobb: de som inte har något arbete med lön hos oss "
                f"på dagen {sv} senare. Arbete som de själva har funnit syns inte. {of[0]}",
                f"Of those with a first job: those who have no job with a wage through us on the "
                f"day {en} later. Work they found themselves is not seen. {of[1]}",
                f"ممن حصلوا على عمل أول: من ليس لديهم عمل بأجر عن طريقنا في اليوم الموافق لمرور "
                f"{ar}. العمل الذي وجدوه بأنفسهم لا يظهر. {of[2]}",
            ),
        ),
        Figure(
            f"not_asked_{after}",
            _t(f"Vet inte, efter {sv}", f"Not known after {en}", f"غير معروف بعد {ar}"),
            _t(
                f"Av dem som fått ett första jobb: inget slut är antecknat, men ingen uppföljning "
                f"är besvarad på eller efter dagen {sv} senare. {of[0]}",
                f"Of those with a first job: no end is written down, but no follow-up was answered "
                f"on or after the day {en} later. {of[1]}",
                f"ممن حصلوا على عمل أول: لم تُسجَّل نهاية، لكن لم تُجَب أي متابعة في اليوم الموافق "
                f"لمرور {ar} أو بعده. {of[2]}",
            ),
        ),
        Figure(
            f"not_yet_{after}",
            _t(f"Ännu inte {sv}", f"Not yet {en}", f"لم يمر بعد {ar}"),
            _t(
                f"Av dem som fått ett första jobb: de för vilka {sv} inte har gått. {of[0]}",
                f"Of those with a first job: those for whom {en} have not passed. {of[1]}",
                f"ممن حصلوا على عمل أول: من لم يمر عليهم {ar} بعد. {of[2]}",
            ),
        ),
    )


_FIGURES = (
    Figure(
        "entries",
        _t("Började i programmet", "Entries", "الملتحقون بالبرنامج"),
        _t(
            "Personer, på dagen för den import som först förde in dem. Personer som inte kom med "
            "en import står utan dag.",
            "People, by the day of the import that first brought them in. People whom no import "
            "brought have no day.",
            "أشخاص، بحسب يوم الاستيراد الذي أدخلهم أول مرة. من لم يأتِ عبر استيراد يُعد بلا تاريخ.",
        ),
    ),
    Figure(
        "first_job",
        _t("Första jobb", "First job", "العمل الأول"),
        _t(
            "Personer, på första dagen i deras första arbete med lön genom oss. Prov och praktik "
            "räknas inte, inte heller arbete som bara står i en importerad lista.",
            "People, by the first day of their first job with a wage through us. Trials and "
            "praktik (no wage) do not count, nor does work that only an imported list tells of.",
            "أشخاص، بحسب أول يوم في أول عمل بأجر عن طريقنا. لا تُحسب فترات التجربة والتدريب "
            "بلا أجر، ولا العمل الذي لا يرد إلا في قائمة مستوردة.",
        ),
    ),
    *_later("6"),
    *_later("12"),
    Figure(
        "moved_up",
        _t("Gick vidare uppåt", "Moved up", "انتقلوا إلى درجة أعلى"),
        _t(
            "Personer, på första dagen i det första arbete som öppnades av att de nådde nästa "
            "steg. För den som avslutade ett arbete som uppflyttad: sista dagen i det arbetet.",
            "People, by the first day of the first job that opened because they reached a next "
            "step. For who completed a job as moved up: the last day of that job.",
            "أشخاص، بحسب أول يوم في أول عمل فُتح لأنهم بلغوا الدرجة التالية. ومن أتم عملاً على أنه "
            "انتقل إلى أعلى: آخر يوم في ذلك العمل.",
        ),
    ),
    Figure(
        "started_studies",
        _t("Började studera", "Started studies", "بدأوا الدراسة"),
        _t(
            "Personer som lämnade programmet, slutade ett arbete i förtid eller inte började det, "
            "med skälet att de började studera; på den första dagen. Den som inte började ett "
            "arbete har ingen dag.",
            "People who left the programme, ended a job early or did not begin it, with the reason "
            "that they started studies; by the first such day. Not beginning a job has no day.",
            "أشخاص غادروا البرنامج أو أنهوا عملاً قبل أوانه أو لم يبدؤوه لأنهم بدؤوا الدراسة، بحسب "
            "أول يوم. ومن لم يبدأ عملاً فلا تاريخ له.",
        ),
    ),
    Figure(
        "contacted",
        _t("Arbetsgivare kontaktade", "Employers contacted", "أصحاب عمل جرى الاتصال بهم"),
        _t(
            "Arbetsgivare, på dagen för det första samtalet, besöket eller seminariet.",
            "Employers, by the day of the first call, visit or seminar.",
            "أصحاب العمل، بحسب يوم أول مكالمة أو زيارة أو ندوة.",
        ),
    ),
    Figure(
        "promised",
        _t("Platser utlovade", "Places promised", "أماكن موعودة"),
        _t(
            "Platser som arbetsgivare har lovat, på dagen för löftet.",
            "Places that employers have promised, by the day of the promise.",
            "أماكن وعد بها أصحاب العمل، بحسب يوم الوعد.",
        ),
    ),
    Figure(
        "posted",
        _t("Platser utlysta", "Places posted", "أماكن معلنة"),
        _t(
            "Platser i de jobb som håller ett löfte och har lämnats in, på dagen för löftet.",
            "Places of the openings that keep a promise and have been handed in, by the day of the "
            "promise.",
            "أماكن في الشواغر التي تفي بوعد وقُدِّمت، بحسب يوم الوعد.",
        ),
    ),
    Figure(
        "hired",
        _t("Anställda på löften", "Hired on promises", "من عُيّنوا بناءً على وعود"),
        _t(
            "Personer som fick ett arbete med lön i dessa jobb, på dagen för löftet. Prov, och den "
            "som aldrig började, räknas inte.",
            "People who got a job with a wage at these openings, by the day of the promise. Trials "
            "and those who never began do not count.",
            "أشخاص حصلوا على عمل بأجر في هذه الشواغر، بحسب يوم الوعد. لا تُحسب التجربة ولا من "
            "لم يبدأ.",
        ),
    ),
    Figure(
        "resumed_school",
        _t("Återupptog skolan", "Resumed school", "عادوا إلى المدرسة"),
        _t(
            "Inte antecknat ännu: det finns inget skäl eller resultat som skiljer återupptagen "
            "skola från nya studier.",
            "Not recorded yet: no reason or outcome tells resumed school from new studies.",
            "غير مسجَّل بعد: لا يوجد سبب أو نتيجة تميّز العودة إلى المدرسة عن دراسة جديدة.",
        ),
        recorded=False,
    ),
    Figure(
        "more_hours",
        _t("Fick fler timmar", "More hours", "ساعات أكثر"),
        _t(
            "Inte antecknat ännu: timmarna i ett jobb är de utlysta, inte de som avtalades med "
            "personen eller ändrades senare.",
            "Not recorded yet: the hours of a job are those posted, not those agreed on with the "
            "person or changed later.",
            "غير مسجَّل بعد: ساعات العمل هي المعلنة، لا المتفق عليها مع الشخص ولا التي تغيّرت لاحقاً.",
        ),
        recorded=False,
    ),
    Figure(
        "days_to_first_activity",
        _t(
            "Dagar från remiss till första aktivitet",
            "Days from referral to first attended activity",
            "الأيام من الإحالة إلى أول نشاط",
        ),
        _t(
            "Inte antecknat ännu: varken dagen för remissen eller besökta aktiviteter sparas.",
            "Not recorded yet: neither the day of the referral nor attended activities are stored.",
            "غير مسجَّل بعد: لا يُحفظ يوم الإحالة ولا الأنشطة التي حُضرت.",
        ),
        recorded=False,
    ),
)

_EMPLOYERS = frozenset({"contacted", "promised", "posted", "hired"})


def _with_rows(one: Figure) -> Figure:
    if not one.recorded:
        return one
    return replace(one, rows=ROWS_OF_EMPLOYERS if one.name in _EMPLOYERS else ROWS_OF_PEOPLE)


FIGURES = tuple(map(_with_rows, _FIGURES))
"""Every figure of the report, in its order.

Nobody with protected identity is in any of them, and a person who was deleted is in none any more.
"""
