"""The one catalogue of message texts, in Swedish, English and Arabic: kind and short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.message_template import Template
from matcher.domain.permission import FieldGroup
from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping


_t = LocalText

_CARD = ("day", "time", "door", "person", "clothes", "papers", "route", "phone")

_ASK = Template(
    _t("En fråga till dig", "A question for you", "سؤال لك"),
    _t(
        "Hej! Vi har hittat ett arbete som kan passa dig: {title}. Vill du veta mer? Du "
        "kan svara "
        "ja, nej eller inte nu, och alla svar är bra. Ingen arbetsgivare får veta något om dig "
        "innan du har sagt ja. Vi kan också ringa dig.",
        "Hello! We have found a job that may suit you: {title}. Would you like to know "
        "more? You "
        "can answer yes, no or not now, and every answer is fine. No employer is told anything "
        "about you before you have said yes. We can also ring you.",
        "مرحباً! وجدنا عملاً قد يناسبك: {title}. هل تريد معرفة المزيد؟ يمكنك أن تجيب بنعم أو لا "
        "أو ليس "
        "الآن، وكل إجابة جيدة. لن يعرف أي صاحب عمل شيئاً عنك قبل أن توافق. ويمكننا "
        "أيضاً الاتصال بك.",
    ),
    or_step=True,
)
_PLACE_FILLED = Template(
    _t("Ett besked till dig", "News for you", "خبر لك"),
    _t(
        "Hej! Platsen som {title} är tillsatt. Det säger inget om dig eller om det du kan. "
        "Du är "
        "redan tillbaka på listan, och vi letar vidare efter ett arbete som passar dig.",
        "Hello! The place as {title} is filled. That says nothing about you or about what "
        "you can "
        "do. You are back on the list already, and we go on looking for a job that suits you.",
        "مرحباً! شُغل المكان: {title}. هذا لا يعني شيئاً عنك أو عن قدراتك. لقد عدت إلى "
        "القائمة، ونواصل "
        "البحث عن عمل يناسبك.",
    ),
)
_FIRST_DAY_CARD = Template(
    _t("Din första dag", "Your first day", "يومك الأول"),
    _t(
        "Hej! Roliga nyheter: du har fått arbetet som {title}. Det här är bra att veta om din "
        "första dag.",
        "Hello! Good news: you have got the job as {title}. This is good to know about "
        "your first "
        "day.",
        "مرحباً! خبر سار: حصلت على العمل: {title}. هذا ما يفيدك أن تعرفه عن يومك الأول.",
    ),
    needs=("opening", "day", "time"),
    takes=_CARD[2:],
    lines=_CARD,
)
_NOT_HIRED = Template(
    _t("Ett besked till dig", "News for you", "خبر لك"),
    _t(
        "Hej! Som vi pratade om blev det inte arbetet som {title} den här gången. Det du "
        "kan finns "
        "kvar, och vi letar vidare tillsammans med dig. Ring gärna om du undrar över något.",
        "Hello! As we talked about, it was not the job as {title} this time. What you can "
        "do is "
        "still there, and we go on looking together with you. Do ring if you "
        "wonder about anything.",
        "مرحباً! كما تحدثنا، لم يكن العمل من نصيبك هذه المرة: {title}. قدراتك باقية، ونواصل "
        "البحث معك. "
        "اتصل بنا إذا كان لديك أي سؤال.",
    ),
    person_first=True,
)
_FOLLOW_UP = Template(
    _t("Hur går det?", "How is it going?", "كيف الحال؟"),
    _t(
        "Hej! Hur går det på arbetet som {title}? Svara gärna, eller be oss ringa. Du "
        "väljer själv "
        "om du vill svara. Det du berättar stannar hos oss.",
        "Hello! How is it going at the job as {title}? Do answer, or ask us to ring. "
        "Whether you "
        "answer is up to you. What you tell us stays with us.",
        "مرحباً! كيف تسير الأمور في العمل: {title}؟ يسعدنا أن تجيب أو أن تطلب منا الاتصال بك. لك "
        "أن تختار "
        "الإجابة أو عدمها. وما تقوله يبقى عندنا.",
    ),
)
_WITHDRAWN = Template(
    _t("Vi har gjort som du ville", "We have done as you wished", "فعلنا ما أردت"),
    _t(
        "Hej! Du har tagit tillbaka ditt ja till {title}. Vi berättar inget mer om dig "
        "där. Allt "
        "annat är som förut, och du kan ändra dig.",
        "Hello! You have taken back your yes to {title}. We tell nothing more about you there. "
        "Everything else is as before, and you can change your mind.",
        "مرحباً! لقد سحبت موافقتك على: {title}. لن نقول شيئاً آخر عنك هناك. وكل شيء آخر كما كان، "
        "ويمكنك أن "
        "تغيّر رأيك.",
    ),
)
_PRESENTED = Template(
    _t("Ett förslag till er", "A suggestion for you", "اقتراح لكم"),
    _t(
        "Hej! Vi vill presentera en person för {title}. Det här får ni veta nu. Vill "
        "ni träffas? "
        "Svara gärna inom tre arbetsdagar.",
        "Hello! We would like to present a person for {title}. This is what you may know now. "
        "Would you like to meet? Please answer within three working days.",
        "مرحباً! نود أن نقدّم لكم شخصاً للعمل: {title}. هذا ما يمكنكم معرفته الآن. هل "
        "تودّون اللقاء؟ "
        "يرجى الرد خلال ثلاثة أيام عمل.",
    ),
    needs=("opening", "participant"),
    tells=FieldGroup.SKILLS,
)
_REMINDER = Template(
    _t("En påminnelse", "A reminder", "تذكير"),
    _t(
        "Hej! För tre arbetsdagar sedan presenterade vi en person för {title}. Vill ni "
        "träffas? Ett "
        "nej är också ett bra svar.",
        "Hello! Three working days ago we presented a person for {title}. Would you like "
        "to meet? "
        "A no is a good answer too.",
        "مرحباً! قبل ثلاثة أيام عمل قدّمنا لكم شخصاً للعمل: {title}. هل تودّون اللقاء؟ "
        "والرفض جواب "
        "جيد أيضاً.",
    ),
    needs=("opening", "participant"),
    tells=FieldGroup.CODE,
)
_EMPLOYER_WITHDRAWN = Template(
    _t("Ett förslag gäller inte längre", "A suggestion no longer holds", "اقتراح لم يعد قائماً"),
    _t(
        "Hej! Vårt förslag till {title} gäller inte längre. Ni behöver inte göra något.",
        "Hello! Our suggestion for {title} no longer holds. You need not do anything.",
        "مرحباً! اقتراحنا للعمل: {title} لم يعد قائماً. لا حاجة إلى أي إجراء منكم.",
    ),
)
_RING_THEM = Template(
    _t("Ring arbetsgivaren", "Ring the employer", "اتصل بصاحب العمل"),
    _t(
        "Arbetsgivaren för {title} har inte svarat om {participant} på fem arbetsdagar. Ring dem.",
        "The employer of {title} has not answered about {participant} for five working "
        "days. Ring "
        "them.",
        "لم يردّ صاحب العمل ({title}) بشأن {participant} منذ خمسة أيام عمل. اتصل به.",
    ),
    needs=("opening", "participant"),
)

_PLACE = Template(
    _t("Ett roligt besked", "Good news", "خبر سار"),
    _t(
        "Hej! Du har fått arbetet som {title}. Grattis! Vi hör av oss om din första dag.",
        "Hello! You have got the job as {title}. Congratulations! We will tell you about your "
        "first day.",
        "مرحباً! لقد حصلت على العمل: {title}. تهانينا! سنخبرك عن يومك الأول.",
    ),
)
_TRIAL = Template(
    _t("Ett roligt besked", "Good news", "خبر سار"),
    _t(
        "Hej! Du får prova arbetet som {title}. Vi hör av oss om din första dag, och du kan alltid "
        "ringa oss.",
        "Hello! You can try the job as {title}. We will tell you about your first day, and you can "
        "always ring us.",
        "مرحباً! يمكنك تجربة العمل: {title}. سنخبرك عن يومك الأول، ويمكنك الاتصال بنا دائماً.",
    ),
)
_MEETING = Template(
    _t("Ett möte", "A meeting", "لقاء"),
    _t(
        "Hej! Arbetsgivaren vill träffa dig om arbetet som {title}. Vi bestämmer tid tillsammans "
        "med dig, och vi kan följa med.",
        "Hello! The employer would like to meet you about the job as {title}. We agree on a time "
        "together with you, and we can come along.",
        "مرحباً! يود صاحب العمل لقاءك بشأن العمل: {title}. نتفق معك على الموعد، ويمكننا مرافقتك.",
    ),
    takes=("times",),
    lines=("times",),
)
_MEETING_AT = Template(
    _t("Ett möte", "A meeting", "لقاء"),
    _t(
        "Hej! Arbetsgivaren vill träffa dig om arbetet som {title}. Tiden står här under. Passar "
        "den inte, ring oss så bestämmer vi en annan. Vi kan följa med.",
        "Hello! The employer would like to meet you about the job as {title}. The time stands "
        "below. If it does not suit you, ring us and we agree on another. We can come along.",
        "مرحباً! يود صاحب العمل لقاءك بشأن العمل: {title}. الموعد مكتوب أدناه. إذا لم يناسبك فاتصل "
        "بنا لنتفق على موعد آخر. ويمكننا مرافقتك.",
    ),
    needs=("opening", "day", "time"),
    lines=("day", "time"),
)
_CLOSED = Template(
    _t("Ett besked till dig", "News for you", "خبر لك"),
    _t(
        "Hej! Arbetet som {title} finns inte längre att få. Det beror inte på dig. Du är redan "
        "tillbaka på listan, och vi letar vidare.",
        "Hello! The job as {title} is no longer there to get. That is not because of you. You are "
        "back on the list already, and we go on looking.",
        "مرحباً! لم يعد هذا العمل متاحاً: {title}. ليس هذا بسببك. لقد عدت إلى القائمة، ونواصل البحث.",
    ),
)
_RETURNED = Template(
    _t("Er tjänst", "Your opening", "وظيفتكم"),
    _t(
        "Hej! Vi behöver veta lite mer om {title} innan vi kan hjälpa er att hitta någon. Hör "
        "gärna av er.",
        "Hello! We need to know a little more about {title} before we can help you to find "
        "somebody. Please get in touch.",
        "مرحباً! نحتاج إلى معرفة المزيد عن العمل: {title} قبل أن نساعدكم في إيجاد "
        "شخص. يرجى التواصل معنا.",
    ),
)


_TO_DO = _t("Att göra", "To do", "للقيام به")
_ABOUT = ("opening", "participant")


_TELL_FILLED = Template(
    _TO_DO,
    _t(
        "Berätta själv för {participant} att {title} är tillsatt: ring eller träffas.",
        "Tell {participant} yourself that {title} is filled: ring or meet.",
        "أخبر {participant} بنفسك أن المكان قد شُغل ({title}): اتصل أو قابله.",
    ),
    needs=_ABOUT,
    then="place_filled",
)
_TELL_NOT_HIRED = Template(
    _TO_DO,
    _t(
        "Berätta själv för {participant} att det inte blev {title} den här gången: ring eller "
        "träffas.",
        "Tell {participant} yourself that it was not {title} this time: ring or meet.",
        "أخبر {participant} بنفسك أن العمل ({title}) لم يكن من نصيبه هذه المرة: اتصل أو قابله.",
    ),
    needs=_ABOUT,
    then="not_hired",
)
_TELL_CLOSED = Template(
    _TO_DO,
    _t(
        "Berätta själv för {participant} att {title} inte längre finns att få: ring eller träffas.",
        "Tell {participant} yourself that {title} is no longer there to get: ring or meet.",
        "أخبر {participant} بنفسك أن العمل ({title}) لم يعد متاحاً: اتصل أو قابله.",
    ),
    needs=_ABOUT,
    then="opening_closed",
)
_HANDED_OVER = Template(
    _TO_DO,
    _t(
        "{from} har lämnat över förslaget {title} för {participant} till dig.",
        "{from} has handed the suggestion {title} for {participant} over to you.",
        "سلّمك {from} الاقتراح ({title}) الخاص بـ {participant}.",
    ),
    needs=(*_ABOUT, "from"),
    or_step=True,
)

_RING_WORKPLACE = Template(
    _t("Ring arbetsplatsen", "Ring the workplace", "اتصل بمكان العمل"),
    _t(
        "Arbetsplatsen för {title} vill prata om hur det går för {participant}. Ring dem.",
        "The workplace of {title} would like to talk about how it goes for {participant}. Ring "
        "them.",
        "يود مكان العمل ({title}) الحديث عن سير الأمور مع {participant}. اتصل به.",
    ),
    needs=_ABOUT,
)
_FACT_ENDS = Template(
    _TO_DO,
    _t(
        "{participant}: {fact} gäller till {until}. Fråga om det är förnyat och skriv in det nya "
        "datumet. Efter {until} räknas det inte.",
        "{participant}: {fact} holds until {until}. Ask whether it has been renewed, and enter the "
        "new day. After {until} it does not count.",
        "{participant}: {fact}، الصلاحية حتى {until}. اسأل هل جُدّدت وسجّل التاريخ الجديد. "
        "بعد {until} لا تُحتسب.",
    ),
    needs=("participant", "fact", "until"),
)
RIGHT_TO_WORK = _t("rätten att arbeta", "the right to work", "الحق في العمل")
"""What a line about a fact that ends calls the one that is no certificate."""

_RING_PERSON = Template(
    _t("Ring tillbaka", "Ring back", "عاود الاتصال"),
    _t(
        "{participant} vill att du ringer.",
        "{participant} would like you to ring.",
        "يريد {participant} أن تتصل به.",
    ),
    needs=("participant",),
    takes=("opening",),
)

TEMPLATES: Mapping[tuple[str, str], Template] = {
    ("participant", "ask"): _ASK,
    ("participant", "meeting"): _MEETING,
    ("participant", "meeting_at"): _MEETING_AT,
    ("participant", "place"): _PLACE,
    ("participant", "trial"): _TRIAL,
    ("participant", "first_day"): _FIRST_DAY_CARD,
    ("participant", "place_filled"): _PLACE_FILLED,
    ("participant", "opening_closed"): _CLOSED,
    ("participant", "not_hired"): _NOT_HIRED,
    ("participant", "follow_up"): _FOLLOW_UP,
    ("participant", "withdrawn"): _WITHDRAWN,
    ("employer", "present"): _PRESENTED,
    ("employer", "remind_employer"): _REMINDER,
    ("employer", "withdrawn"): _EMPLOYER_WITHDRAWN,
    ("employer", "opening_returned"): _RETURNED,
    ("linkworker", "tell_linkworker"): _RING_THEM,
    ("linkworker", "ring_person"): _RING_PERSON,
    ("linkworker", "tell_place_filled"): _TELL_FILLED,
    ("linkworker", "tell_not_hired"): _TELL_NOT_HIRED,
    ("linkworker", "tell_opening_closed"): _TELL_CLOSED,
    ("linkworker", "handed_over"): _HANDED_OVER,
    ("linkworker", "ring_workplace"): _RING_WORKPLACE,
    ("linkworker", "fact_ends"): _FACT_ENDS,
}
"""Every template by whom it is for and its code."""
