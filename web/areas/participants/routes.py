"""The addresses of the participants' pages; none of them says whose page it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from web.areas.participants import (
    entering,
    jobs,
    own_data,
    papers,
    plan,
    questions,
    steps,
    ways,
)
from web.areas.participants.words import bdi_latin
from web.auth.limits import limited_looks, limited_posts

if TYPE_CHECKING:
    from flask import Flask


def add_participants(app: Flask) -> None:
    """Add the pages to an application that has its limiter."""
    area = Blueprint("participants", __name__)
    of_job = "/my/<token>/papers/<kind>/<target_id>"
    of_paper = f"{of_job}/<any(cv, letter):paper>"
    of_part = f"{of_job}/part/<part>"
    how = "<any(self, interpreter, read_aloud):how>"
    of_question = f"/my/<token>/questions/{how}/<int:number>"
    for path, name, view, methods in (
        ("/my/leave", "leave", entering.leave, ["GET"]),
        ("/calendar", "calendar", entering.calendar, ["GET"]),
        ("/my/<token>", "neutral", limited_looks(app, entering.neutral), ["GET"]),
        ("/my/<token>/open", "check_code", limited_posts(app, entering.check_code), ["POST"]),
        ("/my/<token>/start", "start", jobs.start, ["GET"]),
        ("/my/<token>/job/<int:number>/<screen>", "job", jobs.job, ["GET"]),
        ("/my/<token>/answer", "answer", limited_posts(app, jobs.answer), ["POST"]),
        ("/my/<token>/ring", "ring_me", limited_posts(app, jobs.ring_me), ["POST"]),
        ("/my/<token>/work", "browse", steps.browse, ["GET"]),
        ("/my/<token>/work/<sector>", "trade", steps.trade, ["GET"]),
        ("/my/<token>/work/kind/<step_id>", "step", steps.step, ["GET"]),
        ("/my/<token>/work/kind/<step_id>/openings", "openings", steps.openings, ["GET"]),
        ("/my/<token>/work/kind/<step_id>/say", "say", limited_posts(app, steps.say), ["POST"]),
        ("/my/<token>/hours", "hours", steps.hours, ["GET"]),
        ("/my/<token>/hours", "set_hours", limited_posts(app, steps.set_hours), ["POST"]),
        ("/my/<token>/withdraw", "withdraw", limited_posts(app, own_data.withdraw), ["POST"]),
        ("/my/<token>/data", "data", own_data.data, ["GET"]),
        ("/my/<token>/data/known", "known", own_data.known, ["GET"]),
        ("/my/<token>/data/looks", "looks", own_data.looks, ["GET"]),
        ("/my/<token>/data/yes", "yes", own_data.yes, ["GET"]),
        ("/my/<token>/data/yes", "take_back", limited_posts(app, own_data.take_back), ["POST"]),
        ("/my/<token>/data/yes/more", "let_know", limited_posts(app, own_data.let_know), ["POST"]),
        ("/my/<token>/data/file", "download", limited_posts(app, own_data.download), ["POST"]),
        ("/my/<token>/data/pause", "pause", limited_posts(app, own_data.pause), ["POST"]),
        ("/my/<token>/data/stop", "ask_stop", own_data.ask_stop, ["GET"]),
        ("/my/<token>/data/stop", "stop", limited_posts(app, own_data.stop), ["POST"]),
        ("/my/<token>/plan", "plan", plan.plan, ["GET"]),
        ("/my/<token>/questions", "questions", questions.questions, ["GET"]),
        (of_question, "question", questions.question, ["GET"]),
        (of_question, "say_answer", limited_posts(app, questions.say_answer), ["POST"]),
        ("/my/<token>/data/answers", "answers", questions.answers, ["GET"]),
        ("/my/<token>/way", "ways", ways.ways, ["GET"]),
        ("/my/<token>/papers", "papers", papers.papers, ["GET"]),
        (of_job, "papers_for", papers.papers_for, ["GET"]),
        (of_paper, "paper", papers.paper, ["GET"]),
        (f"{of_paper}/print", "print_paper", papers.print_paper, ["GET"]),
        (of_part, "paper_part", papers.paper_part, ["GET"]),
        (of_part, "write_part", limited_posts(app, papers.write_part), ["POST"]),
        (f"{of_job}/undo", "undo_paper", limited_posts(app, papers.undo_paper), ["POST"]),
        (f"{of_job}/restore", "restore_paper", limited_posts(app, papers.restore_paper), ["POST"]),
        ("/people/<code>/own-page", "make_link", entering.make_link, ["POST"]),
    ):
        area.add_url_rule(path, name, view, methods=methods)
    app.register_blueprint(area)
    app.jinja_env.filters["bdi_latin"] = bdi_latin
