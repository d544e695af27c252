"""For which age an activity is, in the words of the organizer's leaflet (D-34)."""

from django.utils.translation import gettext as _

from openpas.events.ages import AgeRange


def ages_in_words(ages: AgeRange | None) -> str:
    """`Voor 6 tot 12 jaar`; empty where nobody told."""
    if ages is None:
        return ""
    if ages.is_for_everybody:
        return _("Voor alle leeftijden")
    if ages.age_to is None:
        return _("Vanaf %(age)s jaar") % {"age": ages.age_from}
    if not ages.age_from:
        return _("Tot en met %(age)s jaar") % {"age": ages.age_to}
    if ages.age_from == ages.age_to:
        return _("Voor wie %(age)s jaar is") % {"age": ages.age_from}
    return _("Voor %(age_from)s tot %(age_to)s jaar") % {"age_from": ages.age_from, "age_to": ages.age_to}
