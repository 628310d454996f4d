"""The sorts of files that a taxonomy comes in, in the order they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.concept import Scheme
from matcher.interchange import esco_bundle, esco_reduced, jobtech_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.interchange.taxonomy_table import TaxonomyTable

    Parse = Callable[[TaxonomyTable, str, Known], TaxonomyRows]

ESCO_BUNDLE, ESCO_REDUCED, JOBTECH = "ESCO's CSV bundle", "the reduced ESCO", "the JobTech taxonomy"
SCHEME_OF = {ESCO_BUNDLE: Scheme.ESCO, ESCO_REDUCED: Scheme.ESCO, JOBTECH: Scheme.JOBTECH}
_LANG = r"_(?P<lang>[a-z]{2,3}(?:-[a-z]+)?)"


@dataclass(frozen=True, slots=True)
class FileLayout:
    """One sort of file.

    Parameters
    ----------
    layout
        Which set of files it belongs to.
    stem
        File name without ending; a bundle's files add the language.
    columns
        Those it must have.
    parse
        Reads it.
    needed
        Without it the set cannot be used.
    """

    layout: str
    stem: str
    columns: Sequence[str]
    parse: Parse
    needed: bool = False

    @property
    def shown(self) -> str:
        """The file's name as a message says it."""
        return f"{self.stem}_xx.csv" if self.layout == ESCO_BUNDLE else f"{self.stem}.csv"

    def lang_of(self, name: str) -> str | None:
        """Return the language of a file that is of this sort, else ``None``."""
        tail = _LANG if self.layout == ESCO_BUNDLE else ""
        found = re.fullmatch(rf"{self.stem}{tail}\.csv", name, re.IGNORECASE)
        if found is None:
            return None
        return found["lang"].lower() if tail else "sv"


# Groups before what is in them, concepts before what ties them together.
LAYOUTS = (
    FileLayout(ESCO_BUNDLE, "ISCOGroups", esco_bundle.GROUP_COLUMNS, esco_bundle.parse_groups),
    FileLayout(ESCO_BUNDLE, "skillGroups", esco_bundle.GROUP_COLUMNS, esco_bundle.parse_groups),
    FileLayout(
        ESCO_BUNDLE,
        "occupations",
        esco_bundle.OCCUPATION_COLUMNS,
        esco_bundle.parse_occupations,
        needed=True,
    ),
    FileLayout(
        ESCO_BUNDLE, "skills", esco_bundle.SKILL_COLUMNS, esco_bundle.parse_skills, needed=True
    ),
    FileLayout(
        ESCO_BUNDLE,
        "occupationSkillRelations",
        esco_bundle.RELATION_COLUMNS,
        esco_bundle.parse_relations,
        needed=True,
    ),
    FileLayout(
        ESCO_BUNDLE,
        "skillSkillRelations",
        esco_bundle.SKILL_RELATION_COLUMNS,
        esco_bundle.parse_skill_relations,
    ),
    FileLayout(
        ESCO_BUNDLE,
        "broaderRelationsOccPillar",
        esco_bundle.BROADER_COLUMNS,
        esco_bundle.parse_broader,
    ),
    FileLayout(
        ESCO_BUNDLE,
        "broaderRelationsSkillPillar",
        esco_bundle.BROADER_COLUMNS,
        esco_bundle.parse_broader,
    ),
    FileLayout(
        ESCO_REDUCED, "esco_isco_groups", esco_reduced.GROUP_COLUMNS, esco_reduced.parse_groups
    ),
    FileLayout(
        ESCO_REDUCED,
        "esco_occupations",
        esco_reduced.OCCUPATION_COLUMNS,
        esco_reduced.parse_occupations,
        needed=True,
    ),
    FileLayout(
        ESCO_REDUCED,
        "esco_skills",
        esco_reduced.SKILL_COLUMNS,
        esco_reduced.parse_skills,
        needed=True,
    ),
    FileLayout(
        ESCO_REDUCED,
        "esco_occupation_labels_other_langs",
        esco_reduced.LABEL_COLUMNS,
        esco_reduced.parse_labels,
    ),
    FileLayout(
        ESCO_REDUCED,
        "esco_occupation_skill",
        esco_reduced.RELATION_COLUMNS,
        esco_reduced.parse_relations,
        needed=True,
    ),
    FileLayout(
        ESCO_REDUCED,
        "esco_skill_skill",
        esco_reduced.SKILL_RELATION_COLUMNS,
        esco_reduced.parse_skill_relations,
    ),
    FileLayout(
        JOBTECH, "jobtech_ssyk4", jobtech_taxonomy.GROUP_COLUMNS, jobtech_taxonomy.parse_groups
    ),
    FileLayout(
        JOBTECH,
        "jobtech_occupations",
        jobtech_taxonomy.OCCUPATION_COLUMNS,
        jobtech_taxonomy.parse_occupations,
        needed=True,
    ),
    FileLayout(
        JOBTECH, "jobtech_skills", jobtech_taxonomy.SKILL_COLUMNS, jobtech_taxonomy.parse_skills
    ),
    FileLayout(
        JOBTECH,
        "jobtech_languages",
        jobtech_taxonomy.LANGUAGE_COLUMNS,
        jobtech_taxonomy.parse_languages,
    ),
    FileLayout(
        JOBTECH,
        "jobtech_keywords",
        jobtech_taxonomy.KEYWORD_COLUMNS,
        jobtech_taxonomy.parse_keywords,
    ),
    FileLayout(
        JOBTECH,
        "jobtech_ssyk4_skills",
        jobtech_taxonomy.GROUP_SKILL_COLUMNS,
        jobtech_taxonomy.parse_group_skills,
    ),
    FileLayout(
        JOBTECH,
        "jobtech_substitutability",
        jobtech_taxonomy.SUBSTITUTE_COLUMNS,
        jobtech_taxonomy.parse_substitutability,
    ),
    FileLayout(
        JOBTECH,
        "jobtech_occupation_to_esco",
        jobtech_taxonomy.OCCUPATION_MAPPING_COLUMNS,
        jobtech_taxonomy.parse_occupation_mapping,
    ),
    FileLayout(
        JOBTECH,
        "jobtech_skill_to_esco",
        jobtech_taxonomy.SKILL_MAPPING_COLUMNS,
        jobtech_taxonomy.parse_skill_mapping,
    ),
)
