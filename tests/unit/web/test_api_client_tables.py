from __future__ import annotations

from datetime import date

from web.api_client import table
from web.api_client.people import Certificate, ListedPerson
from web.api_client.seen import Seen


def test_a_row_for_each_item_and_a_column_for_each_field():
    people = [
        ListedPerson("P001", "active", "so", "Göteborg", None),
        ListedPerson("P002", "active", "ar", None, None),
    ]

    found = table(iter(people))

    assert list(found.columns) == [
        "code",
        "state",
        "preferred_language",
        "municipality",
        "district",
    ]
    assert found["code"].tolist() == ["P001", "P002"]
    assert found["municipality"].isna().tolist() == [False, True]


def test_fields_of_a_part_are_named_after_it():
    found = table([Seen(Certificate("hot_work", date(2027, 1, 31)), "tag", "/here", Certificate)])

    assert found.loc[0, "value.id"] == "hot_work"
    assert found.loc[0, "value.valid_to"] == date(2027, 1, 31)


def test_nothing_is_an_empty_table():
    assert table([]).empty
