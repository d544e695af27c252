"""Plain pages, in the language of the reader, for who was sent here by a program or is on the way elsewhere."""

from html import escape
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from openpas.foundation.text import Text

_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

SIGNED_OUT: Final = (
    Text("Je bent afgemeld", "Vous êtes déconnecté", "You are signed out", "Sie sind abgemeldet"),
    Text(
        "Je mag dit venster sluiten.",
        "Vous pouvez fermer cette fenêtre.",
        "You may close this window.",
        "Sie können dieses Fenster schließen.",
    ),
)
WRONG_LINK: Final = (
    Text(
        "Aanmelden lukt zo niet",
        "La connexion ne fonctionne pas ainsi",
        "You cannot sign in this way",
        "So können Sie sich nicht anmelden",
    ),
    Text(
        "De website of app waar je vandaan komt, vroeg iets dat niet kan. Ga ernaar terug en probeer het opnieuw. "
        "Lukt het dan nog niet, geef de maker ervan dan deze regel door:",
        "Le site ou l'application d'où vous venez a demandé quelque chose d'impossible. Retournez-y et réessayez. "
        "Si cela ne fonctionne toujours pas, transmettez cette ligne à son auteur :",
        "The website or app that you come from asked for something that cannot be. Please go back to it and try again. "
        "If that does not help, pass this line on to who makes it:",
        "Die Website oder App, von der Sie kommen, hat etwas Unmögliches verlangt. Gehen Sie zurück und versuchen Sie "
        "es noch einmal. Hilft das nicht, geben Sie diese Zeile an den Hersteller weiter:",
    ),
)

GOING_ON: Final = (
    Text("Je gaat verder", "Vous continuez", "You are going on", "Es geht weiter"),
    Text(
        "Gebeurt er niets? Klik dan hier:",
        "Rien ne se passe ? Cliquez ici :",
        "Does nothing happen? Then click here:",
        "Passiert nichts? Dann klicken Sie hier:",
    ),
)


def message(request: HttpRequest, words: tuple[Text, Text], problem: str = "", status: int = 200) -> HttpResponse:
    """`problem` is for the maker of the program; it may repeat what the program sent, so it is escaped."""
    return _page(request, words, f"<p><code>{escape(problem)}</code></p>" if problem else "", status=status)


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """A page that goes on by itself. After a form, since a form may not lead to another site (`form-action`)."""
    place = escape(address)
    refresh = f'<meta http-equiv="refresh" content="0; url={place}">'
    return _page(request, GOING_ON, f'<p><a href="{place}">{escape(urlsplit(address).netloc)}</a></p>', refresh)


def _page(request: HttpRequest, words: tuple[Text, Text], line: str, head: str = "", status: int = 200) -> HttpResponse:
    language = get_language_from_request(request)
    title, text = (escape(one.in_language(language)) for one in words)
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">{head}<title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{text}</p>{line}</main></body></html>"
    )
    headers = {
        "Content-Security-Policy": _POLICY,
        "Content-Language": language,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(page, status=status, headers=headers)
