"""`stegvis plan` on the demo programme with the real encoder: the shapes others rely on."""

from __future__ import annotations

import pytest

from matcher.errors import InputError, InputErrors, NotFound

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def thirty_seats(demo):
    return demo.json("plan", "training", "--seats", "30")


def test_gaps_name_places_people_and_shortfall(demo):
    found = demo.json("plan", "gaps", "--sector", "kitchens", "--say-in", "en")
    assert found["people"] > 100
    assert found["rests_on"].startswith("open places only")
    kinds = {gap["kind"] for gap in found["gaps"]}
    assert kinds == {
        *("programme", "sector", "step", "area"),
        *("requirement", "language", "certificate"),
    }
    for gap in found["gaps"]:
        assert sum(gap["supply"].values()) == found["people"]
        assert gap["open_jobs_only"]
        for name in ("shortfall", "shortfall_after_training"):
            low, high = gap[name]["ci95"]
            assert 0 <= low <= high <= gap["places"]
        assert gap["shortfall_after_training"]["value"] <= gap["shortfall"]["value"]


def test_gaps_of_a_person_and_as_a_table(demo):
    found = demo.json("plan", "gaps", "--participant", "P001")
    assert found["participant"] == "P001"
    assert {"step", "standing", "lacks", "open_places", "within_reach"} <= set(found["steps"][0])
    table = demo.run("plan", "gaps", "--step", "elderly_care.care_aide", "--say-in", "en")
    assert table.exit_code == 0
    assert "rests on open places only" in table.stdout
    assert "Care aide" in table.stdout
    shown = demo.run("plan", "gaps", "--participant", "P001")
    assert shown.exit_code == 0


def test_a_person_and_a_part_are_not_asked_about_at_once(demo):
    result = demo.run("plan", "gaps", "--participant", "P001", "--sector", "kitchens")
    assert isinstance(result.exception, InputError)


def test_gaps_with_forecasts_and_a_season(demo, tmp_path):
    table = tmp_path / "expected.csv"
    table.write_text(
        "step,kind,places,first,last,said_by,area\n"
        "elderly_care.care_aide,forecast,40,2027-06-01,2027-08-31,the homes,Lerum\n"
        "elderly_care.care_aide,season,7,2026-06-01,2026-08-31,five years,\n"
    )
    asked = ("plan", "gaps", "--step", "elderly_care.care_aide", "--at", "2027-07-01")

    found = demo.json(*asked, "--expected", str(table))

    assert found["rests_on"] == "open and forecast and usual places; no promises"
    [gap] = [gap for gap in found["gaps"] if gap["kind"] == "programme"]
    told = {(d["source"], d["certainty"]): d["places"] for d in gap["demand"]}
    assert (told["forecast", "expected"], told["season", "usual"]) == (40, 7)
    assert gap["places"] == demo.json(*asked)["gaps"][0]["places"] + 47
    table.write_text("step,kind,places,first,last,said_by\nno.such,forecast,0,x,y,\n")
    refused = demo.run(*asked, "--expected", str(table))
    assert refused.exit_code != 0
    assert isinstance(refused.exception, InputErrors)


def test_training_in_the_agreed_shape(demo):
    found = demo.json("plan", "training", "--seats", "12")
    assert {"modules", "extra_placements", "bottleneck", "method", "bound"} <= set(found)
    for module in found["modules"]:
        assert {"id", "seats", "weeks"} <= set(module)
        assert 0 <= module["weeks_at_least"] <= module["weeks"]
    assert sum(module["seats"] for module in found["modules"]) == found["seats"]["used"] <= 12
    extra = found["extra_placements"]
    assert 0 < extra["value"] <= found["bound"]
    assert extra["ci95"][0] <= extra["value"]
    assert found["placements"]["with"] == found["placements"]["without"] + extra["value"]
    assert found["placements"]["rerun"] == found["placements"]["with"]
    assert found["bottleneck"] in {"seats", "budget", "places", "people"}


def test_each_training_says_who_may_come(thirty_seats):
    found = thirty_seats
    modules = {one["id"]: one for one in (*found["modules"], *found["not_chosen"])}
    for one in modules.values():
        entry = one["entry"]
        assert entry["meet"] + entry["to_check"] + entry["miss"] == one["suits"]
        assert (entry["rules"] is None) == (entry["rests_on"] is None) == (one["admits"] is None)
    # Registration is kept of nobody, so all of them rest on it.
    welding = modules["welding_course"]["entry"]
    assert (welding["meet"], welding["rules"]["enrolled"]) == (0, True)
    assert welding["to_check"] > 0
    extra = found["extra_placements"]
    assert 0 < extra["rest_on_checks"] < extra["value"]


def test_courses_are_read_with_the_papers_of_the_ladders(demo, tmp_path):
    table = tmp_path / "courses.csv"
    head = "training,provider,kind,seats,cost,entry_adult,entry_certificates,admits\n"
    row = "care_introduction,ABC,yrkesvux,3,10,yes,{},Komvux\n"
    table.write_text(head + row.format("food_hygiene"))
    found = demo.json("plan", "training", "--seats", "5", "--courses", str(table))
    [one] = (*found["modules"], *found["not_chosen"])
    assert one["admits"] == "Komvux"
    assert one["entry"]["rules"]["certificates"] == ["food_hygiene"]
    assert one["entry"]["miss"] > 0
    table.write_text(head + row.format("no_such_paper"))
    refused = demo.run("plan", "training", "--seats", "5", "--courses", str(table))
    assert isinstance(refused.exception, InputErrors)


EXACT = "do not pass them on"


