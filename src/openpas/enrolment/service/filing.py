"""What a desk keeps about a person for itself is written: consent, note, picture."""

from base64 import b64encode
from datetime import datetime

from openpas.enrolment.details import ConsentGiven
from openpas.enrolment.models import Consent, Picture, PrivateNote
from openpas.passholders.models import Passholder
from openpas.records.encryption import decrypt, encrypt


def file_consent(person: Passholder, given: ConsentGiven, at: datetime) -> None:
    """Write down what was ticked. What the form does not mention stays as it was: consent is evidence."""
    kept, _ = Consent.objects.get_or_create(passholder=person, defaults={"recorded_at": at})
    for field in ("parental_consent", "legal_terms_paper", "legal_terms_digital"):
        if (ticked := getattr(given, field)) is not None:
            setattr(kept, field, ticked)
    kept.recorded_at = at
    kept.save()


def file_note(person: Passholder, note: str, at: datetime) -> None:
    """Keep the note; an empty one is thrown away."""
    if note:
        PrivateNote.objects.update_or_create(
            passholder=person, defaults={"note_encrypted": encrypt(note), "changed_at": at}
        )
    else:
        PrivateNote.objects.filter(passholder=person).delete()


def note_about(person: Passholder) -> str:
    """The note; empty when there is none."""
    kept = PrivateNote.objects.filter(passholder=person).first()
    return decrypt(kept.note_encrypted) if kept else ""


def file_picture(person: Passholder, jpeg: bytes, at: datetime) -> None:
    """Keep the picture instead of an earlier one."""
    Picture.objects.update_or_create(
        passholder=person, defaults={"jpeg_encrypted": encrypt(b64encode(jpeg).decode()), "changed_at": at}
    )
