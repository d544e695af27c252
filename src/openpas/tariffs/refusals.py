"""Reasons why a price cannot be given, a ticket cannot be sold or a key cannot be made."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.refusals import PassholderBlocked


class PassholderBlockedAtCounter(PassholderBlocked):
    """The same, with the only type that the contract lists for it at tariffs and ticket sales (O1, O3)."""

    type = "uitpas/passholder-no-active-cardsystems"


class SocialTariffNotAvailable(Refusal):
    """No distribution key gives this holder a discount at this event for this price. Details: `why` text."""

    type = "uitpas/social-tariff-not-available"
    title = "Social tariff not available"
    rule = "contract/rules.md 2.1-8; BR-TS-11"
    text = Text("{why}", "{why}", "{why}", "{why}")


class MaximumReached(Refusal):
    """The right is there and used up: a limit of the event, the organizer, the coupon or the group. Details: `why`."""

    type = "uitpas/maximum-reached"
    title = "Maximum reached"
    rule = "BR-TS-06; contract/rules.md 2.2-7"
    text = Text("{why}", "{why}", "{why}", "{why}")


class InvalidNumberOfTickets(Refusal):
    """More tickets in one request than `remaining` said: two for a person at an event, too many for a group."""

    type = "uitpas/invalid-number-of-tickets"
    title = "Invalid number of tickets"
    rule = "contract/rules.md 2.2-4, 8-8; BR-TS-08"
    text = Text(
        nl="Dat zijn te veel tickets ineens voor deze UiTPAS. Kies minder tickets.",
        fr="C'est trop de tickets à la fois pour cette UiTPAS. Choisissez moins de tickets.",
        en="These are too many tickets at once for this UiTPAS. Please choose fewer tickets.",
        de="Das sind zu viele Tickets auf einmal für diesen UiTPAS. Bitte wählen Sie weniger Tickets.",
    )


class InvalidCoupon(Refusal):
    """The tariff id is unknown, or its coupon is not in the hands of this holder or does not work here."""

    type = "uitpas/invalid-coupon"
    title = "Invalid coupon"
    rule = "contract/rules.md 8-11; BR-TS-11"
    text = Text(
        nl="Deze coupon kan je hier niet gebruiken. Vraag de prijs opnieuw op en kies een andere.",
        fr="Ce coupon ne peut pas être utilisé ici. Redemandez le prix et choisissez-en un autre.",
        en="This coupon cannot be used here. Please ask for the price again and choose another one.",
        de="Dieser Gutschein kann hier nicht benutzt werden. Bitte fragen Sie den Preis erneut ab.",
    )


class FilterOrganizerNotFound(OrganizerNotFound):
    """The organizer whose coupons are asked for does not exist. It is named by the query, so it is never a 404."""

    missing = False
    rule = "contract/rules.md 4.2 (O28, O42)"


class TicketSaleNotFound(Refusal):
    """There is no sale with this id, or it was cancelled already."""

    type = "uitpas/ticket-sale-not-found"
    title = "Ticket sale not found"
    default_status = 404
    missing = True
    rule = "contract/rules.md 2.2-8, 8-33"
    text = Text(
        nl="Deze verkoop bestaat niet of is al geannuleerd.",
        fr="Cette vente n'existe pas ou a déjà été annulée.",
        en="This sale does not exist or was cancelled already.",
        de="Dieser Verkauf besteht nicht oder wurde schon storniert.",
    )


class SearchTooWide(Refusal):
    """Ticket sales are searched by event, or by passholder together with an organizer."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 2.2-9, 4.2"


class PolicyBroken(Refusal):
    """The key breaks a bound of the programme and nobody gave a reason. Details: `why` text."""

    type = "urn:openpas:problem:key-policy-broken"
    title = "Distribution key outside the policy"
    rule = "domain/rules.md 4.7; contract/rules.md 8-2"
    text = Text(
        nl="{why} Pas de verdeelsleutel aan, of geef een reden waarom dit toch mag.",
        fr="{why} Adaptez la clé de répartition, ou donnez une raison de l'autoriser.",
        en="{why} Please change the distribution key, or give a reason why it is allowed.",
        de="{why} Passen Sie den Verteilschlüssel an oder geben Sie einen Grund an, warum das erlaubt ist.",
    )


class UnknownKey(Refusal):
    """There is no distribution key with this id."""

    type = "uitpas/distributionkey-not-found"
    title = "Distribution key not found"
    missing = True
    rule = "contract/rules.md 4.5"


class InvalidKeyForEvent(Refusal):
    """The key is no manual key of this card system that the organizer of the event may use."""

    type = "uitpas/invalid-distributionkey"
    title = "Invalid distribution key"
    rule = "contract/rules.md 2.13"
