"""A sound ladder file as a document, to be written with one thing changed."""

from __future__ import annotations

import json

import yaml

OURS = {"mark": "to_be_confirmed", "source": None}


FOUND = {"mark": "sourced", "source": "GR"}


def texts(word):
    return {"sv": f"{word} sv", "en": f"{word} en", "ar": f"{word} ar"}


def requirement(number):
    return {
        "id": f"can_{number}",
        "kind": "need",
        "type": "skill",
        "importance": "essential",
        "texts": texts(f"Jag kan {number}"),
        "train": {"when": "beside", "weeks": {"min": 0, "max": 1}},
        "fact": OURS,
    }


def step(name, *, top):
    return {
        "id": f"kitchens.{name}",
        "order": 1,
        "entry": True,
        "top": top,
        "status": "draft",
        "titles": texts(name),
        "also_called": {"sv": [name], "en": [name]},
        "codes": {
            "jobtech": "pKTY_Kwu_sUw",
            "also_jobtech": [],
            "ssyk": "9412",
            "esco": None,
            "fact": FOUND,
        },
        "tasks": [{"id": "wash", "texts": texts("Diska"), "tags": ["heat"], "fact": OURS}],
        "requirements": [requirement(number) for number in range(6)],
        "swedish": {
            "listening": "A2",
            "reading": "A1+",
            "spoken_interaction": "B1+/B2",
            "spoken_production": "A1+",
            "writing": "A1",
            "for_task": texts("Läsa"),
            "sfi": "B",
            "when": "beside",
            "weeks_per_level": {"min": 8, "max": 16},
            "fact": OURS,
        },
        "certificates": [
            {
                "id": "food_hygiene",
                "names": texts("Hygien"),
                "kind": "gate",
                "train": None,
                "importance": "useful",
                "fact": OURS,
            }
        ],
        "fact": FOUND,
    }


def way(start, end):
    return {
        "id": f"kitchens.{start}_to_{end}",
        "from": f"kitchens.{start}",
        "to": f"kitchens.{end}",
        "training": {
            "id": f"{start}_{end}_course",
            "kind": "komvux",
            "titles": texts("Kurs"),
            "gives": ["can_1", "food_hygiene"],
        },
        "weeks": {
            "min": 25,
            "max": 30,
            "part_time": {"min": 50, "max": 60},
            "note": {"sv": "Sv", "en": "En"},
        },
        "substitutability_pct": 75,
        "fact": FOUND,
    }


def document():
    return json.loads(
        json.dumps(
            {
                "format": 1,
                "sector": "kitchens",
                "names": texts("Storkök"),
                "about": texts("Om"),
                "model": {"text": {"sv": "S", "en": "E"}, "fact": FOUND},
                "law": [],
                "sources": {"GR": {"title": "GR", "url": "https://example.org/a"}},
                "ssyk": ["9412", "5120"],
                "related_work": [{"sv": "Barista", "en": "Barista"}],
                "steps": [
                    step("porter", top=False),
                    step("aide", top=False),
                    step("cook", top=True),
                ],
                "transitions": [way("porter", "aide"), way("aide", "cook")],
            }
        )
    )


def put(data, path, value):
    for key in path[:-1]:
        data = data[key]
    if value is ...:
        del data[path[-1]]
    else:
        data[path[-1]] = value


def written(folder, data, name="kitchens.yaml"):
    path = folder / name
    data = json.loads(json.dumps(data))  # else YAML writes & and * for shared parts
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
