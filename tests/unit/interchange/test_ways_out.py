"""The ways in which a message leaves: the one relay, a letter to print, a QR code."""

from __future__ import annotations

import socket
import socketserver
import threading
from datetime import date
from email import message_from_bytes, policy

import pytest

from matcher.domain.message_template import Rendered
from matcher.errors import InputError, SettingsError
from matcher.interchange.letter import letter
from matcher.interchange.mail_relay import MailRelay
from matcher.interchange.qr_code import qr_svg, qr_terminal

TEXT = Rendered(
    "sv", "En fråga till dig", "Hej! Ett arbete på höjden <5 m>.\n\nDag: 1\nTid: 7\n\nÅsa"
)


class Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self):
        self._say(220)
        body = None
        for line in self.rfile:
            word = line[:4].upper()
            if body is not None:
                if line == b".\r\n":
                    self.server.mails.append(b"".join(body))
                    body = None
                    self._say(250)
                else:
                    body.append(line)
            elif word == b"DATA":
                body = []
                self._say(354)
            elif word == b"RCPT" and self.server.refuses:
                self._say(550)
            else:
                self._say(221 if word == b"QUIT" else 250)
                if word == b"QUIT":
                    return

    def _say(self, code):
        self.wfile.write(f"{code} ok\r\n".encode())


@pytest.fixture
def relay_server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.mails, server.refuses = [], False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def relay_of(server):
    return MailRelay(*server.server_address, "outbox@localhost")


def test_a_mail_is_as_the_text_and_says_nothing_more(relay_server):
    relay_of(relay_server)("amina@example.se", TEXT)

    [raw] = relay_server.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["To"], mail["From"]) == ("amina@example.se", "outbox@localhost")
    assert mail["Subject"] == "En fråga till dig"
    assert mail["Content-Language"] == "sv"
    assert mail.get_content().split() == TEXT.body.split()
    assert {name.lower() for name in mail.keys()} == {  # noqa: SIM118
        "from", "to", "subject", "content-language", "content-type", "content-transfer-encoding",
        "mime-version",
    }  # fmt: skip


def test_a_relay_that_does_not_take_it_is_an_error_that_repeats_nothing(relay_server):
    relay_server.refuses = True
    with pytest.raises(SettingsError, match="did not take the message") as refused:
        relay_of(relay_server)("amina@example.se", TEXT)
    assert "amina" not in str(refused.value)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(SettingsError, match="ConnectionRefusedError"):
        MailRelay("127.0.0.1", port, "outbox@localhost")("amina@example.se", TEXT)


@pytest.mark.parametrize(
    "wrong",
    ["", "amina", "a b@c.se", "@b.se", "a@b", "å@b.se", "<a@b.se>", "a@b.se\nBcc: c@d.se",
     "a@b.se,c@d.se"],
)  # fmt: skip
def test_what_is_no_address_goes_nowhere(relay_server, wrong):
    for call in (relay_of(relay_server).check, lambda it: relay_of(relay_server)(it, TEXT)):
        with pytest.raises(InputError, match="no mail address"):
            call(wrong)
    assert relay_server.mails == []


def test_a_letter_is_a_page_of_its_own():
    page = letter(TEXT, date(2026, 11, 24))

    assert '<html lang="sv" dir="ltr">' in page
    assert "<p>Hej! Ett arbete på höjden &lt;5 m&gt;.</p>" in page
    assert "<p>Dag: 1<br>\nTid: 7</p>" in page
    assert "2026-11-24" in page
    assert "http" not in page
    assert 'dir="rtl"' in letter(Rendered("ar", "سؤال", "مرحباً"), date(2026, 11, 24))


def test_a_qr_code_is_another_for_another_text():
    svg = qr_svg(TEXT.body)

    assert svg.startswith("<svg")
    assert svg == qr_svg(TEXT.body)
    assert svg != qr_svg(TEXT.body + ".")
    assert len(qr_terminal("Hej").splitlines()) > 10
    for draw in (qr_svg, qr_terminal):
        with pytest.raises(InputError, match="too long"):
            draw("å" * 2_000)
