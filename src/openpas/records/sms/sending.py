"""A text message leaves after the commit, and its failure undoes nothing."""

import logging
from functools import partial
from typing import Final

from django.db import transaction

from openpas.records.sms.configured import configured_gateway
from openpas.records.sms.gateway import SmsNotSent
from openpas.records.sms.message import one_message
from openpas.records.sms.numbers import mobile_number

_log: Final = logging.getLogger(__name__)


def sms_after_commit(to: str, text: str) -> None:
    """Send one message when the transaction is committed; what goes wrong then is logged, without number or text.

    Raises NoMobileNumber and MessageTooLong, before anything is sent.
    """
    transaction.on_commit(partial(_send, mobile_number(to), one_message(text)), robust=True)


def _send(to: str, text: str) -> None:
    try:
        configured_gateway().send(to, text)
    except SmsNotSent as trouble:
        _log.error("a text message was not sent: %s", trouble.code)
