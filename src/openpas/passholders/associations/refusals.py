"""Reasons why a membership of an association cannot be made, renewed or ended."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class AssociationRenewNotPossible(Refusal):
    """The membership cannot be renewed, or not yet."""

    type = "uitpas/association-membership-renew-not-possible"
    title = "Association membership renew not possible"
    rule = "contract/rules.md 2.15, domain/rules.md 4.11"
    text = Text(
        nl="Dit lidmaatschap kan nu niet verlengd worden. Het loopt nog tot en met {ends_on}.",
        fr="Cette affiliation ne peut pas être prolongée maintenant. Elle court jusqu'au {ends_on}.",
        en="This membership cannot be renewed now. It runs until {ends_on}.",
        de="Diese Mitgliedschaft kann jetzt nicht verlängert werden. Sie läuft bis {ends_on}.",
    )


class AssociationAgeReached(AssociationRenewNotPossible):
    """The person has reached the age at which memberships of the association end."""

    text = Text(
        nl="Dit lidmaatschap is voor wie jonger is dan {age_limit} jaar.",
        fr="Cette affiliation est réservée aux personnes de moins de {age_limit} ans.",
        en="This membership is for people younger than {age_limit}.",
        de="Diese Mitgliedschaft ist für Personen unter {age_limit} Jahren.",
    )


class AssociationElsewhere(Refusal):
    """The person has no membership, free to use, of a card system in which the association exists."""

    type = "uitpas/association-passholder-cardsystem-mismatch"
    title = "Association passholder card system mismatch"
    rule = "domain/rules.md 4.11"
    text = Text(
        nl="Dit kan alleen voor wie een UiTPAS heeft in de regio van deze vereniging.",
        fr="C'est réservé aux personnes qui ont une UiTPAS dans la région de cette association.",
        en="This is only for people with a UiTPAS in the region of this association.",
        de="Das ist nur für Personen mit einem UiTPAS in der Region dieser Vereinigung möglich.",
    )


class AssociationEndDateInvalid(Refusal):
    """For this association the desk chooses the end, and it chose none, or a day that is not after today."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 2.15"
    text = Text(
        nl="Kies een einddatum na vandaag.",
        fr="Choisissez une date de fin après aujourd'hui.",
        en="Choose an end date after today.",
        de="Wählen Sie ein Enddatum nach heute.",
    )

    def __init__(self, error: str) -> None:
        super().__init__(error, extensions={"schemaErrors": [{"jsonPointer": "/endDate", "error": error}]})


class AssociationMembershipNotFound(Refusal):
    """The person is no member of this association."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 8-33"
