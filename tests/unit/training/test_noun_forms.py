from __future__ import annotations

import pytest

from training.noun_forms import noun_forms


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("putsa lampor", ("putsning av lampor", "lampor, putsning", "lampputsning")),
        ("mäta spänning", ("mätning av spänning", "spänning, mätning", "spänningsmätning")),
        ("planera resor för gäster", ("planering av resor för gäster",)),
        ("arbeta på höga höjder", ("arbete på höga höjder",)),
        ("använda hammare", ("hammare",)),
        ("ansvara för lokaler", ("lokaler",)),
        ("sy gardiner", ("sömnad av gardiner",)),
    ],
)
def test_a_skill_that_starts_with_a_verb_is_named_with_a_noun(label, forms):
    assert noun_forms(label)[: len(forms)] == forms


def test_a_subject_is_named_with_what_one_has_of_it():
    assert "kunskaper i hälsa och säkerhet" in noun_forms("hälsa och säkerhet")
    assert "betong, kunskaper" in noun_forms("betong")


def test_no_form_is_the_label_itself():
    for label in ("putsa skor", "använda hammare", "betong", "ge råd", "arbeta"):
        assert label not in noun_forms(label)
        assert len(set(noun_forms(label))) == len(noun_forms(label))
