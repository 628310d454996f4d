"""Wordings that may not, or need not, stand in an opening: patterns in Swedish and English.

The seven grounds are those of the Swedish Discrimination Act (2008:567), chapter 1, section 4. A
pattern is about the person who is sought; the same word about a guest or a task is none of ours, so
each is kept as narrow as it can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.wording_texts import INSTEAD, WHY

if TYPE_CHECKING:
    from matcher.domain.text import LocalText


class Concern(StrEnum):
    """What is wrong with a wording: one of the seven grounds, or a demand that is not needed."""

    SEX = "sex"
    GENDER_IDENTITY = "gender_identity"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    DISABILITY = "disability"
    SEXUAL_ORIENTATION = "sexual_orientation"
    AGE = "age"
    FAMILY = "family"
    LANGUAGE = "language"
    DRIVING_LICENCE = "driving_licence"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    PRIVATE_DATA = "private_data"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class WordingRule:
    """One pattern.

    Parameters
    ----------
    unless
        A sentence that holds this is left alone.
    needs
        The field of :class:`matcher.domain.wording.Needed` that makes the demand a fair one.
    tied_by_task
        It is fair in a sentence that says for which task.
    """

    concern: Concern
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    needs: str | None = None
    tied_by_task: bool = False

    @property
    def why(self) -> LocalText:
        """Why it is found."""
        return WHY[self.concern.value]

    @property
    def instead(self) -> LocalText:
        """What to write."""
        return INSTEAD[self.concern.value]


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


ALSO_FOR_ALL = _p(
    r"\b(?:oavsett|oberoende\ av|utan\ hänsyn\ till|alla\ åldrar|alla\ kön|regardless|"
    r"irrespective|all\ ages|of\ any\ (?:age|sex|gender|background))\b"
)
BECAUSE = _p(
    r"\b(?:för\ att|eftersom|så\ att|när\ du|då\ du|du\ ska\ kunna|"
    r"kunna\ (?:läsa|skriva|prata|tala|förstå|svara|ta\ emot|hälsa)|"
    r"so\ that|in\ order\ to|because|when\ you|enough\ to|"
    r"be\ able\ to\ (?:read|write|talk|speak|understand|answer|greet))\b"
)
TASK = _p(
    r"\b(?:to\ (?:read|write|talk|speak|understand|answer|greet)|"
    r"(?:räcker|behövs|används)\ (?:för|till|i)|lär\ dig|learn|tränar?\ |training|kurs|course)"
)
_OTHERS = (
    r"barn|elever|ungdomar|boende|gäster|kunder|brukare|besökare|kollegor|patienter|"
    r"children|pupils|residents|guests|customers|visitors|patients|students|clients"
)
_SEEK = (
    r"(?:söker|sökes|önskar|anställer|behöver|letar\ efter|looking\ for|seek(?:ing|s)?|hiring|want)"
)
_LIKE = r"(?:stark|yngre|ung|erfaren|duktig|trevlig|pålitlig|händig|svensk|glad|social|snäll|äldre)"
_NONE = r"(?:inga|ingen|inte|ej|utan|no|not|without)"
_C = Concern

RULES: tuple[WordingRule, ...] = (
    # Age.
    WordingRule(
        _C.AGE,
        _p(
            r"(?<!\bmed\ )(?<!\bför\ )(?<!\btill\ )(?<!\bmot\ )(?<!\bbland\ )"
            r"(?<!\bav\ )(?<!\bhos\ )"
            r"\b(?:ung|unga|unge|yngre|ungdomlig\w*|youthful|young(?:er)?)\b"
            r"(?!\s+(?:och\s+gamla|and\s+old|" + _OTHERS + r"|människor|people|vuxna|adults|men\b))"
        ),
    ),
    WordingRule(_C.AGE, _p(r"\bungt?\s+(?:och\s+\w+\s+)?(?:team|gäng|arbetslag)\b")),
    WordingRule(
        _C.AGE,
        _p(
            r"\b(?:mellan\s+|åldern\s+|aged?\s+|between\s+)?(?:1[6-9]|[2-6]\d)\s*(?:-|–|till|och|to|and)"
            r"\s*[2-6]\d\s*(?:år(?:s\s+ålder)?\b(?!\s*s?\s*(?:sedan|erfarenhet))"
            r"|years?\s+(?:old|of\s+age))"
        ),
        unless=_p(r"\b(?:" + _OTHERS + r"|funnits|erfarenhet|experience)\b"),
    ),
    WordingRule(
        _C.AGE,
        _p(
            r"\b(?:högst|max(?:imalt)?|under|yngre\ än|inte\ över|ej\ över|max(?:imum)?|at\ most|"
            r"younger\ than|not\ over)\s+[2-6]\d\s*(?:år\b|years?\b)(?!\s*s?\s*erfarenhet)"
        ),
        unless=_p(r"\b(?:" + _OTHERS + r"|anställning|placering|kontrakt)\b"),
    ),
    WordingRule(
        _C.AGE,
        _p(
            r"\b(?:inga|ej|inte)\s+(?:pensionärer|seniorer|äldre)\b|\bno\s+(?:pensioners|seniors)\b"
            r"|\bnyutexaminerad\w*|\brecent\s+graduates?\b|\bdigital\s+native\b"
            r"|\b(?:inte|ej)\s+för\s+gammal\b|\bnot\s+too\s+old\b"
        ),
    ),
    # Sex.
    WordingRule(
        _C.SEX,
        _p(
            r"\b(?:tjej(?:er|en)?|kill(?:e|en|ar)|grabb(?:ar|en)?|karl(?:ar)?|herrar|guys?|lads?)\b"
        ),
        unless=_p(r"\b(?:kläder|avdelning|omklädningsrum|lag)\b"),
    ),
    WordingRule(
        _C.SEX,
        _p(
            rf"\b{_SEEK}\s+(?:en|två|tre|flera|a|two|some)\s+(?:{_LIKE}\s+)?"
            r"(?:man|män|kvinna|kvinnor|woman|women|men|girl|boy|lady|gentleman)\b"
        ),
    ),
    WordingRule(
        _C.SEX,
        _p(
            r"\b(?:manliga?|kvinnliga?|male|female)\s+(?:sökande|personal|medarbetare|kandidat\w*|"
            r"vaktmästare|kock(?:ar)?|städare|candidates?|applicants?|staff|workers?|cleaners?|"
            r"cooks?|only|preferred)\b|\b(?:men|women|män|kvinnor)\s+only\b"
            r"|\b(?:endast|bara|enbart)\s+(?:män|kvinnor)\b"
            r"|\b(?:strong|stark)\s+(?:man|men|woman|girl|boy|kvinna)\b"
        ),
        unless=_p(r"\bgäster\b|\bomklädningsrum\b"),
    ),
    WordingRule(
        _C.SEX,
        _p(
            r"\b(?:städerska|diskflicka|kassörska|servitris|bagarflicka|springpojke|barflicka|"
            r"mattant|bespisningstant|husmor|waitress|salesman|handyman|foreman|craftsman|"
            r"chambermaid|cleaning\s+lady|dinner\s+lady|kitchen\s+(?:boy|maid))\w*"
        ),
    ),
    # Transgender identity or expression.
    WordingRule(
        _C.GENDER_IDENTITY,
        _p(
            r"\bbiologisk[at]?\s+(?:man|män|kvinna|kvinnor|kön)\b|\bborn\s+(?:male|female)\b"
            r"|\bcis(?:-?(?:man|kvinna|person|male|female))\b"
            rf"|\b{_NONE}\s+trans(?:personer|person|gender)?\b|\btrans\w*\s+undanbedes\b"
        ),
    ),
    # Ethnicity.
    WordingRule(
        _C.ETHNICITY,
        _p(
            r"\b(?:hel|etniskt\s+|infödd\s+)svensk\b|\b(?:född|uppvuxen)\s+i\s+sverige\b"
            r"|\bsvensk[ta]?\s+(?:bakgrund|ursprung|påbrå|medborgarskap|medborgare|utseende|namn|"
            r"släkt|föräldrar)\b|\bnordiskt?\s+(?:utseende|ursprung|bakgrund)\b"
            rf"|\b{_NONE}\s+(?:invandrare|utlänningar|immigrants|foreigners)\b"
            r"|\b(?:invandrare|utlänningar)\s+undanbedes\b"
            r"|\bswedish[-\s](?:born|citizens?(?:hip)?|background|origin|looks)\b"
            r"|\bscandinavian\s+(?:looks|background|origin)\b|\bborn\s+in\s+sweden\b"
        ),
    ),
    WordingRule(
        _C.ETHNICITY,
        _p(
            r"\bsvenska\s+som\s+modersmål\b|\bmodersmål(?:et)?\s+(?:är\s+)?svenska\b"
            rf"|\b{_NONE}\s+(?:(?:an|any|utländsk|stark|foreign)\s+)?(?:brytning|accent)\b|\baccent-?(?:fri|free)\w*"
            r"|\bnative\s+(?:swedish\s+)?(?:speakers?|level)\b|\bmother\s+tongue\s+swedish\b"
            r"|\bswedish\s+as\s+(?:a\s+)?(?:mother\s+tongue|first\s+language)\b"
            r"|\bmodersmålsnivå\b"
        ),
        unless=_p(r"\bsvenska\s+som\s+(?:andraspråk)\b"),
    ),
    # Religion or other belief.
    WordingRule(
        _C.RELIGION,
        _p(
            rf"\b(?:{_NONE}|förbjud\w*)\s+(?:(?:bära|ha|med|wear(?:ing)?|a|any)\s+)*"
            r"(?:slöja|hijab|huvudduk|turban|headscar(?:f|ves)|veil)\b"
            r"|\b(?:slöja|hijab|huvudduk|turban|headscarf)\s+(?:är\s+|is\s+)?"
            r"(?:inte\s+tillåt\w*|ej\s+tillåt\w*|förbjud\w*|not\s+allowed|forbidden)"
            rf"|\b{_NONE}\s+(?:muslim(?:er|s)?|judar|jews|kristna|religiösa)\b"
            r"|\b(?:du\s+är|you\s+are|är\s+en)\s+(?:en\s+|a\s+)?(?:kristen|troende|christian|muslim)\b"
        ),
    ),
    # Disability and health.
    WordingRule(
        _C.DISABILITY,
        _p(
            r"\b(?:fullt|helt|fysiskt|psykiskt|hel\s+och|stark\s+och|är)\s+frisk\b(?!\s+luft)"
            r"|\bfrisk\s+och\s+(?:stark|kry|arbetsför)\b|\bfullt\s+arbetsför\b|\bgod\s+hälsa\b"
            rf"|\b{_NONE}\s+(?:fysiska\s+|physical\s+)?(?:funktionsnedsättning\w*|funktionshinder|handikapp|"
            r"sjukfrånvaro|allergier|disabilit\w+|sick\s+leave|health\s+problems|allergies)\b"
            r"|\bable[-\s]bodied\b|\b(?:in\s+)?(?:good|perfect|excellent)\s+(?:physical\s+)?health\b"
            r"|\b(?:you\s+are|be|perfectly|fully)\s+healthy\b|\bphysically\s+fit\b"
            r"|\b(?:god|bra|mycket\s+god)\s+(?:fysik|kondition)\b|\bvältränad\b"
            r"|\b(?:normal|perfekt)\s+(?:syn|hörsel)\b|\bperfect\s+(?:sight|hearing|vision)\b"
        ),
        unless=_p(r"\bvi\s+(?:vill|önskar)\s+(?:dig\s+)?god\s+hälsa\b|\bförebygg\w*"),
    ),
    # Sexual orientation.
    WordingRule(
        _C.SEXUAL_ORIENTATION,
        _p(
            r"\b(?:heterosexuell\w*|heterosexual|straight\s+(?:men|man|women|only|guys))\b"
            rf"|\b{_NONE}\s+(?:homosexuella|bögar|lesbiska|gays?|lesbians?|hbtq\w*|homosexuals?)\b"
        ),
    ),
    # Family.
    WordingRule(
        _C.FAMILY,
        _p(
            r"\b(?:ogift|unmarried|barnlös|childless)\b"
            rf"|\b{_NONE}\s+(?:små\s*|egna\s+|små\s+)?barn\b(?!\s*(?:under|över|i\b|på\b|går|får|som|mat))"
            rf"|\b{_NONE}\s+(?:small\s+|young\s+)?children\b(?!\s+(?:under|over|in|at|are|may))"
            r"|\b(?:gravid|pregnant)\b|\bfamiljeplaner\b|\b(?:familj|föräldraledig\w*)\s+är\s+ett\s+hinder"
        ),
        unless=_p(r"\b(?:försäkring|skydd|gravida)\b"),
    ),
    # Language that no task is named for.
    WordingRule(
        _C.LANGUAGE,
        _p(
            r"\b(?:perfekt|felfri|oklanderlig|flawless|perfect|impeccable)a?\s+(?:i\s+)?"
            r"(?:svenska|swedish|english|engelska)\b"
        ),
    ),
    WordingRule(
        _C.LANGUAGE,
        _p(
            r"\b(?:flytande|obehindrad|utmärkta?|(?:mycket\s+)?goda?|(?:mycket\s+)?bra|god)\s+"
            r"(?:kunskaper\s+i\s+|i\s+)?(?:både\s+)?(?:svenska|engelska)(?:\s+och\s+(?:svenska|engelska))?"
            r"(?:\s+i\s+tal\s+och\s+skrift)?\b"
            r"|\b(?:svenska|engelska)\s+i\s+tal\s+och\s+skrift\b"
            r"|\b(?:behärskar|talar|pratar|skriver|måste\s+kunna|kräver)\s+"
            r"(?:(?:obehindrat|flytande|mycket|bra|god|perfekt)\s+)*(?:svenska|engelska)\b"
            r"|\b(?:svenska|engelska)\s+(?:är\s+ett\s+krav|krävs|är\s+krav)\b"
            r"|\b(?:fluent|excellent|very\s+good|good|strong|advanced)\s+(?:in\s+|command\s+of\s+|"
            r"(?:spoken|written)\s+(?:and\s+(?:spoken|written)\s+)?)?(?:swedish|english)\b"
            r"|\b(?:swedish|english)\s+(?:is\s+)?(?:required|a\s+must)\b|\bmust\s+speak\s+(?:swedish|english)\b"
        ),
        tied_by_task=True,
    ),
    WordingRule(
        _C.LANGUAGE,
        _p(
            r"\b(?:nivå|level|minst|at\s+least)\s+(?:[ABC][12][+-]?)(?!\w)"
            r"|\b(?:svenska|swedish|engelska|english)\s+(?:på\s+|at\s+)?(?:nivå\s+|level\s+)?[ABC][12]\b"
            r"|\bsfi\s*(?:kurs\s*)?[A-D]\b|\bsvenska\s+(?:1|2|3|som\s+andraspråk\s+\d)\b"
            r"|\bgrundläggande\s+svenska\s+godkän\w+"
        ),
        tied_by_task=True,
    ),
    # Driving licence.
    WordingRule(
        _C.DRIVING_LICENCE,
        _p(
            r"(?<!truck)\b(?:(?:b-?|be-?|c-?)?körkort(?:et)?|egen\s+bil|tillgång\s+till\s+bil|"
            r"driving\s+licen[cs]e|driver'?s?\s+licen[cs]e|own\s+car)\b"
        ),
        unless=_p(
            r"\b(?:inget|inte|ej|utan|no|not|without)\b[^,]{0,25}(?:körkort|licen[cs]e|bil\b|car\b)|"
            r"(?:körkort|licen[cs]e|bil|car)\b[^,]{0,25}\b(?:inte|ej|inget|inga|not|no)\b|\btruckkörkort\b"
        ),
        needs="driving_licence",
    ),
    # What no first job needs.
    WordingRule(
        _C.EXPERIENCE,
        _p(
            r"\b(?:minst\s+|flera\s+|at\s+least\s+|several\s+)?(?:\d+|två|tre|fem|ett|flera|two|three|"
            r"five|several)\s*(?:-|–|till|to)?\s*\d*\s*(?:års\s+(?:\w+\s+)?erfarenhet|"
            r"years?['’]?\s+(?:of\s+)?(?:\w+\s+)?experience)\b"
            r"|\b(?:mång|flerårig|dokumenterad|gedigen)\w*\s+erfarenhet\b"
            r"|\berfarenhet\s+(?:är\s+ett\s+krav|krävs)\b|\bexperience\s+(?:is\s+)?required\b"
        ),
        unless=_p(
            r"\b(?:inte|ej|inget|ingen|inga|utan|no|not|without|vi\s+har|we\s+have|handledare\w*|"
            r"mentor\w*|kollegor|colleagues)\b"
        ),
        needs="experience",
    ),
    WordingRule(
        _C.EDUCATION,
        _p(
            r"\b(?:gymnasieexamen|gymnasiekompetens|gymnasieutbildning|högskoleexamen|"
            r"högskoleutbildning|universitetsexamen|upper\s+secondary\s+(?:diploma|school\s+diploma)|"
            r"university\s+degree|high\s+school\s+diploma)\b"
        ),
        unless=_p(r"\b(?:inte|ej|ingen|inget|inga|utan|no|not|without)\b"),
        needs="experience",
    ),
    WordingRule(
        _C.PRIVATE_DATA,
        _p(
            r"\b(?:bifoga|skicka|med|with|attach|send)\s+(?:(?:med|ett|en|a|your|ditt|din|cv\s+med|"
            r"cv\s+and|cv\s+och)\s+)*(?:foto|fotografi|bild(?:\s+på\s+dig)?|photo(?:graph)?|picture)\b"
            r"|\b(?:uppge|skriv|ange|skicka|state|send)\s+(?:\w+\s+){0,2}(?:personnummer|civilstånd|"
            r"födelseland|nationalitet|marital\s+status|nationality|date\s+of\s+birth)\b"
        ),
        unless=_p(r"\bbilder\b|\bmed\s+bild\s+(?:av|på)\s+(?:maten|rätten|varan)\b"),
    ),
    WordingRule(
        _C.VAGUE,
        _p(
            r"\b(?:stress(?:tålig|tålighet|tåligt)|multitask\w*|stress[-\s]resistant|"
            r"skinn\s+på\s+näsan|hungrig\s+på|passa\s+in\s+i\s+(?:gänget|gruppen)|cultural\s+fit|"
            r"thick[-\s]skinned)\b"
        ),
    ),
)
