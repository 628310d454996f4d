"""What each figure of the report on the target is, in words that stand beside it."""

from __future__ import annotations

from dataclasses import replace

from matcher.domain.text import LocalText
from matcher.planning.flow.figures import Figure

_t = LocalText

ROWS_OF_NOBODY = _t(
    "Raderna bakom visas inte för någon i personalen. Svaren ser bara personen själv, på sin egen "
    "sida och i den kopia av egna uppgifter som den gör som kör kommandon.",
    "The rows behind it are shown to nobody on the staff. Answers are seen by the person alone, on "
    "her own page and in the copy of her own data that whoever runs commands makes for her.",
    "الصفوف وراءه لا تُعرض على أحد من الموظفين. لا يرى الإجابات إلا صاحبها، في صفحته الخاصة وفي "
    "نسخة بياناته التي يُعدّها له من يشغّل الأوامر.",
)

_COUNTS = (
    Figure(
        "took_part",
        _t("Deltog", "Took part", "المشاركون"),
        _t(
            "Ett kvartal: personer med en frågeomgång som ska besvaras från en dag i kvartalet. "
            "Alla: personer som är eller har varit med i programmet, också de som aldrig fått en "
            "omgång.",
            "A quarter: people with a round of questions due on a day in it. All: people who take "
            "part or have taken part, those who never had a round too.",
            "ربع السنة: أشخاص لهم جولة أسئلة تُستحق في يوم منه. الكل: كل من شارك أو يشارك، بمن فيهم "
            "من لم تُخصَّص له أي جولة.",
        ),
    ),
    Figure(
        "answered",
        _t("Svarade", "Answered", "أجابوا"),
        _t(
            "Av dem som deltog: de som svarade på målfrågan. Svarade någon flera gånger räknas det "
            "senaste svaret; i kolumnen alla det senaste i någon omgång.",
            "Of those who took part: those who answered the target question. Of several answers "
            "the last one counts; in the column all the last one of any round.",
            "من المشاركين: من أجابوا عن سؤال الهدف. يُحسب آخر جواب، وفي عمود الكل آخر جواب في أي "
            "جولة.",
        ),
    ),
    Figure(
        "closer",
        _t("Känner sig närmare", "Feel closer", "يشعرون بأنهم أقرب"),
        _t(
            "Av dem som svarade: de vars svar säger att de känner sig närmare arbete eller studier "
            "än när de började. Vilka svar det är står i instrumentet.",
            "Of those who answered: those whose answer says that they feel closer to work or "
            "studies than when they began. The instrument says which answers those are.",
            "ممن أجابوا: من يقول جوابهم إنهم يشعرون بأنهم أقرب إلى العمل أو الدراسة مما كانوا عليه "
            "عند البداية. تحدد الأداة أي الأجوبة هي.",
        ),
    ),
    Figure(
        "skipped",
        _t("Hoppade över", "Skipped", "تخطّوا السؤال"),
        _t(
            "Av dem som deltog: de som såg målfrågan och hoppade över den. Ingen frågar varför.",
            "Of those who took part: those who saw the target question and skipped it. Nobody asks "
            "why.",
            "من المشاركين: من رأوا سؤال الهدف وتخطّوه. لا أحد يسأل عن السبب.",
        ),
    ),
    Figure(
        "no_answer",
        _t("Inget svar ännu", "No answer yet", "لا جواب بعد"),
        _t(
            "Av dem som deltog: de som varken har svarat eller hoppat över målfrågan.",
            "Of those who took part: those who have neither answered nor skipped the target "
            "question.",
            "من المشاركين: من لم يجيبوا عن سؤال الهدف ولم يتخطّوه.",
        ),
    ),
    Figure(
        "not_asked",
        _t("Inte tillfrågade", "Not asked", "لم يُسألوا"),
        _t(
            "Av dem som deltog: de som enligt en anteckning inte fick frågan; i kolumnen alla även "
            "de som aldrig fått en omgång.",
            "Of those who took part: those who by a note were not asked; in the column all those "
            "who never had a round too.",
            "من المشاركين: من لم يُسألوا بحسب ملاحظة مسجَّلة، وفي عمود الكل أيضاً من لم تُخصَّص له جولة.",
        ),
    ),
)

COUNTS = tuple(replace(one, rows=ROWS_OF_NOBODY) for one in _COUNTS)
"""Counts of people; nobody of protected identity is in any of them."""

RESPONSE_RATE = Figure(
    "response_rate",
    _t("Svarsfrekvens", "Response rate", "نسبة الإجابة"),
    _t(
        "Svarade delat med deltog.",
        "Answered divided by took part.",
        "عدد من أجابوا مقسوماً على عدد المشاركين.",
    ),
)

_INTERVAL = _t(
    "Inom parentes Wilsons 95-procentsintervall; med avrundade antal det vidaste som antalen "
    "tillåter.",
    "In brackets the Wilson interval of 95 %; with rounded counts the widest that they allow.",
    "بين القوسين مجال ويلسون بنسبة 95٪، ومع الأعداد المقرَّبة أوسع مجال تسمح به.",
)
_VERDICT = _t(
    "Nått: hela intervallet ligger på 75 % eller över. Inte nått: helt under. Annars kan det inte "
    "sägas ännu.",
    "Reached: the whole interval is at 75 % or above. Not reached: wholly below. Otherwise it "
    "cannot be said yet.",
    "تحقق: المجال كله عند 75٪ أو فوقها. لم يتحقق: كله تحتها. وإلا فلا يمكن القول بعد.",
)

OF_ANSWERED, OF_ALL = (
    Figure(
        f"closer_of_{name}",
        _t(f"Närmare, av {sv}", f"Closer, of {en}", f"أقرب، من {ar}"),
        _t(
            f"Känner sig närmare delat med {sv}. {_INTERVAL.sv}",
            f"Feel closer divided by {en}. {_INTERVAL.en}",
            f"عدد من يشعرون بأنهم أقرب مقسوماً على عدد {ar}. {_INTERVAL.ar}",
        ),
    )
    for name, sv, en, ar in (
        ("answered", "dem som svarade", "those who answered", "من أجابوا"),
        ("all", "alla som deltog", "all who took part", "كل المشاركين"),
    )
)
TARGET_OF_ANSWERED, TARGET_OF_ALL = (
    Figure(
        f"target_of_{name}",
        _t(f"Mål 75 %, av {sv}", f"Target 75 %, of {en}", f"هدف 75٪، من {ar}"),
        _VERDICT,
    )
    for name, sv, en, ar in (
        ("answered", "dem som svarade", "those who answered", "من أجابوا"),
        ("all", "alla som deltog", "all who took part", "كل المشاركين"),
    )
)
