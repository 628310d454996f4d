"""Finding by a few letters: what one may see, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.role import Role
from matcher.domain.views import FoundPerson
from matcher.domain.visibility import Scope, Viewer
from matcher.services.search import SHOWN, Found, SearchService

VIEWER, DAY = Viewer(UserId("u1"), Role.LINKWORKER), date(2026, 3, 2)
CODES = [ParticipantCode(f"P{number:03}") for number in range(1, 71)]


class Store:
    """A unit of work in which everybody is found, and the viewer sees some of them."""

    def __init__(self, seen):
        self.seen, self.asked = frozenset(seen), []
        self.views = self.caseloads = self

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def scope(self, viewer, day):
        assert (viewer, day) == (VIEWER, DAY)
        return Scope(self.seen)

    def find_people(self, letters):
        self.asked.append(letters)
        return tuple(FoundPerson(code, "sv", None, None) for code in CODES)

    def find_openings(self, letters):
        return tuple(range(60))


def test_only_the_own_caseload_is_found():
    found = SearchService(Store([CODES[3]])).find(" p0 ", VIEWER, DAY)

    assert [one.code for one in found.people] == [CODES[3]]
    assert found.people_in_all == 1


def test_a_long_list_is_cut_and_counted():
    found = SearchService(Store(CODES)).find("p0", VIEWER, DAY)

    assert (len(found.people), found.people_in_all) == (SHOWN, len(CODES))
    assert (len(found.openings), found.openings_in_all) == (SHOWN, 60)


@pytest.mark.parametrize("letters", ["", "  ", "p", " p "])
def test_too_few_letters_ask_nothing(letters):
    store = Store(CODES)

    assert SearchService(store).find(letters, VIEWER, DAY) == Found()
    assert store.asked == []
