"""The application that a WSGI server starts: ``web.wsgi:app``."""

# ruff: noqa: E402  (what is imported stays: looking through it for garbage is a quarter of the start)

from __future__ import annotations

import gc

gc.disable()

from matcher.bootstrap import build_services
from matcher.services.clock import Ticker
from matcher.settings import load_settings
from web.app import create_app
from web.context import services_of

services = build_services(load_settings())
app = create_app(services, background=True)
if services.settings.jobs == "web":
    # The database is opened in the thread, so that the server answers without waiting for it.
    Ticker(lambda: services_of(app)().jobs.run()).start()  # noqa: PLW0108

gc.freeze()
gc.enable()
