"""What somebody who administers reads when something cannot be done."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openpas.foundation.refusal import Refusal


def words_of(refusal: Refusal) -> str:
    """The refusal in the reader's language."""
    message = refusal.end_user_message
    if message is None:
        return _("Dit beheer je niet. Vraag het aan wie deze regio of deze balie beheert.")
    return message.in_language(get_language() or "nl")
