"""Reasons why somebody may not change who works where, or what a desk may."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class NotTheirRegion(Refusal):
    """The region, the desk or the group is looked after by somebody else. Whether it exists is not told."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 3.2"
    text = Text(
        nl="Dit beheer je niet. Vraag het aan wie deze regio of deze balie beheert.",
        fr="Vous ne gérez pas ceci. Demandez-le à la personne qui gère cette région ou ce guichet.",
        en="You do not manage this. Please ask whoever manages this region or this desk.",
        de="Das verwalten Sie nicht. Fragen Sie, wer diese Region oder diesen Schalter verwaltet.",
    )


class ColourUnknown(Refusal):
    """What was written is no colour."""

    type = "urn:openpas:problem:colour-unknown"
    title = "Colour unknown"
    rule = "WCAG 2.2, 1.4.3"
    text = Text(
        nl="Dat is geen kleur. Kies er een, of schrijf ze zoals #0b4a46.",
        fr="Ce n'est pas une couleur. Choisissez-en une, ou écrivez-la comme #0b4a46.",
        en="That is not a colour. Please choose one, or write it like #0b4a46.",
        de="Das ist keine Farbe. Wählen Sie eine aus, oder schreiben Sie sie wie #0b4a46.",
    )


class RegionUnknown(Refusal):
    """There is no such region, or nobody reads its mail."""

    type = "urn:openpas:problem:region-unknown"
    title = "Region unknown"
    rule = "domain/rules.md D-02"
    text = Text(
        nl="Kies de regio waarin je werkt.",
        fr="Choisissez la région où vous travaillez.",
        en="Please choose the region in which you work.",
        de="Wählen Sie die Region, in der Sie arbeiten.",
    )


class AskedOften(Refusal):
    """Somebody asked for a place three times today. `hours` is how long to wait, rounded up."""

    type = "urn:openpas:problem:asked-often"
    title = "Asked too often"
    default_status = 429
    rule = "domain/rules.md D-02"
    text = Text(
        nl="Je vroeg dit al een paar keer. Wacht {hours} uur, of bel je regio.",
        fr="Vous l'avez déjà demandé plusieurs fois. Attendez {hours} h, ou appelez votre région.",
        en="You have asked this a few times already. Please wait {hours} h, or call your region.",
        de="Sie haben das schon mehrmals gefragt. Warten Sie {hours} Std., oder rufen Sie Ihre Region an.",
    )


class InviteeSharesMailbox(Refusal):
    """The address belongs to more than one person (`info@`), and accounts are personal.

    `can_confirm`: it only has the name of the desk, and is good once somebody says that one person reads it.
    """

    type = "urn:openpas:problem:shared-mailbox"
    title = "Mailbox of several people"
    rule = "contract/rules.md F 108"
    text = Text(
        nl="{address} lijkt een adres dat meerdere mensen lezen. Een account is van één persoon: anders kan iemand in "
        "de naam van een ander werken. Nodig iedereen uit met een eigen adres. Dat mag ook een privéadres zijn. Heeft "
        "iemand er geen? Een gratis adres maken duurt vijf minuten, en je regio helpt daarbij.",
        fr="{address} semble lue par plusieurs personnes. Un compte appartient à une seule personne : sinon, "
        "quelqu'un peut travailler au nom d'un autre. Invitez chacun avec sa propre adresse, privée si besoin. "
        "Quelqu'un n'en a pas ? En créer une gratuite prend cinq minutes, et votre région peut aider.",
        en="{address} looks like an address that several people read. An account belongs to one person: otherwise "
        "somebody can work in the name of another. Please invite everybody with an address of their own, a private one "
        "is fine. Somebody has none? Making a free one takes five minutes, and your region can help.",
        de="{address} lesen offenbar mehrere Personen. Ein Konto gehört einer Person: sonst kann jemand im Namen von "
        "anderen arbeiten. Laden Sie alle mit einer eigenen Adresse ein, gern einer privaten. Jemand hat keine? Eine "
        "kostenlose ist in fünf Minuten angelegt, und Ihre Region hilft dabei.",
    )

    def __init__(self, address: str, *, can_confirm: bool) -> None:
        super().__init__(address=address)
        self.can_confirm = can_confirm


