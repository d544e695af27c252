"""Reasons why a text is not kept, or a message not sent."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class TextMissing(Refusal):
    """A title, a text or a message is empty. `field` says which."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "domain/rules.md D-05"
    text = Text(
        nl="Vul dit nog in.",
        fr="Complétez encore ceci.",
        en="Please fill this in.",
        de="Bitte füllen Sie das noch aus.",
    )

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is empty.")
        self.field = field


class TextTooLong(Refusal):
    """More than anybody reads. `field` says what."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "domain/rules.md D-06"
    text = Text(
        nl="Deze tekst is te lang: ten hoogste {most} tekens.",
        fr="Ce texte est trop long : au plus {most} caractères.",
        en="This text is too long: at most {most} characters.",
        de="Dieser Text ist zu lang: höchstens {most} Zeichen.",
    )

    def __init__(self, field: str, most: int) -> None:
        super().__init__(f"{field} is too long.", most=most)
        self.field = field


class DaysUpsideDown(Refusal):
    """News would end before it begins."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "domain/rules.md D-03"
    text = Text(
        nl="De laatste dag ligt voor de eerste. Kijk ze na.",
        fr="Le dernier jour précède le premier. Vérifiez-les.",
        en="The last day is before the first. Please check them.",
        de="Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide.",
    )


class HelpChangedMeanwhile(Refusal):
    """Somebody else kept a version since this one was opened; whoever keeps now would undo that."""

    type = "urn:openpas:problem:help-changed"
    title = "Help changed meanwhile"
    default_status = 409
    rule = "domain/rules.md D-06"
    text = Text(
        nl="Iemand anders bewaarde intussen een nieuwe versie. Jouw tekst staat hieronder nog. Bekijk eerst de nieuwe "
        "versie, en bewaar dan opnieuw.",
        fr="Quelqu'un a enregistré une nouvelle version entre-temps. Votre texte est encore ci-dessous. Regardez "
        "d'abord la nouvelle version, puis enregistrez à nouveau.",
        en="Somebody else saved a new version in the meantime. Your text is still below. Please look at the new "
        "version first, and then save again.",
        de="Jemand hat inzwischen eine neue Fassung gespeichert. Ihr Text steht noch unten. Sehen Sie sich zuerst die "
        "neue Fassung an und speichern Sie dann noch einmal.",
    )


class NewsGone(Refusal):
    """The news is not there, or of a region that somebody else looks after. Which is not told."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "domain/rules.md D-03"
    text = Text(
        nl="Dit bericht is er niet meer.",
        fr="Cette actualité n'existe plus.",
        en="This news is not there any more.",
        de="Diese Nachricht gibt es nicht mehr.",
    )


class ToldTooOften(Refusal):
    """Enough messages came from this account for now."""

    type = "uitpas/rate-limited"
    title = "Rate limited"
    default_status = 429
    rule = "contract/rules.md 3.4"
    text = Text(
        nl="Je stuurde net al enkele berichten. Wacht een uur, of bel je UiTPAS-regio. Je tekst staat er nog.",
        fr="Vous venez d'envoyer plusieurs messages. Attendez une heure ou appelez votre région UiTPAS. Votre texte "
        "est encore là.",
        en="You sent some messages just now. Please wait an hour, or call your UiTPAS region. Your text is still here.",
        de="Sie haben gerade schon einige Nachrichten geschickt. Warten Sie eine Stunde oder rufen Sie Ihre "
        "UiTPAS-Region an. Ihr Text ist noch da.",
    )


class NobodyToTell(Refusal):
    """No address for problems is set, and no region of the desk has one."""

    type = "urn:openpas:problem:no-helpdesk"
    title = "No address for problems"
    default_status = 409
    rule = "domain/rules.md D-05"
    text = Text(
        nl="Er is nog geen adres om problemen te melden. Bel je UiTPAS-regio. Je tekst staat er nog.",
        fr="Il n'y a pas encore d'adresse pour signaler un problème. Appelez votre région UiTPAS. Votre texte est "
        "encore là.",
        en="There is no address for problems yet. Please call your UiTPAS region. Your text is still here.",
        de="Es gibt noch keine Adresse für Probleme. Rufen Sie Ihre UiTPAS-Region an. Ihr Text ist noch da.",
    )
