"""Addresses that several people read: an account is of one person, and so is its mailbox (contract/rules.md F 108).

Two kinds, told apart by what is in front of the @. A word for a task or a place (info@, balie@) is nobody's, and is
refused. The name of the organization itself (skmuide@) may well be how its one volunteer has always mailed: it is
accepted once somebody says that only that person reads it.
"""

import re
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from openpas.identity.sign_in.refusals import NotAnAddress, SharedMailbox

_WORDS: Final = frozenset(
    """
    aanmelden accueil admin administratie administration administrator balie beheer bestuur bestuurslid bib
    bibliotheek bibliotheque billetterie boekhouding bureau club clubhuis comite commune contact cpas culture
    cultuur cultuurcentrum cultuurdienst cultuurhuis desk dienst directie empfang evenementen events facturatie
    front frontdesk gemeente gemeentehuis guichet hallo hello helpdesk info inschrijving inschrijvingen inscription
    inscriptions jeugd jeugddienst jeugdhuis kassa kasse kontakt ledenadministratie loket mail mairie museum ocmw
    office onthaal post receptie reception reservatie reservaties reservation reservations secretariaat secretariat
    sekretariat sociaalhuis sociale-dienst sport sportdienst stad stadhuis support team theater ticket ticketbalie
    ticketing tickets uit uitbalie uitpas verantwoordelijke verein vereniging verwaltung voorzitter vrijetijd
    vrijetijdsbalie vrijwilligers webmaster welcome welkom welzijn zaal zwembad
    """.split()  # noqa: SIM905  one word a line would be two pages
)
_SEPARATORS: Final = re.compile(r"[._+\-\d]+")
_NOT_A_LETTER: Final = re.compile(r"[^a-z]+")
_SHORTEST_NAME: Final = 4


def normal_address(typed: str) -> str:
    """An address as accounts have it: without spaces around it, in lower case. Raises NotAnAddress."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnAddress from None
    return address


def is_shared_mailbox(address: str) -> bool:
    """Whether what is in front of the @ only names tasks and places: info, balie.gent, cultuur2. Pure.

    A word among others is a person's (`jan.info` is not shared): some part must then be a name.
    """
    parts = _parts(address)
    return (
        bool(parts) and parts[0] in _WORDS and (len(parts) == 1 or all(_is_place(part, address) for part in parts[1:]))
    )


def is_name_of(address: str, organizations: Iterable[str]) -> bool:
    """Whether what is in front of the @ is the name of one of the organizations: skmuide for SK Muide. Pure."""
    local = _NOT_A_LETTER.sub("", address.partition("@")[0].lower())
    names = (_NOT_A_LETTER.sub("", name.lower()) for name in organizations)
    return len(local) >= _SHORTEST_NAME and any(local in name or name in local for name in names if len(name) > 1)


def demand_personal(address: str, organizations: Iterable[str] = (), *, is_confirmed: bool = False) -> None:
    """Raise SharedMailbox for a mailbox of several people. `is_confirmed`: somebody says that the one that is named
    after its organization is read by one person only.
    """
    if is_shared_mailbox(address) or (not is_confirmed and is_name_of(address, organizations)):
        raise SharedMailbox(address)


def _parts(address: str) -> list[str]:
    return [part for part in _SEPARATORS.split(address.partition("@")[0].lower()) if part]


def _is_place(part: str, address: str) -> bool:
    """Whether a further part is a task as well, or repeats the place in the domain: balie.gent@stad.gent."""
    return part in _WORDS or part in _NOT_A_LETTER.split(address.rpartition("@")[2].lower())
