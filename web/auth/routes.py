"""Where signing in lives, and how often it may be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from web.auth import me, sign_in
from web.auth.limits import limited_posts, of_session, typed_login

if TYPE_CHECKING:
    from flask import Flask

BOTH, POST = ("GET", "POST"), ("POST",)


def add_auth(app: Flask) -> None:
    """Add the pages of signing in to an application that has its limiter."""
    auth = Blueprint("auth", __name__)
    half_way = of_session(sign_in.HALF_WAY)
    for path, name, view, methods in (
        ("/sign-in", "sign_in", limited_posts(app, sign_in.sign_in, whose=typed_login), BOTH),
        (
            "/sign-in/second-step",
            "second_step",
            limited_posts(app, sign_in.second_step, whose=half_way),
            BOTH,
        ),
        ("/sign-out", "sign_out", sign_in.sign_out, POST),
        ("/sign-in/again", "verify", limited_posts(app, sign_in.verify, whose=half_way), BOTH),
        ("/welcome/<token>", "welcome", limited_posts(app, sign_in.welcome), BOTH),
        ("/role", "change_role", sign_in.change_role, POST),
        ("/me", "me", me.me, ("GET",)),
        ("/me/second-step", "set_up_second_step", me.set_up_second_step, BOTH),
        ("/me/second-step/end", "end_second_step", me.end_second_step, POST),
        ("/me/recovery-codes", "renew_recovery_codes", me.renew_recovery_codes, POST),
        ("/demo/<role_name>/<signature>", "demo", sign_in.demo, ("GET",)),
    ):
        auth.add_url_rule(path, name, view, methods=list(methods))
    app.register_blueprint(auth)
