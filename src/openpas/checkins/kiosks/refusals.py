"""Reasons why a kiosk cannot be set up, configured or used."""

from openpas.checkins.refusals import CheckinLimitReached
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class KioskUnknown(Refusal):
    """The path names a kiosk that is not there."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 2.12"


class KioskNotFound(Refusal):
    """No kiosk has the name with which a device wants to be set up."""

    type = "uitpas/kiosk-not-found"
    title = "Kiosk not found"
    rule = "contract/rules.md 2.12"
    text = Text(
        nl="We kennen geen zuil met deze naam. Kijk de naam na bij je UiTPAS-regio.",
        fr="Nous ne connaissons pas de borne portant ce nom. Vérifiez le nom auprès de votre région UiTPAS.",
        en="We know no kiosk with this name. Please check the name with your UiTPAS region.",
        de="Wir kennen kein Terminal mit diesem Namen. Fragen Sie Ihre UiTPAS-Region nach dem Namen.",
    )


class KioskAlreadyConfigured(Refusal):
    """The configuration code of this kiosk was used; the region can give a new one, and then revokes the device."""

    type = "uitpas/kiosk-already-configured"
    title = "Kiosk already configured"
    rule = "contract/rules.md 2.12"
    text = Text(
        nl="Deze zuil is al ingesteld. Vraag je UiTPAS-regio om een nieuwe code.",
        fr="Cette borne est déjà configurée. Demandez un nouveau code à votre région UiTPAS.",
        en="This kiosk is set up already. Please ask your UiTPAS region for a new code.",
        de="Dieses Terminal ist schon eingerichtet. Fragen Sie Ihre UiTPAS-Region nach einem neuen Code.",
    )


class KioskDeviceAlreadyInUse(Refusal):
    """The device is another kiosk already."""

    type = "uitpas/kiosk-device-already-in-use"
    title = "Kiosk device already in use"
    rule = "BR-CI-13"
    text = Text(
        nl="Dit toestel is al als een andere zuil ingesteld.",
        fr="Cet appareil est déjà configuré comme une autre borne.",
        en="This device is already set up as another kiosk.",
        de="Dieses Gerät ist schon als ein anderes Terminal eingerichtet.",
    )


class KioskNameTaken(Refusal):
    """There is a kiosk of that name; a device finds itself by name, so there cannot be two."""

    type = "urn:openpas:problem:kiosk-name-taken"
    title = "Kiosk name taken"
    default_status = 409
    rule = "contract/rules.md 1.2"


class ConfigurationCodeWrong(Refusal):
    """The code is not that of the kiosk with this name."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.12"
    text = Text(
        nl="Deze code hoort niet bij de zuil met deze naam. Kijk de naam en de code na.",
        fr="Ce code ne correspond pas à la borne portant ce nom. Vérifiez le nom et le code.",
        en="This code does not belong to the kiosk with this name. Please check the name and the code.",
        de="Dieser Code gehört nicht zu dem Terminal mit diesem Namen. Prüfen Sie Namen und Code.",
    )


class DeviceUnknown(Refusal):
    """No kiosk has this device, or its region took it away or blocked it."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 8-40"


class EventNotAcceptable(Refusal):
    """The kiosk cannot be fixed at this event: it stands elsewhere, or the event is over."""

    type = "uitpas/event-not-acceptable"
    title = "Event not acceptable"
    rule = "contract/rules.md 2.12"
    text = Text(
        nl="Deze zuil kan niet voor deze activiteit dienen. Kies een activiteit van deze plaats die nog loopt of komt.",
        fr="Cette borne ne convient pas à cette activité. Choisissez une activité de ce lieu, en cours ou à venir.",
        en="This kiosk cannot be used for this activity. Please choose one of this place that is on or still to come.",
        de="Dieses Terminal passt nicht zu dieser Aktivität. Wählen Sie eine an diesem Ort, die läuft oder noch kommt.",
    )


class MaximumReached(CheckinLimitReached):
    """The limit of the event is reached, as the contract says it to a kiosk (O98)."""

    type = "uitpas/maximum-reached"
    title = "Maximum reached"
