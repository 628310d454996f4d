"""Which marked field who may see, by DOMAIN: what does not stand here may not be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.permissions import CASE_ROLES
from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY: frozenset[str] = frozenset()
HERSELF = "participant, her own"
LINKWORKERS = frozenset(
    {"LinkWorker", "LinkWorker of another", "LinkWorker of nobody", "named handler"}
)
CASE = frozenset({"LinkWorker", *(role.value for role in CASE_ROLES if role != Role.LINKWORKER)})
"""Whoever has her in the caseload."""

TOLD_CODE = frozenset(
    {"employer, code", "employer, skills", "employer, name and contact", "site manager", "employer"}
)
TOLD_SKILLS = TOLD_CODE - {"employer, code"}
OTHER_CASE = frozenset({"LinkWorker of another"})
OTHER_SELF = frozenset({"participant, another"})

MAY_SEE: Mapping[str, frozenset[str]] = {
    # What an office's list has and Stegvis does not keep: nobody, and nowhere.
    "personal number": NOBODY,
    "name": NOBODY,
    "phone": NOBODY,
    "e-mail": NOBODY,
    "address": NOBODY,
    "birth year": NOBODY,
    "sex": NOBODY,
    "country": NOBODY,
    # Of her: her office, herself, and an employer step by step as she permits.
    "her code": CASE | {HERSELF, "admin"} | TOLD_CODE,
    "her telling": CASE | {HERSELF},
    "her confirmed skill": CASE | {HERSELF} | TOLD_SKILLS,
    "her own claim": CASE | {HERSELF},
    "her certificate": CASE | {HERSELF} | TOLD_SKILLS,
    "her place": CASE | {HERSELF},
    "her schooling": frozenset({HERSELF}),
    "her no to a kind of job": frozenset({HERSELF}),
    "her score": CASE | {HERSELF},
    "reasons about her": CASE | {HERSELF},
    "note about her": CASE | {HERSELF},
    "plan about her": CASE | {HERSELF},
    "who runs her activity": CASE | {HERSELF},
    # What she answers about herself is for nobody but her, her coach not among them.
    "her answer": frozenset({HERSELF}),
    # That others exist is for nobody but their own office and themselves.
    "another's code": OTHER_CASE | OTHER_SELF | {"admin"},
    "another's telling": OTHER_CASE | OTHER_SELF,
    "another's card": OTHER_CASE | OTHER_SELF,
    "protected code": frozenset({"named handler"}),
    "protected telling": frozenset({"named handler"}),
    "protected plan": NOBODY,
    # People at the employer are for LinkWorkers, and those who were told for the person herself.
    "employer's contact": LINKWORKERS | {"whoever posts a job"},
    "how the contact is reached": LINKWORKERS,
    "opening's contact": LINKWORKERS | {HERSELF},
    "talk with the employer": LINKWORKERS,
    "manager": frozenset({HERSELF}),
}
"""By marked field, who sees it somewhere.

An admin moves caseloads by code. A protected code stands on its named handler's own page only.
"""

_OF_A_LIST = frozenset({"her code", "another's code"})
_SAID = frozenset({"her code", "her confirmed skill", "her certificate"})
_MESSAGES = _SAID | {"another's code", "another's card"}

MAY_PRINT: Mapping[str, frozenset[str]] = {
    "suggest": frozenset({"her code", "her telling"}),
    "plan allocate": frozenset({"her code"}),
    "plan gaps": frozenset({"her code"}),
    "plan pathway": frozenset({"her code"}),
    "permissions list": frozenset({"opening's contact", "manager"}),
    "permissions may": _SAID,
    "permissions said": frozenset({"employer's contact"}),
    "outbox list": _OF_A_LIST,
    "outbox show": _MESSAGES,
    "outbox copy": _MESSAGES,
    "outbox letter": _MESSAGES,
    "person export": frozenset(
        {name for name, who in MAY_SEE.items() if HERSELF in who} | {"employer's contact"}
    ),
    "person merge": _OF_A_LIST,
}
"""By command, what it prints or writes: for whoever runs the programme; all others print nothing.

``outbox`` gives out what the person has permitted, and ``person export`` is hers.
"""
