"""What somebody recognises a browser by: Firefox op Windows. Read from the user agent, which proves nothing."""

from typing import Final

_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_ON: Final = {"nl": "{browser} op {system}", "fr": "{browser} sur {system}", "en": "{browser} on {system}"}
_GERMAN: Final = "{browser} auf {system}"
_A_BROWSER: Final = {"nl": "Een browser", "fr": "Un navigateur", "en": "A browser", "de": "Ein Browser"}


def browser_name(user_agent: str, language: str) -> str:
    """The name in the language, made of words of our own only: nothing of the header comes through."""
    browser = _first(_BROWSERS, user_agent) or _A_BROWSER.get(language, _A_BROWSER["nl"])
    system = _first(_SYSTEMS, user_agent)
    return _ON.get(language, _GERMAN).format(browser=browser, system=system) if system else browser


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
