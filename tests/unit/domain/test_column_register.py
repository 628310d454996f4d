"""What is wrong with a register of columns, and which names no column may have."""

from __future__ import annotations

import pytest

from matcher.domain.column_register import (
    NO_BASIS,
    Basis,
    ColumnRegister,
    DecidedBy,
    RegisteredColumn,
    Retention,
    Secrecy,
    is_forbidden,
)

OFFICE = Basis("office", "a task of public interest", DecidedBy.ORGANISATION)
NONE = Basis(NO_BASIS, "none is needed", DecidedBy.LAW)
WHILE = Retention("while", "she leaves", "two years", DecidedBy.ORGANISATION)


def column(name, basis=OFFICE, secrecy=Secrecy.CASE, *, personal=True, exports=False):
    return RegisteredColumn(
        "people", name, "a purpose", basis, WHILE, secrecy, personal=personal, exports=exports
    )


def faults(*columns, there=()):
    register = ColumnRegister(columns, {"people": "who takes part"}, (OFFICE, NONE), (WHILE,))
    return register.faults([*((one.table, one.column) for one in columns), *there])


def test_a_register_of_what_is_there_has_no_faults():
    assert (
        faults(
            column("code", exports=True),
            column("colour", NONE, Secrecy.NONE, personal=False, exports=True),
            column("pulse", secrecy=Secrecy.HEALTH),
            column("phone", secrecy=Secrecy.CONTACT),
        )
        == []
    )


def test_every_fault_is_told_by_table_and_column():
    gone = ColumnRegister((column("code"),), {}, (OFFICE,), (WHILE,))

    assert gone.faults([("people", "shoe_size"), ("faith", "id"), ("faith", "id")]) == [
        "faith.id is not in the register. Say there what it is for.",
        *[
            (
                "faith.id may not exist: ethnicity, religion, health, sexuality, offences and "
                "grounds of migration are kept nowhere."
            )
        ]
        * 2,
        "people.code is in the register and not in the database. Take it out.",
        "people.shoe_size is not in the register. Say there what it is for.",
    ]


def test_what_contradicts_itself_is_a_fault():
    assert faults(
        column("code", NONE),
        column("phone", secrecy=Secrecy.CONTACT, exports=True),
        column("pulse", secrecy=Secrecy.HEALTH, exports=True),
    ) == [
        "people.code is about a person and has no basis. Name one.",
        "people.phone has the secrecy 'contact' and may not leave in exports.",
        "people.pulse has the secrecy 'health' and may not leave in exports.",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "ethnicity",
        "etnisk_tillhorighet",
        "nationality",
        "religion",
        "trossamfund",
        "faith",
        "health_status",
        "hälsa",
        "healthNote",
        "diagnosis",
        "diagnoskod",
        "funktionsnedsättning",
        "sjukskriven",
        "sexual_orientation",
        "sexuell_läggning",
        "offences",
        "brott",
        "brottslighet",
        "criminal_record",
        "belastningsregister",
        "migration_ground",
        "asylum",
        "flyktingstatus",
        "uppehållstillstånd",
        "residence_permit",
        "citizenship",
        "medborgarskap",
        "birth_country",
        "asyl",
        "FAITH",
        "own_faith",
        "faith2",
        "2faith",
        "tro-2",
        "race",
        "ras",
        "tro",
        "sexual",
        "sexuell",
        "crime",
        "nationalitet",
        "folkgrupp",
        "church",
        "mosque",
        "disability",
        "illness",
        "disease",
        "sjuk",
        "pregnant",
        "gravid",
        "medicine",
        "handicap",
        "handikapp",
        "sexuality",
        "sexuellt",
        "offense",
        "kriminalitet",
        "brottslig",
        "convictions",
        "migrant",
        "refugee",
        "asylsökande",
        "country",
        "födelseland",
        "ursprungsland",
        "birthplace",
        "halsa",
        "etnicitet",
        "laggning",
    ],
)
def test_what_may_not_exist_is_known_by_its_name(name: str):
    assert is_forbidden(name)
    assert is_forbidden(name.upper())
    assert is_forbidden(f"old_{name}_text")


@pytest.mark.parametrize("name", ["hasFaith", "motHälsa", "X2Brott"])
def test_a_name_is_taken_apart_where_a_big_letter_begins_a_word(name: str):
    assert is_forbidden(name)


@pytest.mark.parametrize(
    "name",
    ["", "_", "trade", "trots", "faithful", "wealth", "unhealthy", "lang", "postal", "traffic"],
)
def test_other_names_may_exist(name: str):
    assert not is_forbidden(name)
    assert not is_forbidden(name.upper())
