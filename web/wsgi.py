"""The application that a WSGI server starts: ``web.wsgi:app``."""

from __future__ import annotations

from matcher.bootstrap import build_services
from matcher.settings import load_settings
from web.app import create_app

app = create_app(build_services(load_settings()), warm_up=True)