class InvitedTooOften(Refusal):
    """Enough mails went to this address today."""

    type = "uitpas/rate-limited"
    title = "Rate limited"
    default_status = 429
    rule = "contract/rules.md 3.4"
    text = Text(
        nl="Dit adres kreeg vandaag al genoeg uitnodigingen. Vraag om ook bij de ongewenste mail te kijken, en probeer "
        "het morgen opnieuw.",
        fr="Cette adresse a déjà reçu assez d'invitations aujourd'hui. Faites vérifier le courrier indésirable et "
        "réessayez demain.",
        en="This address got enough invitations today. Please let them look in the spam folder, and try again "
        "tomorrow.",
        de="Diese Adresse hat heute schon genug Einladungen bekommen. Lassen Sie im Spam-Ordner nachsehen und "
        "versuchen Sie es morgen wieder.",
    )


class InvitationGone(Refusal):
    """The link was used, replaced by a newer one, withdrawn, or is older than two weeks. Which is not told."""

    type = "urn:openpas:problem:invitation-gone"
    title = "Invitation gone"
    default_status = 404
    rule = "contract/rules.md 2.14"
    text = Text(
        nl="Deze uitnodiging geldt niet meer. Heb je al een account? Meld je dan gewoon aan. Zo niet, vraag aan wie je "
        "uitnodigde om een nieuwe te sturen.",
        fr="Cette invitation n'est plus valable. Vous avez déjà un compte ? Connectez-vous simplement. Sinon, demandez "
        "une nouvelle invitation à la personne qui vous a invité.",
        en="This invitation is no longer good. You have an account already? Then just sign in. If not, please ask "
        "whoever invited you to send a new one.",
        de="Diese Einladung gilt nicht mehr. Haben Sie schon ein Konto? Dann melden Sie sich einfach an. Sonst bitten "
        "Sie um eine neue Einladung.",
    )


class LastManagerStays(Refusal):
    """Without a manager of the whole nobody could appoint one any more."""

    type = "urn:openpas:problem:last-manager"
    title = "Last manager of the platform"
    default_status = 409
    rule = "contract/rules.md 2.14"
    text = Text(
        nl="Dit is de enige beheerder van het platform. Maak eerst iemand anders beheerder.",
        fr="C'est le seul gestionnaire de la plateforme. Désignez d'abord quelqu'un d'autre.",
        en="This is the only manager of the platform. Please appoint somebody else first.",
        de="Das ist die einzige Person, die die Plattform verwaltet. Benennen Sie zuerst jemand anderen.",
    )


class DeskNeedsGroup(Refusal):
    """A desk is in at least one group of each of its regions (domain/rules.md 2.2)."""

    type = "urn:openpas:problem:desk-needs-group"
    title = "Desk without a group"
    default_status = 409
    rule = "domain/rules.md 2.2"
    text = Text(
        nl="Elke balie hoort bij minstens één groep. Kies eerst een andere groep voor {desks}.",
        fr="Chaque guichet fait partie d'au moins un groupe. Choisissez d'abord un autre groupe pour {desks}.",
        en="Every desk is in at least one group. Please choose another group first for {desks}.",
        de="Jeder Schalter gehört zu mindestens einer Gruppe. Wählen Sie zuerst eine andere Gruppe für {desks}.",
    )


class GroupNameTaken(Refusal):
    """Two groups of a region with one name would not be told apart."""

    type = "urn:openpas:problem:group-name-taken"
    title = "Group name taken"
    default_status = 409
    rule = "domain/rules.md 2.2"
    text = Text(
        nl="Er is al een groep met deze naam. Kies een andere naam.",
        fr="Il existe déjà un groupe de ce nom. Choisissez un autre nom.",
        en="There is a group with this name already. Please choose another name.",
        de="Es gibt schon eine Gruppe mit diesem Namen. Wählen Sie einen anderen Namen.",
    )
