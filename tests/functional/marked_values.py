"""Values that stand nowhere else, and the field that each of them marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode

if TYPE_CHECKING:
    from collections.abc import Mapping


PERSONAL_NUMBER = "19811218-9876"


HERS, OTHERS, HIDDEN = (ParticipantCode(code) for code in ("HERS77QX", "OTHERS88QX", "HIDDEN99QX"))


MARKED_ANSWER = 73197552
"""What she answers, on a scale that nobody else is asked on."""


MARKS: Mapping[str, tuple[str, ...]] = {
    # What an office's own list holds and Stegvis keeps nowhere.
    "personal number": ("811218-9876", "8112189876", "811218 9876", "811218–9876"),
    "name": ("qxname",),
    "phone": ("0707319755",),
    "e-mail": ("qxmail@example.org",),
    "address": ("qxstreet 9",),
    "birth year": ("qxbirth",),
    "sex": ("qxsex",),
    "country": ("qxland",),
    # The person whom the viewers are about.
    "her code": (HERS.casefold(),),
    "her telling": ("qxtold",),
    "her confirmed skill": ("qxskill",),
    "her own claim": ("qxclaim",),
    "her certificate": ("qxpaper",),
    "her place": ("qxplace",),
    "her schooling": ("qxschool",),
    "her no to a kind of job": ("qxunwanted",),
    "her score": ("0.7319", "0,7319", "73.197", "73,197", "0.732", "0,732", "73.2", "73,2"),
    "reasons about her": ("qxreason",),
    "note about her": ("qxnote",),
    "plan about her": ("qxplan",),
    "who runs her activity": ("qxruns",),
    "her answer": (str(MARKED_ANSWER), "qxanswer"),
    # Somebody else in the same line, and somebody with protected identity.
    "another's code": (OTHERS.casefold(),),
    "another's telling": ("qyother",),
    "another's card": ("qydoor",),
    "protected code": (HIDDEN.casefold(),),
    "protected telling": ("qzhidden",),
    "protected plan": ("qzplan",),
    # People at the employer, and what was talked about with them.
    "employer's contact": ("qxcontact",),
    "how the contact is reached": ("qxreach",),
    "opening's contact": ("qxasked",),
    "talk with the employer": ("qxtalk",),
    "manager": ("qxmanager",),
}
"""What is looked for, in small letters, by the name of the field."""


LIST_NAME = f"lista {PERSONAL_NUMBER}.csv"


LIST_COLUMNS = {
    "kod": ("L001", PERSONAL_NUMBER),
    "personnummer": (PERSONAL_NUMBER, PERSONAL_NUMBER),
    "namn": ("Qxname", "Qxname"),
    "telefon": ("0707319755", "0707319755"),
    "e-post": ("qxmail@example.org", "qxmail@example.org"),
    "adress": ("Qxstreet 9", "Qxstreet 9"),
    "födelseår": ("qxbirth", "qxbirth"),
    "kön": ("qxsex", "qxsex"),
    "födelseland": ("qxland", "qxland"),
    "erfarenhet": (f"Jag diskade i ett kök, {PERSONAL_NUMBER}", "Jag städade"),
    "timmar": ("30", f"ca {PERSONAL_NUMBER}"),
}


LIST = "\n".join(
    ";".join(line) for line in (LIST_COLUMNS, *zip(*LIST_COLUMNS.values(), strict=True))
)
