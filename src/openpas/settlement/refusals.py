"""Reasons why a financial report cannot be given."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class ReportNotFound(Refusal):
    """The organizer has no report with this id, or it is so old that its file is gone."""

    type = "uitpas/report-not-found"
    title = "Report not found"
    default_status = 404
    rule = "contract/rules.md 2.17, 4.5"
    text = Text(
        nl="We vinden dit financieel overzicht niet meer. Vraag een nieuw overzicht aan.",
        fr="Nous ne trouvons plus ce relevé financier. Demandez-en un nouveau.",
        en="We cannot find this financial report any more. Please ask for a new one.",
        de="Wir finden diese Finanzübersicht nicht mehr. Bitte fordern Sie eine neue an.",
    )


class ReportNotAvailable(Refusal):
    """The report is still being made, or could not be made. The detail names its status."""

    type = "uitpas/report-invalid-status"
    title = "Invalid report status"
    rule = "contract/rules.md 1.4, 4.5"
    text = Text(
        nl="Dit financieel overzicht kan je niet downloaden. Kijk eerst na of het klaar is.",
        fr="Ce relevé financier ne peut pas être téléchargé. Vérifiez d'abord s'il est prêt.",
        en="This financial report cannot be downloaded. Please check first whether it is ready.",
        de="Diese Finanzübersicht kann nicht heruntergeladen werden. Prüfen Sie zuerst, ob sie fertig ist.",
    )
