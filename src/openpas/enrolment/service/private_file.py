"""The private file of a passholder: the note and the picture (operations 32 to 36)."""

from base64 import b64decode
from datetime import timedelta
from typing import Final

from django.db import transaction

from openpas.enrolment.desks import desks_that_reach
from openpas.enrolment.models import Picture
from openpas.enrolment.pictures import as_plain_jpeg
from openpas.enrolment.refusals import PictureNotFound
from openpas.enrolment.service.filing import file_note, file_picture, note_about
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.records import service as records
from openpas.records.encryption import decrypt
from openpas.records.signed_links import read, sign
from openpas.runtime import clock

LINK_LASTS: Final = timedelta(minutes=5)
_LINK: Final = "passholder-picture"


def private_note(actor: Actor, person: Passholder) -> str:
    """What staff wrote about the person; empty when nothing. Notes the access. Raises PermissionMissing."""
    desks_that_reach(actor, Permission.PASSHOLDERS_PRIVATE_READ, person)
    records.note_access(actor, [person.pk], "passholders.private.read")
    return note_about(person)


@transaction.atomic
def write_private_note(actor: Actor, person: Passholder, note: str) -> None:
    """Replace the note; an empty one removes it. Raises PermissionMissing."""
    desks_that_reach(actor, Permission.PASSHOLDERS_PRIVATE_WRITE, person)
    _hold(person)
    file_note(person, note, clock.now())
    records.note(actor, "passholder.write_note", f"passholder:{person.pk}")


def picture_token(actor: Actor, person: Passholder) -> str:
    """What opens the picture for LINK_LASTS. Notes the access. Raises PermissionMissing and PictureNotFound."""
    desks_that_reach(actor, Permission.PASSHOLDERS_PICTURE_READ, person)
    kept = Picture.objects.filter(passholder=person).only("changed_at").first()
    if kept is None:
        raise PictureNotFound
    records.note_access(actor, [person.pk], "passholders.picture.read")
    return sign(_LINK, f"{person.pk}-{kept.changed_at.timestamp()}")


def picture_opened_by(token: str) -> bytes:
    """The JPEG. Raises LinkInvalid, and PictureNotFound when it was changed or removed since."""
    passholder_id, _, changed_at = read(_LINK, token, LINK_LASTS).partition("-")
    kept = Picture.objects.filter(passholder_id=int(passholder_id)).first()
    if kept is None or str(kept.changed_at.timestamp()) != changed_at:
        raise PictureNotFound
    return b64decode(decrypt(kept.jpeg_encrypted))


@transaction.atomic
def change_picture(actor: Actor, person: Passholder, uploaded: bytes) -> None:
    """Keep the picture. Raises PermissionMissing, PictureTypeInvalid and PictureSizeInvalid."""
    desks_that_reach(actor, Permission.PASSHOLDERS_PICTURE_WRITE, person)
    jpeg = as_plain_jpeg(uploaded)
    _hold(person)
    file_picture(person, jpeg, clock.now())
    records.note(actor, "passholder.change_picture", f"passholder:{person.pk}")


@transaction.atomic
def remove_picture(actor: Actor, person: Passholder) -> None:
    """Raises PermissionMissing, and PictureNotFound when there is none."""
    desks_that_reach(actor, Permission.PASSHOLDERS_PICTURE_WRITE, person)
    removed, _ = Picture.objects.filter(passholder=person).delete()
    if not removed:
        raise PictureNotFound
    records.note(actor, "passholder.remove_picture", f"passholder:{person.pk}")


def _hold(person: Passholder) -> None:
    """Of two who write at the same moment the second waits."""
    Passholder.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
