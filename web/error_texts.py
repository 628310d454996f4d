"""What the errors of the services say on pages, by code, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from matcher.errors import (
    Conflict,
    DecisionError,
    EmptyProgramme,
    InputError,
    InputErrors,
    OpeningFull,
    RowError,
    StegvisError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask_babel.speaklater import LazyString

ERROR_TEXTS: Mapping[str, LazyString] = {
    "name.length": _("Write the name in 1 to 80 letters."),
    "name.personal_number": _("A personal identity number is kept nowhere. Write a name only."),
    "login.form": _(
        "“%(login)s” gives no user name. Write 2 to 40 small letters (a-z), digits, dots, "
        "hyphens or underscores."
    ),
    "login.taken": _("Somebody has the user name “%(login)s” already. Choose another one."),
    "role.no_account": _("Nobody has an account in this role. Choose another one."),
    "name.several": _("Several people are called %(name)s. Use the user name."),
    "employer.for_whom": _(
        "Say which employer the user works for; only employers' users have one."
    ),
    "employer.own_account": _("An employer's user has an account of her own. Invite her."),
    "account.inactive": _(
        "This account is deactivated. Ask an administrator to activate it, or choose another one."
    ),
    "admin.last": _(
        "This is the last one who manages accounts. Invite another administrator first."
    ),
    "cover.herself": _("Nobody stands in for herself: choose a colleague."),
    "cover.long": _("A cover lasts at most %(most)s days. Move the caseload instead."),
    "role.no_caseload": _("Nobody has a caseload in this role. Choose another one."),
    "stop.reason": _("Write why suggestions are stopped: it is shown on every page."),
    "paper.long": _(
        "One page has %(room)s lines and this needs %(taken)s. Shorten it, or leave something out."
    ),
    "person.not_looking": _(
        "This person is not looking for a job now. Ask again when the person is: the ways "
        "are found then."
    ),
    "pathway.how_many": _("Ask for 1 to %(most)s ways."),
    "pathway.unwanted": _(
        "The person has said no to such work. Choose another goal, or take the no back "
        "among the wishes."
    ),
    "pathway.retired": _("This step is no longer used. Choose another goal."),
    "ladder.other": _("The file is about another trade. Choose the ladder that it belongs to."),
    "ladder.step_gone": _(
        "People and openings may be on %(codes)s: keep the step, and retire it instead."
    ),
    "agreement.day": _("The day of the agreement is still to come. Write the day it was made."),
    "caseload.moved": _(
        "%(codes)s was moved by %(name)s meanwhile. Nothing was saved; look at the caseload again."
    ),
    "suggestions.stopped": _(
        "%(name)s stopped suggestions for everybody: %(reason)s. Decide on what is on the list as "
        "before."
    ),
    "decision.late": _(
        "It is too late to take that back. Nothing was saved; it stands. Go on from where it "
        "stands."
    ),
    "who.missing": _("Say who does it: it is kept with what is done."),
    "contact.missing": _("Write who at the employer it is about."),
    "personal_number": _(
        "There is a personal identity number in the text. Take it out: none are kept here."
    ),
    "forward.not_yours": _(
        "Only the employer's own link can be forwarded, to a named manager. Open the link "
        "that you were given first, and forward it from there."
    ),
    "forward.name": _("Write the name of the manager you forward it to."),
    "reason.missing": _("Choose one of the reasons on the page."),
    "reason.not_here": _("No reason is asked for here. Load the page again."),
    "times.number": _("Offer one to three times, each of them once."),
    "times.form": _("Write day and time, such as 2026-12-01 10:00."),
    "times.past": _("A time that is offered has to lie ahead. Write a later one."),
    "times.gone": _("That time is not offered any more. Choose another one."),
    "message.facts": _(
        "Something that the message needs is missing. Nothing was saved. Load the page again "
        "and see what it asks for."
    ),
    "message.unknown": _(
        "There is no such message. Nothing was saved. Load the page again and choose one "
        "from the list."
    ),
    "message.to_whom": _("Say whom the message is for."),
    "message.person_first": _(
        "Tell the person first: ring or meet, and note that it was said. Nothing was saved."
    ),
    "days.order": _("The last day lies before the first one. Check both days."),
    "party.not_yours": _(
        "You can say this for your own side only. Leave the other side's word to the other side."
    ),
    "places.number": _("Write how many places it is, from 1 to %(most)s."),
    "hours.number": _("Write hours a week, up to %(most)s, or leave it empty."),
    "hours.form": _("Write the hours as a number, such as 20."),
    "hours.range": _("Hours a week go from 1 to %(most)s. Write the lower number first."),
    "shifts.none": _("Choose at least one time of the day."),
    "text.length": _("The text is too long: at most %(most)s signs are read. Shorten it."),
    "question.empty": _("Write what the company asks."),
    "changed.empty": _("Write what the company changed."),
    "day.ahead": _("Write the day on which it was, not one that lies ahead."),
    "answer.way": _(
        "The answer cannot have come in this way. Choose by phone, in person or through an "
        "interpreter."
    ),
    "answer.unknown": _(
        "That is no answer to this question. Nothing was saved. Choose one of the answers on "
        "the page."
    ),
    "opening.employer": _(
        "The opening names an employer that is not stored. Store the employer first."
    ),
    "opening.twice": _("Two openings come from the same advertisement. Keep only one of them."),
    "opening.places": _(
        "%(taken)s places of this opening are taken already. Give it at least as many."
    ),
    "told.nothing": _("Tick what was said: the code, what the person can do, or name and contact."),
    "told.empty": _("The text is empty. Tell in a sentence or two what was done."),
    "file.empty": _("There is nothing to import in the file. Check that it is the right one."),
    "file.deleted": _(
        "Deleted meanwhile, and not to be brought back: %(codes)s. Take these rows out. "
        "Nothing was saved."
    ),
    "ask.number": _("Choose 1 to %(most)s people, each of them once."),
    "ask.other_opening": _("One of them was suggested for another job. Choose again."),
    "first_day.past": _("The first day has to lie ahead. Nothing was saved. Write a later day."),
    "opening.not_draft": _("This is no draft any more. Look at the opening again."),
    "opening.not_yours": _(
        "An opening stays with its employer. Nothing was saved. Leave the employer as it "
        "was, or draft a new opening."
    ),
    "opening.other": _(
        "This is another opening than the one that was looked at. Open the right one from "
        "the list and write there."
    ),
    "opening.rewritten": _(
        "This opening cannot be rewritten any more. Nothing was saved. Close it and draft a "
        "new one, or ask a LinkWorker."
    ),
    "opening.takes_nobody": _(
        "This opening takes nobody now. Nothing was saved. Choose an opening that is open."
    ),
    "opening.not_agreed": _(
        "Nobody has agreed this job with an employer: the person applies alone, and nothing "
        "is told there. Help the person to apply."
    ),
    "key.blank": _("The form was not whole. Load the page again."),
    "key.other": _(
        "This form was sent before, for something else. Load the page again. Nothing was saved."
    ),
    "colleague.name": _("Write the name of a colleague who is a LinkWorker."),
    "colleague.unknown": _(
        "There is no active LinkWorker called “%(name)s” here. Nothing was saved. Write the "
        "name as it stands in the list of colleagues."
    ),
    "colleague.several": _(
        "Several LinkWorkers are called “%(name)s”. Ask an administrator to give one of them "
        "another name first."
    ),
    "decline.none": _("Choose at least one suggestion to decline."),
    "last_day.missing": _("Write which was the last day at work."),
    "card.day": _("A card for the first day needs the day and the time. Write both."),
    "card.planned": _(
        "The card belongs to a first day that is still to come. Nothing was saved. Tell the "
        "person of changes directly."
    ),
    "trial.over": _(
        "Only a trial that still runs goes on as a job. Nothing was saved. Load the page "
        "again to see where it stands now."
    ),
    "trial.end": _("There was a trial. Say whose decision its end was, why, and its last day."),
    "trial.ring": _("How a trial ended is told to a person: ring us. Nothing was saved."),
    "next.no_way": _(
        "The ladder has no way from this step to the other one. Complete this job and plan "
        "the other by itself."
    ),
    "place.unbacked": _(
        "Nobody is placed without a LinkWorker's confirm and the person's yes. Nothing was "
        "saved. Ask the person, and let a LinkWorker confirm first."
    ),
    "place.step": _(
        "A place is taken at an opening, and this is a step of a ladder. Nothing was saved. "
        "Choose an opening of this step first."
    ),
    "slots.taken": _(
        "All %(slots)s presentation slots of this opening are taken. Wait for an answer, or "
        "take another opening."
    ),
    "places.filled": _(
        "All %(places)s places of this opening are filled. The person is back on the list. "
        "Choose another opening."
    ),
    "person.placed": _(
        "This person holds another place already; one at a time. Nothing was saved. End the "
        "other one first."
    ),
    "changed": _("Somebody else changed this meanwhile. Nothing was saved; look at it again."),
    "busy": _(
        "Somebody else is saving right now. Nothing of yours was saved; wait a moment and try"
        " again."
    ),
    "nul_in_text": _("A text holds a sign that cannot be stored. Write it anew, without pasting."),
    "meet.first": _("Meet the person first. Nothing was saved."),
    "permission.none": _(
        "This person has not permitted that the employer is told, or has taken it back. Ask "
        "the person first."
    ),
    "phone_only": _("This person asked not to be written to. Ring, and note what was said."),
    "posting.approved": _(
        "This opening stands as it was approved. Ring the LinkWorker to change it."
    ),
    "hand_over.decided": _(
        "Only a suggestion that nobody has decided on is handed over. Nothing was saved. "
        "Undo the decision first, or leave it with who decided."
    ),
    "link.not_presented": _(
        "An employer gets a link after the person said yes and was presented. Present the "
        "person first."
    ),
    "undo.done": _(
        "This import was undone already. Look at the list of imports to see what can still "
        "be undone."
    ),
    "undo.late": _("The time to undo this import is over. Correct the rows with a new import."),
    "undo.changed": _(
        "Rows were changed since this import. Nothing was undone; undo later imports first, "
        "or correct the rows by hand."
    ),
    "decisions.rest": _(
        "Decisions rest on some of these, so they stay and nothing was changed. Close them instead."
    ),
    "move.not_now": _(
        "That is not possible from where it stands now. Nothing was saved; load the page again."
    ),
    "answer.scale": _("Choose one of the answers, or skip the question."),
    "round.begun": _(
        "Something is written in this round already. Nothing was changed. Let it stand, or "
        "wait for the next round."
    ),
    "instrument.other": _(
        "There is another wording under this name and version. Give it the next version."
    ),
    "plan.protected": _(
        "The identity is protected: write the kind and the days only, so that no place is named. "
        "Nothing was saved."
    ),
    "move.needs": _(
        "Something is needed first. Nothing was saved; look at what the page asks for."
    ),
}
"""A code stays what it is; its text may change. A test holds this against what is raised."""

KIND_TEXTS: Mapping[type[StegvisError], LazyString] = {
    RowError: _(
        "A row of the file cannot be used. Nothing was saved. Mend the row in the file and "
        "send it once more."
    ),
    InputError: _(
        "Something that was sent cannot be used. Nothing was saved. Go back, look at what "
        "you wrote and send it once more."
    ),
    EmptyProgramme: _(
        "There are no people, openings or ladders to work with yet. Bring in a list first, or ask "
        "a LinkWorker to."
    ),
    OpeningFull: _(
        "There is no room for more people for this job just now. Nothing was saved. Wait for "
        "an answer, or choose another job."
    ),
    Conflict: ERROR_TEXTS["changed"],
    DecisionError: _(
        "The rules do not allow this now. Nothing was saved. Load the page again to see what "
        "is possible."
    ),
}
"""For what has no code of its own, by the nearest class."""
_OTHERWISE = _("Something went wrong on our side")


def say_error(error: StegvisError) -> str:
    """Say what happened and what to do, in the language of the page.

    Parameters
    ----------
    error
        Any of ours; what it says itself is for the command line and the log.
    """
    if isinstance(error, InputErrors):
        return " ".join(dict.fromkeys(say_error(one) for one in error.errors))
    text = ERROR_TEXTS.get(error.code or "")
    if text is None:
        return str(
            next(
                (KIND_TEXTS[kind] for kind in type(error).__mro__ if kind in KIND_TEXTS), _OTHERWISE
            )
        )
    return str(text) % error.values if error.values else str(text)
