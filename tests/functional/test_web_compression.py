"""Pages and style sheets are compressed for browsers that read it."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
from functional.web_programme import build

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    programme = build(tmp_path_factory.mktemp("compressed"))
    programme.suggest()
    return programme


def get(programme, path, **headers):
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    return programme.client.get(path, headers={"Accept-Language": "sv", **asked})


def steady(page):
    return re.sub(rb'name="(csrf_token|key)" value="[^"]+"', b"", page)


@pytest.mark.parametrize("way", UNPACK)
def test_a_page_is_the_same_when_it_is_unpacked(programme, way):
    plain = get(programme, "/people/P001")
    packed = get(programme, "/people/P001", Accept_Encoding=way)

    assert packed.headers["Content-Encoding"] == way
    assert steady(UNPACK[way](packed.data)) == steady(plain.data)
    assert len(packed.data) < len(plain.data) / 3
    assert {"Accept-Encoding", "Cookie", "Accept-Language"} <= set(
        re.split(r", *", packed.headers["Vary"])
    )


def test_who_does_not_ask_gets_the_page_as_it_is(programme):
    answer = get(programme, "/")

    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_another_site_asked_for_is_not_measurable(programme):
    answer = get(programme, "/?q=x", Accept_Encoding="br", Sec_Fetch_Site="cross-site")

    assert "Content-Encoding" not in answer.headers


def test_a_first_load_fits_in_150_kb(programme):
    page = get(programme, "/people/P001", Accept_Encoding="gzip")
    text = gzip.decompress(page.data).decode()
    files = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src)="([^"]+)"', text
    )
    answers = [page, *(get(programme, path, Accept_Encoding="gzip") for path in files)]

    assert len(files) >= 3
    assert sum(len(answer.data) for answer in answers) < 150_000
    assert all(a.headers.get("Content-Encoding") == "gzip" for a in answers if len(a.data) > 1000)
