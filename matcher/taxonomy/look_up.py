"""Finding labels by name: the whole text, its other forms, and names inside a longer text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind
from matcher.domain.label_text import fold_label, label_forms
from matcher.domain.link import FoundBy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.domain.concept import Label

WHOLE, FORM, FOREIGN = 0.98, 0.9, 0.95
MENTION_OF_WORDS, MENTION_OF_TITLE, MENTION_OF_SKILL = 0.85, 0.75, 0.6
LONGEST_TITLE = 6
LONGEST_MENTION = 4
MOST_WORDS = 200
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a text or a part of it, folded; ``whole`` when nothing else is said."""

    folded: str
    found_by: FoundBy
    whole: bool


def forms_of(text: str) -> dict[str, Form]:
    """Return what of a text is looked up, by folded form, the surest reading of each.

    Longer texts are also searched for names of one to four words inside them.
    """
    folded = fold_label(text)
    if not folded:
        return {}
    found = {folded: Form(folded, FoundBy.EXACT, whole=True)}
    words = folded.split()[:MOST_WORDS]
    if len(words) <= LONGEST_TITLE:
        for form in label_forms(text):
            found.setdefault(form, Form(form, FoundBy.NORMALISED, whole=True))
    for mention, by in _mentions(words):
        found.setdefault(mention, Form(mention, by, whole=False))
    return found


def worth(form: Form, label: Label, lang: str) -> float | None:
    """Return how sure a found label is, in [0, 1]; ``None`` when it must not count.

    A word inside a text of one language says nothing when it is a label in another.
    """
    own = label.lang == lang
    if form.whole:
        sure = WHOLE if form.found_by is FoundBy.EXACT else FORM
        return sure if own else sure * FOREIGN
    if not own:
        return None
    sure = _worth_of_mention(form, label)
    return sure if form.found_by is FoundBy.EXACT else sure * FORM


def surest(
    named: Mapping[str, list[Label]], forms: Mapping[str, Form], lang: str
) -> Iterator[tuple[Label, float, FoundBy]]:
    """Yield the labels that were found with how sure they are, in the order of the forms.

    A name inside a longer name that was found says nothing: an assistant nurse is no assistant.
    """
    found = [folded for folded in forms if named.get(folded)]
    for folded, form in forms.items():
        if any(f" {folded} " in f" {longer} " for longer in found if longer != folded):
            continue
        for label in named.get(folded, ()):
            sure = worth(form, label, lang)
            if sure is not None:
                yield label, sure, form.found_by


def _worth_of_mention(form: Form, label: Label) -> float:
    if " " in form.folded:
        return MENTION_OF_WORDS
    return MENTION_OF_TITLE if label.kind is ConceptKind.OCCUPATION else MENTION_OF_SKILL


def _mentions(words: list[str]) -> Iterator[tuple[str, FoundBy]]:
    for length in range(LONGEST_MENTION, 0, -1):
        for start in range(len(words) - length + 1):
            if length > 1 or len(words[start]) >= SHORTEST_WORD:
                yield " ".join(words[start : start + length]), FoundBy.EXACT
    for word in words:
        if len(word) >= SHORTEST_WORD:
            for form in label_forms(word):
                yield form, FoundBy.NORMALISED
