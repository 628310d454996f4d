# ruff: noqa: S608  (no value from outside)
"""What the database itself refuses: nobody is presented or placed without a confirm and a yes.

And what it does by itself: when rows of a person are deleted, her slots and her place are free.
"""

from __future__ import annotations

from matcher.persistence.person_rows import IS_MERGED

_OF_NEW = "organisation_id = NEW.organisation_id AND suggestion = NEW"

TRIGGERS = {
    "placements_backed": (
        "BEFORE INSERT ON placements\n"
        "WHEN NOT EXISTS (SELECT 1 FROM decisions\n"
        f"WHERE {_OF_NEW}.suggestion AND version = NEW.confirmed_version\n"
        "AND action = 'confirm' AND actor = 'linkworker'\n"
        'AND "by" = NEW.confirmed_by AND at = NEW.confirmed_at)\n'
        "OR NOT EXISTS (SELECT 1 FROM decisions\n"
        f"WHERE {_OF_NEW}.suggestion AND version = NEW.yes_version\n"
        "AND action = 'accept' AND mode = NEW.yes_mode AND at = NEW.yes_at)\n"
        "OR EXISTS (SELECT 1 FROM decisions\n"
        f"WHERE {_OF_NEW}.suggestion AND version > NEW.confirmed_version AND state_after IN\n"
        "('proposed', 'declined', 'not_now', 'not_hired', 'withdrawn', 'lapsed', 'obsolete'))\n"
        "OR NOT EXISTS (SELECT 1 FROM suggestions\n"
        "WHERE organisation_id = NEW.organisation_id AND id = NEW.suggestion\n"
        "AND participant = NEW.participant AND opening = NEW.opening)\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is placed without a named confirm and the yes of the person'); END"
    ),
    "placements_stay_backed": (
        "BEFORE UPDATE OF suggestion, opening, confirmed_by, confirmed_at,\n"
        "confirmed_version, yes_at, yes_mode, yes_version ON placements\n"
        "BEGIN SELECT RAISE(ABORT, 'on whose word somebody is placed is never changed'); END"
    ),
    "placements_keep_their_person": (
        "BEFORE UPDATE OF participant ON placements\n"
        f"WHEN NOT {IS_MERGED}\n"
        "BEGIN SELECT RAISE(ABORT, 'who is placed is never changed'); END"
    ),
    "placements_free": (
        "AFTER DELETE ON placements\n"
        "WHEN OLD.state NOT IN ('did_not_start', 'ended_early')\n"
        "BEGIN UPDATE openings SET places_taken = places_taken - 1,\n"
        "state = CASE state WHEN 'full' THEN 'open' ELSE state END\n"
        "WHERE organisation_id = OLD.organisation_id AND id = OLD.opening; END"
    ),
    "decisions_stay": (
        "BEFORE UPDATE ON decisions\n"
        "BEGIN SELECT RAISE(ABORT, 'what was decided is never changed'); END"
    ),
    "suggestions_backed": (
        "BEFORE UPDATE OF state ON suggestions\n"
        "WHEN NEW.state IN ('presented', 'meeting', 'trial', 'hired') AND (\n"
        "NOT EXISTS (SELECT 1 FROM decisions\n"
        f"WHERE {_OF_NEW}.id AND action = 'confirm' AND actor = 'linkworker')\n"
        "OR NOT EXISTS (SELECT 1 FROM decisions\n"
        f"WHERE {_OF_NEW}.id AND action = 'accept'))\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is presented without a named confirm and the yes of the person'); END"
    ),
    "suggestions_begin_unbacked": (
        "BEFORE INSERT ON suggestions\n"
        "WHEN NEW.state IN ('presented', 'meeting', 'trial', 'hired')\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is presented without a named confirm and the yes of the person'); END"
    ),
    "suggestions_leave_the_line": (
        "AFTER DELETE ON suggestions\n"
        "WHEN OLD.state IN ('confirmed', 'asked', 'accepted', 'presented', 'meeting')\n"
        "BEGIN UPDATE openings SET slots_taken = slots_taken - 1\n"
        "WHERE organisation_id = OLD.organisation_id AND id = OLD.opening\n"
        "AND kind = 'own' AND slots_taken > 0; END"
    ),
}
