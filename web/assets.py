"""Style sheets and script: Bootstrap from its package, ours from the static folder, all local."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap_wrapper import __version__ as bootstrap_version
from bootstrap_wrapper import get_bootstrap_css_dir
from flask import Blueprint, abort, send_from_directory, url_for

if TYPE_CHECKING:
    from flask import Flask, Response

BOOTSTRAP_FILES = frozenset({"bootstrap.min.css", "bootstrap.rtl.min.css"})
OWN_STYLE, OWN_SCRIPT, WORDING_SCRIPT = "stegvis.css", "stegvis.js", "wording.js"
A_YEAR_S = 365 * 24 * 3600

assets = Blueprint("assets", __name__)


@assets.get("/assets/bootstrap/<name>")
def bootstrap(name: str) -> Response:
    """Serve the two style sheets of Bootstrap that pages ask for, and nothing else of it."""
    if name not in BOOTSTRAP_FILES:
        abort(404)
    return send_from_directory(get_bootstrap_css_dir(), name, max_age=A_YEAR_S)


def serve_assets(app: Flask) -> None:
    """Add the routes, and ``style_sheets(direction)``, ``script()`` and ``wording_script()``.

    Addresses carry a version, so browsers may keep the files for a year.
    """
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR_S
    app.register_blueprint(assets)
    folder = Path(str(app.static_folder))
    versions = {
        name: _version_of(folder / name) for name in (OWN_STYLE, OWN_SCRIPT, WORDING_SCRIPT)
    }

    def own(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    def style_sheets(direction: str) -> list[str]:
        name = "bootstrap.rtl.min.css" if direction == "rtl" else "bootstrap.min.css"
        return [url_for("assets.bootstrap", name=name, v=bootstrap_version), own(OWN_STYLE)]

    app.jinja_env.globals.update(
        style_sheets=style_sheets,
        script=lambda: own(OWN_SCRIPT),
        wording_script=lambda: own(WORDING_SCRIPT),
    )


def _version_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
