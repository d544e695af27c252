"""A text message to one mobile telephone: short, in the characters that every telephone has, after the commit."""

from openpas.records.sms.sending import sms_after_commit

__all__ = ["sms_after_commit"]
