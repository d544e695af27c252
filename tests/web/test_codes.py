"""The plain link of older desk software to the code of an activity."""

import pytest
from django.test import Client

from openpas.checkins.models import CheckinCode
from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db
PATH = "/checkincodes/cast-concert/qr-spaarcode.zip"


def test_somebody_who_did_not_sign_in_is_asked_to(cast: Cast) -> None:
    response = Client().get(PATH)
    assert (response.status_code, response["Location"]) == (
        302,
        "/account/sign-in?next=%2Fcheckincodes%2Fcast-concert%2Fqr-spaarcode.zip",
    )


def test_a_desk_without_the_right(cast: Cast) -> None:
    for clerk, desk in ((cast.dirk, cast.theatre), (cast.eva, cast.aalst)):
        let_desk_only(desk)
        assert at(clerk, desk).get(PATH).status_code == 403
    let_desk(cast.aalst, [Permission.EVENTS_QR_CHECKINCODE])
    assert at(cast.eva, cast.aalst).get(PATH).status_code == 403
    assert not CheckinCode.objects.exists()


def test_a_desk_downloads_the_zip(cast: Cast) -> None:
    browser = at(cast.dirk, cast.theatre)
    file = browser.get(PATH, follow=True)
    assert file["Content-Disposition"] == 'attachment; filename="qr-spaarcode.zip"'
    assert file.content.startswith(b"PK")
    unknown = browser.get(PATH.replace("concert", "nowhere"))
    assert (unknown.status_code, "We kennen deze activiteit niet." in words(unknown)) == (404, True)
    assert browser.post(PATH).status_code == 405
