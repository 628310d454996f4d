"""The manifest of a backup as JSON, there and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from matcher.domain.backup import FORMAT, BackupAbout, BackupManifest, TableDigest
from matcher.errors import ManifestMismatch

DATABASE = "database.sqlite"


def manifest_json(manifest: BackupManifest) -> dict[str, Any]:
    """Return a manifest as plain data."""
    return {
        "format": FORMAT,
        "product": manifest.about.product,
        "schema": manifest.schema,
        "programme": manifest.about.programme,
        "created_at": manifest.about.at.isoformat(),
        "deleted_people": manifest.about.deleted,
        "tables": {name: asdict(digest) for name, digest in manifest.tables.items()},
        "parts": {DATABASE: {"bytes": manifest.database_bytes, "sha256": manifest.database_sha256}},
    }


def parse_manifest(name: str, text: bytes) -> BackupManifest:
    """Read a manifest.

    Parameters
    ----------
    name
        Of the archive, for the message.
    text
        Its ``manifest.json``.

    Raises
    ------
    ManifestMismatch
        It is no manifest, or of a layout that this version does not know.
    """
    try:
        document = json.loads(text)
        known = document["format"]
        if known != FORMAT:
            raise ManifestMismatch(
                f"{name} is a backup of layout {known!r}; this version of Stegvis knows {FORMAT}. "
                "Install the version that made it, or a later one."
            )
        part = document["parts"][DATABASE]
        return BackupManifest(
            BackupAbout(
                str(document["product"]),
                str(document["programme"]),
                datetime.fromisoformat(document["created_at"]),
                int(document["deleted_people"]),
            ),
            str(document["schema"]),
            {
                table: TableDigest(int(held["rows"]), str(held["sha256"]))
                for table, held in document["tables"].items()
            },
            int(part["bytes"]),
            str(part["sha256"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestMismatch(
            f"{name} has a manifest that cannot be understood ({error}). Take another backup."
        ) from error
