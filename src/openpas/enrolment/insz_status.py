"""Whether a national number belongs to a passholder, and nothing more (operation 86)."""

from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.passholders.models import Passholder
from openpas.passholders.refusals import InvalidInszNumber
from openpas.records import service as records
from openpas.records.encryption import blind_index


def is_insz_used(actor: Actor, text: str) -> bool:
    """Writes down who asked, for the auditor not about whom. The person whose number it is sees that it was asked.

    The face limits how often anybody may ask (contract/rules.md 8-42).

    Raises InvalidInszNumber.
    """
    insz = without_separators(text)
    if not is_insz(insz):
        raise InvalidInszNumber
    records.note(actor, "insz_status.read", "insz")
    found = Passholder.objects.filter(insz_index=blind_index(insz)).values_list("pk", flat=True).first()
    if found is None:
        return False
    records.note_access(actor, [found], "insz_status.read")
    return True
