"""Which pass: a card out of the stock of this desk, or a digital one."""

from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openpas.card_systems.models import CardSystem
from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.refusals import CardNumberMissing
from openpas.enrolment.stock import card_named, require_in_stock
from openpas.foundation.identifiers import IdentifierKind, is_uitpas_number, recognise, without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardDoesNotFit
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, refusals, typed

KINDS: Final = (
    (Card.Kind.NFC_CARD, _("Een kaart"), _("Werkt ook zonder e-mail of smartphone.")),
    (Card.Kind.DIGITAL, _("Een digitale pas"), _("Op de smartphone. Er is geen kaart nodig.")),
)


def with_card(answers: Answers, given: str, regions: list[CardSystem]) -> Answers:
    """The answers with this card, by its number or chip; the card says of which region and kind it is."""
    number = number_of(given)
    card = Card.objects.filter(uitpas_number=number).first() if is_uitpas_number(number) else None
    known = {one.pk for one in regions}
    return replace(
        answers,
        card_kind=Card.Kind.NFC_CARD.value,
        uitpas_number=number,
        card_system_id=card.card_system_id if card and card.card_system_id in known else answers.card_system_id,
        has_social_card=bool(card and card.is_social),
    )


def number_of(given: str) -> str:
    """The number of a card that was typed, scanned, or held against a reader of chips."""
    recognised = recognise(given)
    if recognised and recognised[0] is IdentifierKind.CHIP:
        found = Card.objects.filter(chip_number=recognised[1]).values_list("uitpas_number", flat=True).first()
        return found or recognised[1]
    return without_separators(given)[:20]


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    answers, region = wizard.answers, form.get("card_system_id", "")
    if region in {str(one.pk) for one in wizard.regions}:
        answers = replace(answers, card_system_id=int(region))
    if form.get("card_kind") == Card.Kind.NFC_CARD:
        return with_card(answers, typed(form, "uitpas_number"), wizard.regions)
    return replace(
        answers,
        card_kind=Card.Kind.DIGITAL.value if form.get("card_kind") == Card.Kind.DIGITAL else "",
        uitpas_number="",
        has_social_card=False,
    )


def _problems(wizard: Wizard) -> Problems:
    if not wizard.answers.card_kind:
        return {"card_kind": _("Kies een kaart of een digitale pas.")}
    return {} if wizard.answers.is_digital else refusals(wizard, lambda: _check(wizard))


def _check(wizard: Wizard) -> None:
    number = wizard.answers.uitpas_number
    if not number:
        raise CardNumberMissing
    card = card_named(number)
    require_in_stock(card, wizard.desk)
    if card.is_social:
        wizard.desk.require(wizard.clerk.actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    if card.is_social != wizard.answers.is_social:
        raise CardDoesNotFit


def _words(wizard: Wizard) -> dict[str, object]:
    regions = [(one.pk, one.name) for one in wizard.regions]
    return {"kinds": KINDS, "regions": regions if len(regions) > 1 else []}


STEP: Final = Step("card", 1, _("De pas"), _read, _problems, _words)
