"""What the forms that change a person share: the end of them, and the place where somebody lives."""

from collections.abc import Mapping
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openpas.enrolment.details import PersonDetails
from openpas.enrolment.places import places_of
from openpas.enrolment.refusals import CityOutsideRegion
from openpas.enrolment.service.updating import update_passholder
from openpas.foundation.belgium import normal
from openpas.foundation.refusal import Refusal
from openpas.web.desk.files import File
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.people.forms import Typed


def changed(
    request: HttpRequest, file: File, typed: Typed, details: PersonDetails, about: Mapping[type[Refusal], str]
) -> bool:
    """Make the person what `details` say, once for this form; False when it was refused, with the reason in `typed`."""
    work = partial(update_passholder, file.clerk.actor, file.shown.person, details)
    refusal = refusal_of(request, file.clerk, work)
    if refusal is None:
        return True
    # The words of that refusal name a status, and whoever stands there may read along.
    is_elsewhere = isinstance(refusal, CityOutsideRegion)
    words = _("Dit adres ligt in een andere UiTPAS-regio. Gebruik Verhuizen bij deze persoon.") if is_elsewhere else ""
    typed.refused(refusal, about, file.clerk.desk.pk, words)
    return False


def find_city(typed: Typed) -> None:
    """Fill in the only place behind the postal code; a problem that names the places where it is none of them."""
    known, city = places_of(typed["postal_code"]), typed["city"]
    if typed["postal_code"] and not known:
        typed.problems["postal_code"] = _("Deze postcode bestaat niet in België.")
    elif len(known) == 1 and not city:
        typed.values["city"] = known[0]
    elif known and normal(city) not in map(normal, known):
        typed.problems["city"] = _("Bij %(postal_code)s horen: %(places)s. Kies een van deze namen.") % {
            "postal_code": typed["postal_code"],
            "places": ", ".join(known),
        }
