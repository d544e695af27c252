"""The private note and the picture of a passholder: operations 32 to 36. A picture is served by a short-lived link."""

from io import BytesIO
from typing import Annotated, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from pydantic import Field

from openpas.api.v4.core.callers import reach_passholder
from openpas.api.v4.core.refusals import BodySyntaxInvalid, UnsupportedMediaType
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.references import PassholderId
from openpas.enrolment.refusals import PictureMissing, PictureSizeInvalid
from openpas.enrolment.service import private_file
from openpas.foundation.permissions import Permission

router = Router(tags=["Passholders"])

FILES: Final = "files/passholder-pictures/"
"""Below this path, from the root of the site, a link continues with its token."""
_MULTIPART: Final = "multipart/form-data"


class PrivateProperties(ContractSchema):
    id: str | None = None
    note: Annotated[str | None, Field(max_length=5000)] = None


class PassholderPicture(ContractSchema):
    picture_url: str


@router.get(
    "/passholders/{passholderId}/private",
    response=PrivateProperties,
    operation_id="get-passholders-passholderId-private",
    summary="Retrieve private properties of a passholder",
)
def get_private(request: ApiRequest, passholder_id: PassholderId) -> PrivateProperties:
    """The note that staff keep. Needs `PASSHOLDERS_PRIVATE_READ` in a card system of the passholder."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_PRIVATE_READ)
    note = private_file.private_note(request.actor, person)
    return PrivateProperties(id=str(person.public_id), note=note or None)


@router.put(
    "/passholders/{passholderId}/private",
    response={204: None},
    operation_id="put-passholders-passholderId-private",
    summary="Update private properties of a passholder",
)
def put_private(request: ApiRequest, passholder_id: PassholderId, payload: PrivateProperties) -> None:
    """Replaces the note; without one it is removed. Needs `PASSHOLDERS_PRIVATE_WRITE`."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_PRIVATE_WRITE)
    private_file.write_private_note(request.actor, person, payload.note or "")


@router.get(
    "/passholders/{passholderId}/picture",
    response=PassholderPicture,
    operation_id="get-passholders-passholderId-picture",
    summary="Get picture of passholder",
)
def get_picture(request: ApiRequest, passholder_id: PassholderId) -> PassholderPicture:
    """A link that shows the picture for some minutes without signing in. Needs `PASSHOLDERS_PICTURE_READ`."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_PICTURE_READ)
    token = private_file.picture_token(request.actor, person)
    return PassholderPicture(picture_url=f"{settings.OPENPAS_ISSUER}/{FILES}{token}")


@router.put(
    "/passholders/{passholderId}/picture",
    response={204: None},
    operation_id="put-passholders-passholderId-picture",
    summary="Update picture of passholder",
    openapi_extra={
        "requestBody": {
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {"file": {"type": "string", "format": "binary"}},
                        "required": ["file"],
                    }
                }
            }
        }
    },
)
def put_picture(request: ApiRequest, passholder_id: PassholderId) -> None:
    """A JPEG, PNG, GIF or WebP of at most 2 MB as the multipart part `file`. Needs `PASSHOLDERS_PICTURE_WRITE`."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_PICTURE_WRITE)
    private_file.change_picture(request.actor, person, _uploaded(request))


@router.delete(
    "/passholders/{passholderId}/picture",
    response={204: None},
    operation_id="delete-passholders-passholderId-picture",
    summary="Delete picture of passholder",
)
def delete_picture(request: ApiRequest, passholder_id: PassholderId) -> None:
    """Needs `PASSHOLDERS_PICTURE_WRITE`."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_PICTURE_WRITE)
    private_file.remove_picture(request.actor, person)


def show_picture(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens; no browser or proxy may keep it. Raises LinkInvalid and PictureNotFound."""
    picture = HttpResponse(private_file.picture_opened_by(token), content_type="image/jpeg")
    picture["Cache-Control"] = "private, no-store"
    picture["X-Content-Type-Options"] = "nosniff"
    return picture


def _uploaded(request: HttpRequest) -> bytes:
    """The part `file`. Django reads multipart bodies of POST only, so this one is read here.

    Raises UnsupportedMediaType, BodySyntaxInvalid, PictureMissing, and PictureSizeInvalid for a body that is larger
    than any we take.
    """
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise PictureSizeInvalid from error
    if not body:
        raise PictureMissing("The multipart part `file` is required.")
    if request.content_type != _MULTIPART:
        raise UnsupportedMediaType(f"The body must be {_MULTIPART}.")
    try:
        _, files = MultiPartParser(request.META, BytesIO(body), request.upload_handlers, request.encoding).parse()
    except (MultiPartParserError, TooManyFilesSent, TooManyFieldsSent) as error:
        raise BodySyntaxInvalid(str(error)) from error
    if (found := files.get("file")) is None:
        raise PictureMissing("The multipart part `file` is required.")
    return bytes(found.read())
