"""What was held up is no pass that can be used: what it is, what to say, and what to do next (D-10)."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from openpas.foundation.identifiers import IdentifierKind, is_insz, is_uitpas_number, recognise
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.identity.staff.explaining import Region, who_can_give
from openpas.passholders.cards import card_held_up
from openpas.passholders.models import Card
from openpas.passholders.refusals import PassholderBlocked, PassNotFound
from openpas.web.desk.brought import Brought, bring
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.counter.onward import Onward, page, page_of_person, person_with
from openpas.web.desk.words import words_of

_IS_NOBODYS: Final = _("Deze kaart is nog van niemand")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: in words, with the next step and whom to ask, where there are such."""

    title: str | Promise
    text: str | Promise
    icon: str = "circle-alert"
    onward: Onward | None = None
    regions: tuple[Region, ...] = ()
    is_mistake: bool = False
    """Whether the number is to be typed again."""


def finding_of(request: HttpRequest, clerk: Clerk, typed: str, refusal: Refusal) -> Finding:
    """What this is, since it is no pass that works. What registration needs is kept for it."""
    if isinstance(refusal, PassNotFound):
        return _unknown(request, clerk, typed)
    if isinstance(refusal, PassholderBlocked):
        return Finding(
            _("Deze pas kan nu niet gebruikt worden"),
            _("De UiTPAS-regio weet waarom en kan helpen. De punten blijven bewaard."),
            "lock",
            regions=_regions(clerk),
        )
    match refusal.extensions.get("cardStatus"):
        case Card.Status.LOCAL_STOCK | Card.Status.PROVISIONED:
            return _in_stock(request, clerk, typed)
        case Card.Status.BLOCKED:
            return _blocked(clerk, refusal)
        case Card.Status.DELETED:
            return _deleted(clerk, refusal)
    return Finding(_("Dat lukte niet"), words_of(refusal, clerk.desk.pk))


def _in_stock(request: HttpRequest, clerk: Clerk, typed: str) -> Finding:
    card = card_held_up(clerk.actor, typed)
    if card is None or card.status == Card.Status.PROVISIONED:
        text = _("Ze is nog niet aangekomen bij een balie. Vraag je UiTPAS-regio om ze aan je balie te geven.")
        return Finding(_IS_NOBODYS, text, "credit-card", regions=_regions(clerk))
    if card.stock_organizer_id != clerk.desk.pk:
        text = _("Ze hoort bij de voorraad van een andere balie. Neem een kaart uit je eigen voorraad.")
        return Finding(_IS_NOBODYS, text, "credit-card")
    if not (registers := _registers(clerk)):
        text = _("Ze ligt hier in voorraad, maar deze balie mag niemand inschrijven. Een registratiebalie kan dat wel.")
        return Finding(_IS_NOBODYS, text, "credit-card")
    bring(request, Brought(uitpas_number=card.uitpas_number))
    return Finding(
        _IS_NOBODYS,
        _("Ze ligt hier in voorraad. Je kan ze nu op naam zetten."),
        "credit-card",
        Onward(registers, _("Schrijf iemand in met deze kaart"), "user-plus"),
    )


def _blocked(clerk: Clerk, refusal: Refusal) -> Finding:
    title = _("Deze pas is geblokkeerd")
    if refusal.extensions.get("groupPass"):
        text = _("De groep kan aan de UiTPAS-regio een nieuwe pas vragen.")
        return Finding(title, text, "ban", regions=_regions(clerk))
    replace = _page_of_owner(clerk, refusal, "replace_card") if _may_write(clerk) else ""
    if replace:
        text = _("Je kan ze hier vervangen. De punten blijven bewaard.")
        return Finding(title, text, "ban", Onward(replace, _("Vervang de kaart"), "repeat"))
    return Finding(title, _("Een registratiebalie kan ze vervangen; de punten blijven bewaard."), "ban")


def _deleted(clerk: Clerk, refusal: Refusal) -> Finding:
    title = _("Deze pas bestaat niet meer")
    if refusal.extensions.get("groupPass"):
        return Finding(title, _("Vraag naar de nieuwe pas van de groep."), "credit-card")
    person = _page_of_owner(clerk, refusal, "person")
    text = _("Vraag naar de nieuwe pas. Daar staan de punten op.")
    return Finding(title, text, "credit-card", Onward(person, _("Bekijk de fiche"), "contact") if person else None)


def _unknown(request: HttpRequest, clerk: Clerk, typed: str) -> Finding:
    match recognise(typed):
        case IdentifierKind.INSZ, insz if is_insz(insz):
            return _unknown_person(request, clerk, insz)
        case IdentifierKind.INSZ, _invalid:
            return _mistake(_("Dit rijksregisternummer klopt niet. Kijk de 11 cijfers na."))
        case IdentifierKind.UITPAS_NUMBER, number if is_uitpas_number(number):
            return _mistake(_("Het nummer is juist gevormd, maar we kennen het niet. Kijk na of het een UiTPAS is."))
        case IdentifierKind.UITPAS_NUMBER, _mistyped:
            return _mistake(_("Er zit een tikfout in: de 13 cijfers passen niet bij elkaar. Kijk ze na."))
        case IdentifierKind.CHIP, _chip:
            return _mistake(_("Deze chip kennen we niet. Typ de 13 cijfers die op de kaart staan."))
    return _mistake(_how_many_digits(typed))


def _mistake(text: str | Promise) -> Finding:
    return Finding(_("We vinden geen pas met dit nummer"), text, "keyboard", is_mistake=True)


def _unknown_person(request: HttpRequest, clerk: Clerk, insz: str) -> Finding:
    title = _("Deze persoon heeft nog geen UiTPAS")
    if not (registers := _registers(clerk)):
        return Finding(
            title, _("Niemand heeft een pas met dit rijksregisternummer. Een registratiebalie kan inschrijven.")
        )
    bring(request, Brought(insz=insz))
    return Finding(
        title,
        _("Niemand heeft een pas met dit rijksregisternummer. Je kan deze persoon nu inschrijven."),
        "user-plus",
        Onward(registers, _("Schrijf in"), "user-plus"),
    )


def _how_many_digits(typed: str) -> str:
    digits = sum(character.isdigit() for character in typed)
    if not digits:
        return gettext("Typ de 13 cijfers die op de kaart staan.")
    told = ngettext("Je typte %(count)s cijfer.", "Je typte %(count)s cijfers.", digits) % {"count": digits}
    return f"{told} {gettext('Op een UiTPAS staan er 13, een rijksregisternummer heeft er 11.')}"


def _page_of_owner(clerk: Clerk, refusal: Refusal, name: str) -> str:
    owner = refusal.extensions.get("passholderId")
    passholder_id = person_with(str(owner)) if owner else None
    return page_of_person(clerk, name, passholder_id) if passholder_id is not None else ""


def _registers(clerk: Clerk) -> str:
    return page("register") if _may_write(clerk) else ""


def _may_write(clerk: Clerk) -> bool:
    return clerk.actor.may(Permission.PASSHOLDERS_WRITE, [clerk.desk.pk])


def _regions(clerk: Clerk) -> tuple[Region, ...]:
    return who_can_give(None, clerk.desk.pk).regions
