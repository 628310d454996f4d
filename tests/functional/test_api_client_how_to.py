"""The examples of docs/how-to/api-client.md, run one after another against a server."""

from __future__ import annotations

import re
from pathlib import Path

from functional.api_client import program
from functional.serving import serving
from functional.web_programme import EverythingFits, build

from web.api_client import Client, problems
from web.api_client.moves import Moves
from web.areas.api.decisions_schema import ANSWERS, DECISIONS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "api-client.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_the_examples_do_what_the_page_says(tmp_path, capsys):
    programme = build(tmp_path, kind=EverythingFits)
    printed = []
    with serving(programme.app) as address:
        names = {"address": f"{address}/api/v1", "token": program(programme).secret}
        for example in EXAMPLES:
            exec(compile(example, str(PAGE), "exec"), names)  # noqa: S102  (our own page)
            printed.append(capsys.readouterr().out)
        names["api"].close()

    reading, again, counting, deciding, calling, writing, late, sending, same = printed
    assert reading.startswith("P001 ")
    assert "Göteborg" in reading
    assert (again, sending, same) == ("", "", "")
    spoken = names["people"]["preferred_language"].value_counts().to_dict()
    assert counting == f"{dict(sorted(spoken.items()))}\n"
    assert sum(spoken.values()) == len(reading.splitlines()) - 1
    assert deciding.endswith("accepted 3\n")
    assert len(deciding.splitlines()) > 1
    assert calling.startswith("('code', 'skills', 'name_and_contact') ")
    assert writing == "updated\n"
    assert late.startswith("changed Anna Ek 20")
    assert names["seen"].value.state == "accepted"
    assert names["done"].state == "presented"


def test_the_page_names_every_exception_and_the_client_has_every_move():
    kinds = {name for name, one in vars(problems).items() if isinstance(one, type)
             and issubclass(one, problems.StegvisError)}  # fmt: skip
    told = kinds - {"StegvisError", "StegvisProblem"}
    assert [name for name in sorted(told) if f"`{name}`" not in TEXT] == []
    moves = {"begin_trial" if one == "try" else one for one in (*DECISIONS, *ANSWERS)}
    assert [move for move in sorted(moves) if not hasattr(Moves, move)] == []
    assert issubclass(Client, Moves)
