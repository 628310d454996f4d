"""The one way out: a mail relay that the operator has named."""

from __future__ import annotations

import smtplib
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING

from matcher.errors import InputError, SettingsError

if TYPE_CHECKING:
    from matcher.domain.message_template import Rendered

SECONDS = 10.0


class MailRelay:
    """Hands one text at a time to one host and port; nothing else is ever called.

    Parameters
    ----------
    host, port
        From the settings, which have checked that the host is allowed.
    sender
        The address that mails come from.
    """

    def __init__(self, host: str, port: int, sender: str) -> None:
        self._host = host
        self._port = port
        self._sender = sender

    def check(self, address: str) -> None:
        """Raise :class:`InputError` when something is no address."""
        _address(address)

    def __call__(self, address: str, text: Rendered) -> None:
        """Send a text; the error never repeats the address or the text.

        Raises
        ------
        InputError
            It is no address.
        SettingsError
            The relay cannot be reached or does not take the message.
        """
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = _address(address)
        mail["Subject"] = text.subject
        mail.set_content(text.body)
        mail["Content-Language"] = text.lang
        try:
            # Without a name of its own it would ask a name server for this machine's.
            with smtplib.SMTP(
                self._host, self._port, local_hostname="localhost", timeout=SECONDS
            ) as relay:
                relay.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise SettingsError(
                f"The mail relay {self._host}:{self._port} did not take the message "
                f"({type(error).__name__}). It waits again. Look at the relay, or copy the text."
            ) from None


def _address(text: str) -> Address:
    try:
        found = Address(addr_spec=text.strip())
    except (ValueError, IndexError, MessageError):
        raise _no_address() from None
    if "." not in found.domain or not found.username.isascii():
        raise _no_address()
    return found


def _no_address() -> InputError:
    return InputError("This is no mail address (--to): write one like name@example.se.")
