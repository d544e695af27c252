"""Markdown on a page: anchors, sections, a search, and nothing that its writer could smuggle in."""

import pytest

from openpas.guidance.queries import our_text
from openpas.guidance.rendering import html_of, sections_of

TEXT = "Vooraf.\n\n# Scannen\n\nMet een *scanner*.\n\n### Klein\n\nx\n\n## Scannen\n\nNog eens.\n"


def test_a_text_is_cut_at_its_headings() -> None:
    found = sections_of(TEXT, "r7-")
    assert [(one.anchor, one.title) for one in found] == [
        ("", ""),
        ("r7-scannen", "Scannen"),
        ("r7-scannen-2", "Scannen"),
    ]
    assert found[0].html == "<p>Vooraf.</p>\n"
    assert found[1].html == (
        '<h2 id="r7-scannen">Scannen</h2>\n<p>Met een <em>scanner</em>.</p>\n<h3>Klein</h3>\n<p>x</p>\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("", 3), ("SCANNER", 1), ("eens nog", 1), ("scannen", 2), ("camera", 0), ("em", 0)]
)
def test_a_search_wants_every_word(text: str, expected: int) -> None:
    assert sum(one.answers_to(text) for one in sections_of(TEXT)) == expected


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<b onclick=x>vet</b>", "<p>&lt;b onclick=x&gt;vet&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        ("![x](https://a.be/b.png)", '<p>!<a href="https://a.be/b.png" rel="noopener">x</a></p>\n'),
        ("[x](https://a.be)", '<p><a href="https://a.be" rel="noopener">x</a></p>\n'),
        ("<https://a.be/\"onx='y>", "<p>&lt;https://a.be/&quot;onx='y&gt;</p>\n"),
    ],
)
def test_nothing_of_the_writer_runs(body: str, html: str) -> None:
    if "onx" in body:
        assert '<a href="https://a.be/"' not in html_of(body)
        return
    assert html_of(body) == html


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_our_own_help_says_the_same_in_every_language(language: str) -> None:
    assert len(sections_of(our_text(language))) == 7
    assert our_text("tlh") == our_text("nl")
