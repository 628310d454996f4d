"""Why a wording is found and what to write, in Swedish, English and Arabic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping


_t = LocalText

CONCERNS: Mapping[str, LocalText] = {
    "sex": _t("Kön", "Sex", "الجنس"),
    "gender_identity": _t("Könsidentitet eller uttryck", "Gender identity", "الهوية الجندرية"),
    "ethnicity": _t("Etnisk tillhörighet", "Ethnicity", "الانتماء العرقي"),
    "religion": _t("Religion eller tro", "Religion or belief", "الدين أو المعتقد"),
    "disability": _t("Funktionsnedsättning och hälsa", "Disability and health", "الإعاقة والصحة"),
    "sexual_orientation": _t("Sexuell läggning", "Sexual orientation", "الميل الجنسي"),
    "age": _t("Ålder", "Age", "العمر"),
    "family": _t("Familj", "Family", "الأسرة"),
    "language": _t("Språk utan uppgift", "Language without a task", "لغة بلا مهمة"),
    "driving_licence": _t("Körkort", "Driving licence", "رخصة القيادة"),
    "experience": _t("Erfarenhet", "Experience", "الخبرة"),
    "education": _t("Utbildning", "Education", "التعليم"),
    "private_data": _t("Privata uppgifter", "Private data", "بيانات خاصة"),
    "vague": _t("Oklart krav", "Unclear demand", "شرط غير واضح"),
}
"""What each concern is called."""

_GROUND = _t(
    "Det här är, eller kan bli, diskriminering enligt diskrimineringslagen.",
    "This is, or can become, discrimination under the Discrimination Act.",
    "هذا تمييز، أو قد يصبح تمييزاً، بحسب قانون مكافحة التمييز.",
)

WHY: Mapping[str, LocalText] = {
    **dict.fromkeys(
        ("sex", "gender_identity", "ethnicity", "religion", "sexual_orientation", "age"), _GROUND
    ),
    "disability": _t(
        "Hälsa och funktionsförmåga är en diskrimineringsgrund. En uppgift kan beskrivas, och "
        "hjälpmedel och anpassning kan göra den möjlig.",
        "Health and ability are a ground of discrimination. A task can be described, and aids and "
        "adjustments can make it possible.",
        "الصحة والقدرة من أسس التمييز. يمكن وصف المهمة، "
        "ويمكن للوسائل المساعدة والتكييف أن تجعلها ممكنة.",
    ),
    "family": _t(
        "Familj och föräldraskap får inte avgöra, och hänger ihop med kön.",
        "Family and parenthood may not decide, and go together with sex.",
        "لا يجوز أن تكون الأسرة أو الأبوة والأمومة هي الفاصل، وهي مرتبطة بالجنس.",
    ),
    "language": _t(
        "En språknivå måste höra till en uppgift. Annars stänger den ute människor som klarar "
        "arbetet, och kan vara indirekt diskriminering.",
        "A level of language must belong to a task. Otherwise it shuts out people who can do the "
        "job, and can be indirect discrimination.",
        "يجب أن يرتبط مستوى اللغة بمهمة. وإلا استبعد أشخاصاً يستطيعون أداء العمل، "
        "وقد يكون تمييزاً غير مباشر.",
    ),
    "driving_licence": _t(
        "Steget behöver inget körkort, och många som klarar arbetet har inget.",
        "The step needs no driving licence, and many who can do the job have none.",
        "هذه الخطوة لا تحتاج إلى رخصة قيادة، وكثيرون ممن يستطيعون العمل لا يملكونها.",
    ),
    "experience": _t(
        "Ett första jobb ger erfarenheten. Det som behövs kan läras på plats.",
        "A first job gives the experience. What is needed can be learnt on the job.",
        "العمل الأول هو الذي يمنح الخبرة. وما يلزم يمكن تعلّمه في العمل.",
    ),
    "education": _t(
        "Steget kräver ingen sådan utbildning, och den säger lite om uppgifterna.",
        "The step asks for no such education, and it says little about the tasks.",
        "هذه الخطوة لا تتطلب مثل هذا التعليم، وهو لا يقول الكثير عن المهام.",
    ),
    "private_data": _t(
        "Uppgiften behövs inte för att välja, och visar kön, ålder eller ursprung.",
        "It is not needed to choose, and shows sex, age or origin.",
        "هذه المعلومة غير لازمة للاختيار، وتكشف الجنس أو العمر أو الأصل.",
    ),
    "vague": _t(
        "Ingen vet hur det mäts, så magkänslan avgör. Säg vad som händer på arbetet.",
        "Nobody knows how it is measured, so a feeling decides. Say what happens at work.",
        "لا أحد يعرف كيف يُقاس هذا، فيكون الحكم بالشعور. اذكروا ما يحدث في العمل.",
    ),
}
"""Why each concern is one."""

_NEUTRAL = _t(
    "Stryk det, eller beskriv uppgiften: ”Vi söker dig som vill …”.",
    "Leave it out, or describe the task: “We look for somebody who wants to …”.",
    "احذفوه، أو صفوا المهمة: «نبحث عمّن يريد أن …».",
)

INSTEAD: Mapping[str, LocalText] = {
    **dict.fromkeys(("gender_identity", "religion", "sexual_orientation", "family"), _NEUTRAL),
    "sex": _t(
        "Skriv yrket utan kön: ”medarbetare”, ”lokalvårdare”, ”kock”.",
        "Name the job without a sex: “member of staff”, “cleaner”, “cook”.",
        "اذكروا المهنة دون تحديد الجنس: «موظف/ة»، «عامل/ة نظافة»، «طباخ/ة».",
    ),
    "ethnicity": _t(
        "Stryk det. Behövs språk till en uppgift, skriv uppgiften: ”du läser scheman på svenska”.",
        "Leave it out. If a task needs language, write the task: “you read rotas in Swedish”.",
        "احذفوه. وإذا احتاجت مهمة إلى لغة فاكتبوا المهمة: «تقرأ جداول العمل بالسويدية».",
    ),
    "disability": _t(
        "Beskriv uppgiften: ”du lyfter upp till 10 kg, med hjälpmedel”.",
        "Describe the task: “you lift up to 10 kg, with aids”.",
        "صفوا المهمة: «ترفع حتى 10 كغ، باستعمال وسائل مساعدة».",
    ),
    "age": _t(
        "Stryk åldern. Kräver lagen 18 år, skriv ”fyllda 18 år enligt lag”.",
        "Leave the age out. If the law asks for 18, write “at least 18, as the law says”.",
        "احذفوا العمر. وإذا اشترط القانون 18 سنة فاكتبوا «أتمّ 18 سنة بحسب القانون».",
    ),
    "language": _t(
        "Säg uppgiften: ”svenska som räcker för att läsa beställningar”.",
        "Say the task: “enough Swedish to read orders”.",
        "اذكروا المهمة: «لغة سويدية تكفي لقراءة الطلبات».",
    ),
    "driving_licence": _t(
        "Stryk det, eller säg vad som körs och hur ofta.",
        "Leave it out, or say what is driven and how often.",
        "احذفوه، أو اذكروا ما الذي يُقاد وكم مرة.",
    ),
    "experience": _t(
        "Skriv ”du lär dig på plats” eller ”erfarenhet hemifrån räknas”.",
        "Write “you learn on the job” or “experience from home counts”.",
        "اكتبوا «تتعلم في العمل» أو «الخبرة من البيت محسوبة».",
    ),
    "education": _t(
        "Skriv vad man ska kunna göra, och vad ni lär ut.",
        "Write what one has to be able to do, and what you teach.",
        "اكتبوا ما ينبغي أن يستطيع الشخص فعله، وما الذي تعلّمونه.",
    ),
    "private_data": _t(
        "Be inte om det. Vi presenterar personen steg för steg, när den har sagt ja.",
        "Do not ask for it. We present the person step by step, after a yes.",
        "لا تطلبوه. نقدّم الشخص خطوة بخطوة بعد موافقته.",
    ),
    "vague": _t(
        "Skriv vad som händer: ”mellan 11 och 13 äter 200 gäster”.",
        "Write what happens: “between 11 and 13, 200 guests eat”.",
        "اكتبوا ما يحدث: «بين 11 و13 يأكل 200 ضيف».",
    ),
}
"""What to write in place of it."""