def test_exact_counts_say_so_beside_the_result(demo):
    for words in (("plan", "gaps", "--sector", "kitchens"), ("plan", "training", "--seats", "5")):
        result = demo.run(*words)
        assert EXACT in " ".join(result.stderr.split())
        assert EXACT not in " ".join(result.stdout.split())


def fives(value):
    return value is None or (value % 5 == 0 and value >= 5)


def test_rounded_gaps_are_the_tables_of_the_desk(demo):
    found = demo.json("plan", "gaps", "--counts", "rounded")
    assert found["people"] % 5 == 0
    assert {gap["kind"] for gap in found["gaps"]} >= {"sector", "step", "requirement", "language"}
    assert all(fives(count) for gap in found["gaps"] for count in gap["people"].values())
    hidden = [gap for gap in found["gaps"] if None in gap["people"].values()]
    assert hidden
    # A single hidden count would be what is left of all people.
    assert all(list(gap["people"].values()).count(None) > 1 for gap in hidden)
    trainings = {one.pop("id"): one for one in found["trainings"]}
    assert "care_introduction" in trainings
    assert all(fives(count) for one in trainings.values() for count in one.values())
    table = demo.run("plan", "gaps", "--counts", "rounded", "--area", "Göteborg")
    assert table.exit_code == 0
    assert "-: not shown" in table.stdout
    assert EXACT not in table.output
    nowhere = demo.run("plan", "gaps", "--counts", "rounded", "--area", "Ingenstans")
    assert isinstance(nowhere.exception, NotFound)


def test_rounded_gaps_are_asked_for_as_a_whole(demo):
    for more in (("--sector", "kitchens"), ("--weeks", "3"), ("--participant", "P001")):
        refused = demo.run("plan", "gaps", "--counts", "rounded", *more)
        assert isinstance(refused.exception, InputError)


def test_a_rounded_training_plan_is_asked_for_in_fives_and_has_no_small_count(demo, thirty_seats):
    refused = demo.run("plan", "training", "--seats", "12", "--counts", "rounded")
    assert isinstance(refused.exception, InputError)
    found = demo.json("plan", "training", "--seats", "30", "--counts", "rounded")
    seats = {one["id"]: one["seats_at_least"] for one in found["modules"]}
    assert all(fives(one) for one in seats.values())
    assert list(seats) == sorted(seats)
    for one in (*thirty_seats["modules"], *thirty_seats["not_chosen"]):
        least = seats[one["id"]]
        assert one["seats"] < 5 if least is None else least <= one["seats"] < least + 5
    extra = found["extra_placements"]
    assert extra["at_least"] <= thirty_seats["extra_placements"]["value"] < extra["at_least"] + 5
    assert all(
        fives(count) for one in found["modules"] if one["entry"] for count in one["entry"].values()
    )
    table = demo.run("plan", "training", "--seats", "30", "--counts", "rounded")
    assert "<5" in table.stdout
    assert EXACT not in table.output


def test_no_seats_open_nothing_and_nobody_is_named(demo):
    table = demo.run("plan", "training", "--seats", "0", "--say-in", "en")
    assert table.exit_code == 0
    assert "0 more placements" in table.stdout
    assert "P0" not in table.stdout


def test_ways_to_the_jobs_she_wants(demo):
    found = demo.json("plan", "pathway", "P001", "--say-in", "en")
    assert found["participant"] == "P001"
    assert "no chance" in found["order_is"]
    assert found["can_begin"]
    assert found["goals"]
    for goal in found["goals"]:
        assert goal["reachable"] == bool(goal["quickest"]) == bool(goal["likeliest"])
        longest = [way["weeks"]["max"] for way in goal["quickest"]]
        assert longest == sorted(longest)
        orders = [way["order"] for way in goal["likeliest"]]
        assert orders == sorted(orders, reverse=True)
        for way in (*goal["quickest"], *goal["likeliest"]):
            on_the_way = [step["step"]["id"] for step in way["steps"]]
            assert on_the_way == [*way["jobs_held"], goal["step"]["id"]]
            assert len(set(on_the_way)) == len(on_the_way)
            spans = [step["weeks_before"]["max"] for step in way["steps"]]
            assert way["weeks"]["max"] == pytest.approx(sum(spans), abs=0.5)
            assert way["steps"][0]["says"] == "person"
            assert all(step["says"] == "ladder" for step in way["steps"][1:])
            assert all(len(step["swedish"]) == 5 for step in way["steps"])


def test_one_level_more_of_swedish_saves_weeks_and_never_costs_any(demo):
    found = demo.json("plan", "pathway", "P001")
    together, *alone = found["one_level_more"]
    assert len(together["levels"]) == len(alone) == 5
    saved = [goal["weeks_saved"] for goal in together["goals"] if goal["weeks_saved"] is not None]
    assert min(saved) >= 0
    assert max(saved) > 0


def test_ways_to_one_job_as_text(demo):
    shown = demo.run(
        *("plan", "pathway", "P001", "--to", "kitchens.diet_cook", "--ways", "1"),
        *("--say-in", "en"),
    )
    assert shown.exit_code == 0
    assert "Quickest 1" in shown.stdout
    assert "Quickest 2" not in shown.stdout
    assert "the same as quickest 1" in shown.stdout
    assert "no chance" in shown.stdout
    assert "JobTech is not imported" in shown.stdout
    assert "not yet" in shown.stdout


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("P001", "--to", "kitchens.gone"), "stegvis ladders list"),
        (("P001", "--ways", "0"), "from 1 to 10"),
        (("P999",), "Check the code"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(demo, asked, told):
    result = demo.run("plan", "pathway", *asked)
    assert result.exit_code != 0
    assert told in str(result.exception)
