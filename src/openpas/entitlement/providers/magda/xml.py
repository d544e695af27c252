"""XML of strangers, read without doing what it asks; and small ways to write and find elements."""

from datetime import date
from typing import Any, Final

from lxml import etree

SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
"""SOAP 1.1."""

Element = Any
"""An element of lxml, which carries no types."""


class NotXml(ValueError):
    """The bytes are no XML, or XML with a document type, which no message needs and attacks do."""


def read_xml(data: bytes) -> Element:
    """The root element. Entities, files and networks are not touched. Raises NotXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotXml(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise NotXml("a document type is not accepted")
    return root


def write_xml(root: Element) -> bytes:
    """The document in UTF-8 with its declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def add(parent: Element, name: str, text: str | None = None) -> Element:
    """A new last child. Below the service's own element all names are unqualified."""
    child = etree.SubElement(parent, name)
    child.text = text
    return child


def text_at(parent: Element, path: str) -> str:
    """The text of the first element at the path, without white space around it; empty when there is none."""
    return str(parent.findtext(path) or "").strip()


def day_at(parent: Element, path: str) -> date | None:
    """The date at the path, or None when there is none that can be read."""
    try:
        return date.fromisoformat(text_at(parent, path)[:10])
    except ValueError:
        return None
