"""The package: the parts of a Word document in a zip file, the same bytes for the same parts."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from treatydiff.report.docx.xml import Element, serialize, w

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OF_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_PARTS = {
    "word/document.xml": ("document.main", ""),
    "word/styles.xml": ("styles", "rId1"),
    "word/settings.xml": ("settings", "rId2"),
    "word/comments.xml": ("comments", "rId3"),
    "word/header1.xml": ("header", "rId4"),
    "word/header2.xml": ("header", "rId5"),
    "word/footer1.xml": ("footer", "rId6"),
    "customXml/item1.xml": ("customXml", "rId7"),
    "customXml/item2.xml": ("customXml", "rId8"),
}
"""The parts of the document: what each is, and what the document calls it."""
_DATA = {
    "1": "{6F1B3C52-7C1E-5D0B-9C57-0D6C1E8B5A01}",
    "2": "{6F1B3C52-7C1E-5D0B-9C57-0D6C1E8B5A02}",
}
"""The parts of data, by number, and the names by which Word tells them apart: any two."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all files in the package: the first that a zip file can have."""


def package(parts: Mapping[str, Element], *, title: str, tag: str, version: str) -> bytes:
    """A Word document of its parts.

    Args:
        parts: the document, styles, comments, headers, footer and data, by name.
        title: the title among the document's properties.
        tag: its language, a BCP 47 tag.
        version: the version of treatydiff.
    """
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "rId1", "word/document.xml"),
            (
                _OF_CORE,
                "rId2",
                "docProps/core.xml",
            ),
            (f"{_OFFICE}/relationships/extended-properties", "rId3", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(title, tag),
        "docProps/app.xml": _application(version),
        **parts,
        "word/settings.xml": settings(),
        "word/_rels/document.xml.rels": _relations(
            *(
                (f"{_OFFICE}/relationships/{kind}", name, posixpath.relpath(part, "word"))
                for part, (kind, name) in _PARTS.items()
                if name
            )
        ),
    }
    for number, identifier in _DATA.items():
        kind = f"{_OFFICE}/relationships/customXmlProps"
        files[f"customXml/_rels/item{number}.xml.rels"] = _relations((kind, "rId1", f"itemProps{number}.xml"))
        files[f"customXml/itemProps{number}.xml"] = _about_data(identifier)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, root in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the entry says on which system it was written
            archive.writestr(entry, serialize(root))
    return out.getvalue()


def settings() -> Element:
    """What the document asks of Word: to keep to the rules of its present versions."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w("settings", w("zoom", percent=100), w("defaultTabStop", val=567), w("compat", mode))


def _content_types() -> Element:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = _root(space, "Types")
    for suffix, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{space}}}Default", Extension=suffix, ContentType=kind)
    overrides = {part: f"{_MAIN}.{kind}+xml" for part, (kind, _) in _PARTS.items() if part.startswith("word/")} | {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    for number in _DATA:
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        overrides[f"customXml/itemProps{number}.xml"] = kind
    for part, kind in overrides.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{part}", ContentType=kind)
    return root


def _relations(*targets: tuple[str, str, str]) -> Element:
    root = _root(_RELATIONS, "Relationships")
    for kind, name, target in targets:
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=name, Type=kind, Target=target)
    return root


def _core(title: str, tag: str) -> Element:
    root = _root(_CORE, "coreProperties")
    for name, said in (("title", title), ("creator", "treatydiff"), ("language", tag)):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = said
    return root


def _application(version: str) -> Element:
    space = f"{_OFFICE}/extended-properties"
    root = _root(space, "Properties")
    etree.SubElement(root, f"{{{space}}}Application").text = f"treatydiff {version}"
    return root


def _about_data(identifier: str) -> Element:
    space = f"{_OFFICE}/customXml"
    root = etree.Element(f"{{{space}}}datastoreItem", {f"{{{space}}}itemID": identifier}, nsmap={"ds": space})
    etree.SubElement(root, f"{{{space}}}schemaRefs")
    return root


def _root(space: str, name: str) -> Element:
    nsmap: dict[str | None, str] = {None: space, "dc": _DC} if space == _CORE else {None: space}
    return etree.Element(f"{{{space}}}{name}", nsmap=nsmap)  # type: ignore[arg-type]  # stubs know no default
