"""A group of routes of the API, with what all of them have: rules, tags, errors in the document."""

from __future__ import annotations

from copy import deepcopy
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask_smorest import Blueprint

from web.api_rules import API_RULES
from web.areas.api.etags import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marshmallow import Schema

    View = Callable[..., Any]

_TOLD = "_apidoc"  # where the library keeps what decorators say of a function
_S = HTTPStatus
_PROFILE = "IF_MATCH_PROFILE"
_ALWAYS = (_S.UNAUTHORIZED, _S.FORBIDDEN, _S.NOT_FOUND, _S.TOO_MANY_REQUESTS)
_WRITING = (_S.BAD_REQUEST, _S.CONFLICT, _S.UNPROCESSABLE_ENTITY)
_ABOUT_A_VERSION = (_S.PRECONDITION_FAILED, _S.PRECONDITION_REQUIRED)


class Resource(Blueprint):  # type: ignore[misc]  # no types
    """Flask-Smorest's blueprint; a route that no rule names cannot be added."""

    def __init__(self, topic: str, description: str) -> None:
        super().__init__(f"api_{topic}", __name__, description=description)
        self.topic = topic
        self._prepare_doc_cbks.append(self._prepare_common_doc)
        self.after_request(tag)

    def read(
        self,
        path: str,
        answer: type[Schema],
        *,
        query: type[Schema] | None = None,
        also: str | None = None,
    ) -> Callable[[View], View]:
        """Register a function that answers a GET.

        Parameters
        ----------
        answer
            Writes what the function returns.
        query
            Reads the query string; the function gets it first.
        also
            Another media type in which the function answers, when it is asked for.
        """

        def add(view: View) -> View:
            done = self.response(_S.OK.value, answer)(view)
            if query is not None:
                done = self.arguments(query, location="query")(done)
            self._add(path, "GET", done, also=also)
            return view

        return add

    def write(
        self,
        path: str,
        answer: type[Schema],
        *,
        body: type[Schema] | None = None,
        query: type[Schema] | None = None,
        sent: Mapping[str, Any] | None = None,
        moves: bool = False,
    ) -> Callable[[View], View]:
        """Register a function that answers a POST.

        Parameters
        ----------
        body
            Reads what was sent; the function gets it first.
        query
            Reads the query string; the function gets it first.
        sent
            What the document says of a body that the function reads itself.
        moves
            Whether it moves something that was looked at: it needs ``If-Match``.
        """

        def add(view: View) -> View:
            done = self.response(_S.OK.value, answer)(view)
            if body is not None:
                done = self.arguments(body)(done)
            if query is not None:
                done = self.arguments(query, location="query")(done)
            if sent is not None:
                done = self.doc(requestBody=dict(sent))(done)
            self._add(path, "POST", done, match="IF_MATCH" if moves else None)
            return view

        return add

    def change(
        self, path: str, answer: type[Schema], *, query: type[Schema], sent: Mapping[str, Any]
    ) -> Callable[[View], View]:
        """Register a function that answers a PATCH of a profile, which needs the tag of that.

        Parameters are those of :meth:`write`.
        """

        def add(view: View) -> View:
            done = self.arguments(query, location="query")(self.response(_S.OK.value, answer)(view))
            self._add(path, "PATCH", self.doc(requestBody=dict(sent))(done), match=_PROFILE)
            return view

        return add

    def _add(
        self,
        path: str,
        method: str,
        view: View,
        *,
        match: str | None = None,
        also: str | None = None,
    ) -> None:
        endpoint = f"{self.name}.{view.__name__}"
        _, scope = API_RULES[endpoint]
        told = deepcopy(getattr(view, _TOLD))
        told["common"] = {"endpoint": endpoint, "scope": scope.value, "match": match, "also": also}
        setattr(view, _TOLD, told)
        self.add_url_rule(path, view.__name__, view, methods=[method], tags=[self.topic])

    @staticmethod
    def _prepare_common_doc(
        doc: dict[str, Any], doc_info: dict[str, Any], *, method: str, **_: object
    ) -> dict[str, Any]:
        common = doc_info["common"]
        reading = method == "get"
        names = ["IF_NONE_MATCH"] if reading else ["IDEMPOTENCY_KEY"]
        statuses = [*_ALWAYS] if reading else [*_ALWAYS, *_WRITING]
        if common["match"]:
            names.append(common["match"])
            statuses += _ABOUT_A_VERSION
        doc["parameters"] = [*doc.get("parameters", ()), *names]
        answers = doc["responses"]
        for status in statuses:
            answers.setdefault(status.value, status.name)
        if reading:
            answers.setdefault(_S.NOT_MODIFIED.value, _S.NOT_MODIFIED.name)
            answers[_S.OK.value]["headers"] = {"ETag": "ETAG"}
        if common["also"]:
            answers[_S.OK.value]["content"][common["also"]] = {"schema": {"type": "object"}}
        doc["responses"] = dict(sorted(answers.items(), key=lambda one: str(one[0])))
        doc["operationId"] = common["endpoint"].removeprefix("api_").replace(".", "_")
        doc["security"] = [{"token": [common["scope"]]}]
        return doc
