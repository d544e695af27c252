"""French, English and German have every sentence that Dutch has, and what is compiled is what was written."""

import gettext
import re
from pathlib import Path

import pytest

from openpas import web

WEB = Path(web.__file__).parent
LANGUAGES = ("fr", "en", "de")
_TEXT = r'((?:\s*"(?:[^"\\]|\\.)*")+)'
_ENTRY = re.compile(rf"^msgid {_TEXT}\n(?:msgid_plural {_TEXT}\n)?((?:msgstr(?:\[\d\])? {_TEXT}\n?)+)", re.MULTILINE)


def joined(quoted: str) -> str:
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)).replace('\\"', '"')


def written(language: str) -> dict[str, list[str]]:
    """Dutch → translations (two where there is a plural), out of the file that people edit."""
    text = (WEB / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    entries = {
        joined(match[1]): [joined(one) for one in re.findall(rf"msgstr(?:\[\d\])? {_TEXT}", match[3])]
        for match in _ENTRY.finditer(text)
    }
    entries.pop("")
    return entries


def used() -> set[str]:
    """The sentences in templates and code."""
    templates = "\n".join(path.read_text() for path in WEB.glob("templates/**/*.html"))
    code = "\n".join(path.read_text() for path in WEB.glob("**/*.py"))
    plain = re.findall(r"""{% translate (?:"([^"]+)"|'([^']+)')""", templates)
    return {one or other for one, other in plain} | set(re.findall(r'\b_\(\s*"([^"]+)"', code))


def names_in(text: str) -> list[str]:
    return sorted(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    translated = written(language)

    assert used() - set(translated) == set()
    assert [dutch for dutch, texts in translated.items() if not all(texts)] == []
    assert "#, fuzzy" not in (WEB / "locale" / language / "LC_MESSAGES" / "django.po").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_details(language: str) -> None:
    wrong = [
        dutch
        for dutch, texts in written(language).items()
        if {*map(tuple, map(names_in, texts))} != {(*names_in(dutch),)}
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    with (WEB / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)

    for dutch, texts in written(language).items():
        spoken = [catalogue.gettext(dutch)] if len(texts) == 1 else [catalogue.ngettext(dutch, "", n) for n in (1, 2)]
        assert spoken == texts
