"""Reasons why nobody can be checked in now, and why a check-in or a code cannot be used."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class CheckinNotAllowed(Refusal):
    """The pass is fine, but no point can be saved with it at this event at this moment."""

    type = "uitpas/checkin-not-allowed"
    title = "Check-in not allowed"
    rule = "contract/rules.md 2.5"


class NotOpenYet(CheckinNotAllowed):
    """Points can be saved later. Details: `opens` is the day and hour in Brussels."""

    rule = "BR-CI-02; contract/rules.md 8-60"
    text = Text(
        nl="Op deze activiteit kan je nu nog geen punt sparen. Kom terug vanaf {opens}.",
        fr="Il n'est pas encore possible d'épargner un point à cette activité. Revenez à partir du {opens}.",
        en="You cannot save a point at this activity yet. Come back from {opens} on.",
        de="Bei dieser Aktivität kann man noch keinen Punkt sammeln. Kommen Sie ab {opens} wieder.",
    )


class EventOver(CheckinNotAllowed):
    """The activity has ended, and so has the time to save points after it."""

    rule = "BR-CI-02; contract/rules.md 8-60"
    text = Text(
        nl="Deze activiteit is voorbij. Je kan er geen punt meer sparen.",
        fr="Cette activité est terminée. Il n'est plus possible d'y épargner un point.",
        en="This activity is over. You can no longer save a point at it.",
        de="Diese Aktivität ist vorbei. Man kann dort keinen Punkt mehr sammeln.",
    )


class EventCalledOff(CheckinNotAllowed):
    """The activity was called off, or put off to a day that is not known yet."""

    rule = "BR-CI-02; contract/rules.md 2.5"
    text = Text(
        nl="Deze activiteit is afgelast of uitgesteld. Je kan er geen punt sparen. Vraag de organisator om uitleg.",
        fr="Cette activité est annulée ou reportée. Il n'est pas possible d'y épargner un point. "
        "Renseignez-vous auprès de l'organisateur.",
        en="This activity was called off or postponed. You cannot save a point at it. Please ask the organizer.",
        de="Diese Aktivität wurde abgesagt oder verschoben. Man kann dort keinen Punkt sammeln. "
        "Bitte fragen Sie den Veranstalter.",
    )


class CheckinLimitReached(CheckinNotAllowed):
    """The person took part as often as the event allows in the period. Details: `limit` in words."""

    rule = "BR-CI-03, BR-CI-04"
    text = Text(
        nl="Je hebt hier al een punt gespaard. Op deze activiteit kan dat {limit}.",
        fr="Vous avez déjà épargné un point ici. À cette activité, c'est possible {limit}.",
        en="You have already saved a point here. At this activity you can do so {limit}.",
        de="Sie haben hier schon einen Punkt gesammelt. Bei dieser Aktivität geht das {limit}.",
    )


class CheckinNotFound(Refusal):
    """There is no check-in with this id, or it was cancelled before."""

    type = "uitpas/checkin-not-found"
    title = "Check-in not found"
    default_status = 404
    rule = "contract/rules.md 8-33"


class CheckinCodeInvalid(Refusal):
    """Nobody made this code."""

    type = "uitpas/checkin-code-invalid"
    title = "Check-in code invalid"
    rule = "contract/rules.md 8-63"
    text = Text(
        nl="We kennen deze code niet. Scan de code opnieuw of vraag hulp aan de balie.",
        fr="Nous ne connaissons pas ce code. Scannez-le à nouveau ou demandez de l'aide au guichet.",
        en="We do not know this code. Scan it again or ask for help at the desk.",
        de="Wir kennen diesen Code nicht. Scannen Sie ihn noch einmal oder fragen Sie am Schalter.",
    )


class CheckinCodeExpired(Refusal):
    """The code was for an activity that is over."""

    type = "uitpas/checkin-code-expired"
    title = "Check-in code expired"
    rule = "contract/rules.md 8-63"
    text = Text(
        nl="Deze code is niet meer geldig: de activiteit is voorbij.",
        fr="Ce code n'est plus valable : l'activité est terminée.",
        en="This code is no longer valid: the activity is over.",
        de="Dieser Code ist nicht mehr gültig: die Aktivität ist vorbei.",
    )


class TooManyAtOnce(Refusal):
    """The balance of this person changed again and again while this request tried to change it. Ask again."""

    type = "urn:openpas:problem:busy"
    title = "Busy"
    default_status = 409
    rule = "design.md section 5"
    text = Text(
        nl="Deze UiTPAS wordt op dit moment op veel plaatsen gebruikt. Probeer het zo meteen opnieuw.",
        fr="Cette UiTPAS est utilisée à de nombreux endroits en ce moment. Réessayez dans un instant.",
        en="This UiTPAS is being used in many places at this moment. Please try again shortly.",
        de="Dieser UiTPAS wird gerade an vielen Stellen benutzt. Bitte versuchen Sie es gleich noch einmal.",
    )
