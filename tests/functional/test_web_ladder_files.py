"""A ladder goes out of the editor and comes in as a file."""

from __future__ import annotations

import io
from html import unescape

import pytest
from functional.ladder_editing import EDIT, TASKS, draft, in_use, seen, send
from functional.web_programme import PublishingServices, build, found

from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.interchange.ladder_text import YamlLadders


@pytest.fixture
def programme(tmp_path):
    made = build(tmp_path, kind=PublishingServices)
    made.sign("Pia Holm", Role.PLANNER)
    return made


def test_a_ladder_goes_out_and_comes_in_as_a_file(programme):
    answer = programme.get("/ladders/kitchens/versions/0/file")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kitchens.yaml"'
    text = answer.text.replace("Commercial kitchens", "Big kitchens")

    look = upload(programme, text)
    assert "Big kitchens" in look.text
    assert draft(programme).history.number == 0
    hidden = unescape(found(r'name="text" value="([^"]*)"', look.text))
    taken = programme.post(
        "/ladders/kitchens/upload/take", follow=True, text=hidden, name="k.yaml", seen="0"
    )

    assert "The file is the draft now." in taken.text
    assert draft(programme).text.data["names"]["en"] == "Big kitchens"
    assert draft(programme).ready
    programme.post(f"{EDIT}/publish", seen=seen(programme))
    assert in_use(programme).ladder(Sector.KITCHENS).names.en == "Big kitchens"
    back = programme.get("/ladders/kitchens/versions/2/file").text
    assert YamlLadders().read(back, "k").faults == ()
    same = upload(programme, back).text
    assert "They say the same." in same


def upload(programme, text, lang="en"):
    raw = text if isinstance(text, bytes) else text.encode()
    form = {"csrf_token": programme.token(), "file": (io.BytesIO(raw), "k.yaml")}
    return programme.client.post(
        "/ladders/kitchens/upload", data=form, headers={"Accept-Language": lang}
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: "", "Choose a ladder file."),
        (lambda text: text.encode("latin-1", "replace"), "Save the file as UTF-8."),
        (lambda text: text.replace("sector: kitchens", "sector: gardens"), "<td>sector</td>"),
        (lambda text: text.replace("reading: A2+", "reading: Z9", 1), "Write a level such as"),
        (lambda text: "a: [", "This cannot be read as YAML."),
    ],
)
def test_a_file_with_faults_is_not_taken(programme, change, said):
    text = programme.get("/ladders/kitchens/versions/0/file").text

    answer = upload(programme, change(text))

    assert answer.status_code == 422
    assert said in answer.text
    assert draft(programme).history.number == 0


def test_a_file_of_another_trade_is_not_taken(programme):
    text = programme.get("/ladders/industry/versions/0/file").text

    answer = upload(programme, text)

    assert answer.status_code == 422
    assert "The file is about another trade." in answer.text
    assert "Filen handlar om" in upload(programme, text, lang="sv").text


def test_a_file_taken_too_late_is_looked_at_again(programme):
    text = programme.get("/ladders/kitchens/versions/0/file").text
    send(programme, TASKS, **{"r0-texts-en": "Else"})

    answer = programme.post("/ladders/kitchens/upload/take", text=text, name="k.yaml", seen="0")

    assert answer.status_code == 409
    assert "<bdi>Pia Holm</bdi>" in answer.text
    broken = programme.post("/ladders/kitchens/upload/take", text="a: [", name="k.yaml", seen="1")
    assert broken.status_code == 422
