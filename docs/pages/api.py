"""The OpenAPI document, as the application serves it."""

from __future__ import annotations

import json

from matcher.bootstrap import build_services
from matcher.settings import Settings
from web.app import create_app
from web.areas.api.application import document


def api_document() -> str:
    """Return the document; nothing is opened for it."""
    app = create_app(build_services(Settings(secret_key="only to write the document " * 2)))
    return json.dumps(document(app), indent=2, ensure_ascii=False) + "\n"
