"""`stegvis person stop` of somebody whom an employer knows already: nothing more is told."""

from __future__ import annotations

import pytest
from functional import test_backup_commands as drill
from functional.test_person_rights import services_of

from matcher import bootstrap
from matcher.domain.command import Request
from matcher.domain.disclosure import How, Saying
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, RunId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Action, AnswerMode, Suggestion, SuggestionState
from matcher.errors import DecisionError, NotFound
from matcher.services.outbox import Taking

prepared, programme = drill.prepared, drill.programme

P001 = ParticipantCode("P001")
ASKED = SuggestionId("in-line")


def presented(programme):
    """Let P001 be presented to an employer that has one place, with a link out."""
    services = services_of(programme)
    kitchen = Employer(services.organisation, EmployerId("E1"), "Kök AB")
    opening = Opening(
        services.organisation, OpeningId("O1"), OpeningKind.OWN, "Diskare", "Diskar.",
        state=OpeningState.OPEN, employer=kitchen.id,
        terms=Terms(EmploymentForm.PERMANENT, "kollektivavtal"),
    )  # fmt: skip
    run = Run(RunId("r9"), RunKind.PARTICIPANT, bootstrap.now(), "Anna", *"abcd", 1, 1, P001)
    made = Suggestion(
        ASKED, run.id, P001, opening.id, None, "Diskare", 1, 0.5, Band.READY,
        {"experience": 0.5}, {},
    )  # fmt: skip
    with services.units(write=True) as unit:
        unit.employers.put([kitchen])
        unit.openings.put([opening])
        unit.suggestions.add(run, [made])
        unit.commit()

    def seen():
        with services.units() as unit:
            return Request(ASKED, unit.suggestions.get(ASKED).version, "Anna")

    services.review.confirm(Request(ASKED, 0, "Anna"))
    services.asking.ask(seen())
    services.asking.answer(seen(), Action.ACCEPT, AnswerMode.PHONE)
    services.presenting.present(seen())
    return services, services.answer_links.invite_employer(ASKED, by="Anna")


def test_nothing_about_a_stopped_person_reaches_the_employer(programme):
    services, link = presented(programme)
    assert services.disclosure.may_say(P001, OpeningId("O1"))
    [waiting] = [one for one in services.outbox.messages() if one.template == "present"]

    stopped = programme.json("person", "stop", "P001", "--by", "Anna")

    assert stopped["suggestions"] >= 1
    assert services.disclosure.may_say(P001, OpeningId("O1")) == ()
    with services.units() as unit:
        assert unit.suggestions.get(ASKED).state is SuggestionState.WITHDRAWN
        assert unit.rooms.get(OpeningId("O1")).slots_taken == 0
    with pytest.raises(Exception, match="cancelled"):
        services.outbox.take(waiting.id, Taking(MessageState.COPIED, How.LETTER, "Anna", "Eva"))
    with pytest.raises(NotFound):
        services.answer_links.open(link.token)
    with pytest.raises(DecisionError):
        services.disclosure.said(P001, OpeningId("O1"), [FieldGroup.CODE], Saying("E", "Anna"))
    assert services.disclosure.told(P001) == ()
    still = [one for one in services.outbox.messages() if one.about == "P001"]
    assert [one.template for one in still] in ([], ["withdrawn"])
    assert programme.json("audit", "verify")["ok"]


def test_taking_permission_back_takes_the_person_out_of_the_line(programme):
    services, link = presented(programme)

    taken = programme.json(
        "permissions", "withdraw", "P001", "--mode", "phone", "--by", "Anna", "--opening", "O1"
    )

    assert taken["suggestions_withdrawn"] == 1
    with services.units() as unit:
        assert unit.suggestions.get(ASKED).state is SuggestionState.WITHDRAWN
    with pytest.raises(NotFound):
        services.answer_links.open(link.token)
