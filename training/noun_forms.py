"""Swedish skills as people name them in a list of what they can do: "putsa skor" as "skoputsning".

ESCO says a skill with a verb, job seekers and employers say it with a noun; ESCO has no Swedish
alternatives to learn that from. The forms need not all be good Swedish: they are only trained on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Nouns of frequent verbs that the rules get wrong.
_NOUNS: Mapping[str, str] = {
    "administrera": "administration",
    "analysera": "analys",
    "arbeta": "arbete",
    "arrangera": "arrangemang",
    "avläsa": "avläsning",
    "baka": "bakning",
    "behandla": "behandling",
    "beräkna": "beräkning",
    "bevara": "bevarande",
    "byta": "byte",
    "bygga": "byggande",
    "designa": "design",
    "diagnostisera": "diagnostik",
    "dokumentera": "dokumentation",
    "driva": "drift",
    "forska": "forskning",
    "framställa": "framställning",
    "förbereda": "förberedelse",
    "förhandla": "förhandling",
    "handla": "handel",
    "informera": "information",
    "installera": "installation",
    "integrera": "integration",
    "inreda": "inredning",
    "klippa": "klippning",
    "kombinera": "kombination",
    "kommunicera": "kommunikation",
    "kontrollera": "kontroll",
    "köpa": "inköp",
    "köra": "körning",
    "leverera": "leverans",
    "lyfta": "lyft",
    "läsa": "läsning",
    "marknadsföra": "marknadsföring",
    "mäta": "mätning",
    "odla": "odling",
    "operera": "operation",
    "organisera": "organisation",
    "packa": "packning",
    "presentera": "presentation",
    "producera": "produktion",
    "programmera": "programmering",
    "redovisa": "redovisning",
    "rekrytera": "rekrytering",
    "reparera": "reparation",
    "resa": "resa",
    "råda": "rådgivning",
    "samarbeta": "samarbete",
    "samla": "insamling",
    "sköta": "skötsel",
    "skydda": "skydd",
    "skära": "skärning",
    "spela": "spel",
    "studera": "studier",
    "sy": "sömnad",
    "sälja": "försäljning",
    "testa": "test",
    "tillaga": "tillagning",
    "transportera": "transport",
    "trycka": "tryck",
    "tvätta": "tvätt",
    "underhålla": "underhåll",
    "undervisa": "undervisning",
    "utbilda": "utbildning",
    "vårda": "vård",
    "välja": "val",
    "översätta": "översättning",
}
# Verbs that say little: the skill is named by what they are done to.
_LIGHT = {
    *("använda", "ge", "ta", "göra", "ha", "hålla", "vara", "bli", "få", "sätta", "ställa"),
    *("följa", "delta", "säkerställa", "tillhandahålla", "upprätthålla", "tillämpa", "utföra"),
    *("genomföra", "känna", "ansvara", "bidra", "bedriva", "föra", "vidta", "se", "förstå"),
}
_LINKING = ("på", "om", "till", "med", "för", "i", "av", "från", "inom", "vid", "under", "efter")
_PLURALS = ("orna", "or", "ar", "er")
# How a subject is put in a list of what somebody can do.
_AROUND = ("kunskaper i {}", "{}, kunskaper", "{}, erfarenhet", "utbildning i {}", "{}, vana")


def noun_forms(label: str) -> tuple[str, ...]:
    """Return what a Swedish skill that starts with a verb may be called with a noun.

    Parameters
    ----------
    label
        A preferred label of ESCO, as "reparera bilar".

    Returns
    -------
    tuple of str
        Different from the label and each other. A label that does not start with an infinitive is
        a subject, and named with what one has of it.

    Examples
    --------
    >>> noun_forms("reparera bilar")
    ('reparation av bilar', 'bilar, reparation', 'bilreparation')
    >>> noun_forms("använda programvara för kundhantering")
    ('programvara för kundhantering',)
    >>> noun_forms("betong")[:2]
    ('kunskaper i betong', 'betong, kunskaper')
    """
    verb, _, object_ = label.partition(" ")
    first, _, rest = object_.partition(" ")
    if first in ("", "och") or not (verb.endswith("a") or verb in _NOUNS or verb in _LIGHT):
        return tuple(form.format(label) for form in _AROUND)
    if first in _LINKING:
        return (f"{noun_of(verb)} {object_}",) if verb not in _LIGHT else (rest,) * bool(rest)
    if verb in _LIGHT:
        return (object_,)
    noun = noun_of(verb)
    forms = [f"{noun} av {object_}", f"{object_}, {noun}"]
    if not rest:
        forms.append(f"{_first_part(object_)}{noun}")
    return tuple(forms)


def noun_of(verb: str) -> str:
    """Return the noun of doing something.

    >>> [noun_of(verb) for verb in ("montera", "mäta", "fylla", "städa", "rengöra")]
    ['montering', 'mätning', 'fyllning', 'städning', 'rengöring']
    """
    if verb in _NOUNS:
        return _NOUNS[verb]
    stem = verb.removesuffix("a")
    return f"{stem}ing" if stem.endswith(("er", "n", "ör")) else f"{stem}ning"


def _first_part(word: str) -> str:
    """Return a word as it stands first in another: without its plural, with a binding s."""
    ending = next((e for e in _PLURALS if word.endswith(e) and len(word) > len(e) + 2), "")
    stem = word.removesuffix(ending)
    return f"{stem}s" if stem.endswith(("ing", "tion", "het", "skap")) else stem
