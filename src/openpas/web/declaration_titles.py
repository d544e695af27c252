"""How the texts that staff accepts are called, on every page about them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.identity.models import Document

TITLES: Final[dict[str, Promise]] = {
    Document.Kind.DECLARATION_OF_HONOUR: _("Verklaring op eer"),
    Document.Kind.TERMS_OF_USE: _("Gebruiksvoorwaarden"),
}
