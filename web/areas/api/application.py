"""The API as a part of the application, and the document that says what it has."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask_smorest import Api
from flask_smorest.utils import prepare_response

from web.areas.api.decisions import decisions
from web.areas.api.disclosures import disclosures
from web.areas.api.etags import ETAG, IF_MATCH, IF_MATCH_PROFILE, IF_NONE_MATCH
from web.areas.api.events import events
from web.areas.api.follow_ups import follow_ups
from web.areas.api.gaps import gaps
from web.areas.api.imports import imports
from web.areas.api.ladders import ladders
from web.areas.api.moves import MoveSchema, each_move
from web.areas.api.once import IDEMPOTENCY_KEY
from web.areas.api.openings import openings
from web.areas.api.participants import participants
from web.areas.api.permissions import permissions
from web.areas.api.placements import placements
from web.areas.api.posting import posting
from web.areas.api.problem_schema import ProblemSchema
from web.areas.api.profiles import profiles
from web.areas.api.suggestions import suggestions
from web.auth.bearer import stop_acting
from web.problems import MEDIA_TYPE, PREFIX

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask_wtf.csrf import CSRFProtect
    from marshmallow import Schema

    from web.areas.api.resource import Resource

VERSION = "v1"
_API = "stegvis.api"
_RESOURCES = (
    participants,
    profiles,
    openings,
    posting,
    imports,
    ladders,
    suggestions,
    decisions,
    permissions,
    disclosures,
    placements,
    follow_ups,
    events,
    gaps,
)
_ABOUT = """\
What a LinkWorker does in the browser a program can do here, under the same rules: it sees whom its
account may see, and what it does is recorded with the name of the account and the token.

Lists are read page by page: follow `next`. What was read has an `ETag`; writing about it needs that
in `If-Match`. Every `POST` and `PATCH` has an `Idempotency-Key`: sent again under the same key, it
is done once. Errors are problem documents (RFC 9457) with a stable `code`.
"""


class _Converter(OpenAPIConverter):
    """Writes schemas into the document; those of moves say what each move needs."""

    def schema2jsonschema(self, schema: type[Schema] | Schema) -> dict[str, Any]:
        said: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        one = resolve_schema_instance(schema)
        return each_move(said, one.needs) if isinstance(one, MoveSchema) else said


class _Schemas(MarshmallowPlugin):
    Converter = _Converter


class _Api(Api):  # type: ignore[misc]  # no types
    """Flask-Smorest's, whose errors are answered as all others of the application.

    Routes are written into the document when somebody asks for it, which few do and every start
    would wait for.
    """

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask) -> None:
        self._to_write: list[Resource] = []
        self._writing = threading.Lock()
        super().__init__(app, spec_kwargs={"marshmallow_plugin": _Schemas()})

    def register_blueprint(self, blp: Resource, **options: Any) -> None:  # noqa: ANN401
        """Register routes."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._to_write.append(blp)

    def document(self) -> dict[str, Any]:
        """Return the document, with every route under its topic."""
        with self._writing:
            while self._to_write:
                one = self._to_write.pop(0)
                self.spec.tag({"name": one.topic, "description": one.description})
                one.register_views_in_doc(
                    self, self._app, self.spec, name=one.name, parameters=None
                )
            return cast("dict[str, Any]", self.spec.to_dict())

    def _openapi_json(self) -> Response:
        return cast("Response", self._app.json.response(self.document()))

    def _register_error_handlers(self) -> None:
        """Register none: :mod:`web.errors` answers for the whole application."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            response: dict[str, Any] = {"description": status.phrase}
            if status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
                response["schema"] = self.ERROR_SCHEMA
            prepare_response(response, self.spec, MEDIA_TYPE)
            self.spec.components.response(status.name, response, lazy=True)
        other = {"description": "Any other problem", "schema": self.ERROR_SCHEMA}
        prepare_response(other, self.spec, MEDIA_TYPE)
        self.spec.components.response(self.DEFAULT_ERROR_RESPONSE_NAME, other, lazy=True)

    def _register_pagination_header(self) -> None:
        """Register none: a page says itself where the next one is."""

    def _register_etag_headers(self) -> None:
        for name, header in (
            ("IF_NONE_MATCH", IF_NONE_MATCH),
            ("IF_MATCH", IF_MATCH),
            ("IF_MATCH_PROFILE", IF_MATCH_PROFILE),
            ("IDEMPOTENCY_KEY", IDEMPOTENCY_KEY),
        ):
            self.spec.components.parameter(name, "header", dict(header), lazy=True)
        self.spec.components.header("ETAG", dict(ETAG), lazy=True)


def add_api(app: Flask) -> None:
    """Give an application the API under ``/api/v1``."""
    app.config.update(
        API_TITLE="Stegvis",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"{PREFIX}{VERSION}",
        API_SPEC_OPTIONS={"info": {"description": _ABOUT}},
    )
    api = _Api(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    forms = cast("CSRFProtect", app.extensions["csrf"])
    for resource in _RESOURCES:
        # A token is sent by a program, never by a page of somebody else's in a browser.
        forms.exempt(resource)
        api.register_blueprint(resource, url_prefix=f"{PREFIX}{VERSION}")
    stop_acting(app)
    app.extensions[_API] = api


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    return cast("_Api", app.extensions[_API]).document()
