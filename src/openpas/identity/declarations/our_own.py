"""The texts that come with Openpas, for an installation that has none of its own. Each is a file per language."""

from pathlib import Path
from typing import Final

from openpas.foundation.text import LANGUAGES

OUR_TEXTS: Final = Path(__file__).parent / "texts"


def texts_in(folder: Path, kind: str) -> dict[str, str]:
    """Language → text, of the files `<kind>.<language>.txt` in the folder that are there."""
    files = {language: folder / f"{kind.lower()}.{language}.txt" for language in LANGUAGES}
    return {language: file.read_text(encoding="utf-8") for language, file in files.items() if file.is_file()}
