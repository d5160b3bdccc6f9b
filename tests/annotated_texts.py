"""Small annotated texts for tests: a dossier of two witnesses, and what annotations in it are made of."""

from __future__ import annotations

from pathlib import Path

CLAUSES = {
    "A": ("It lasts ten years, ", "and no longer."),
    "B": ("It is in force from signature, ", "for ten years."),
}
"""The clauses of Article 3 of each witness."""

WORK = "<listBibl><bibl xml:id='Smith'>J. Smith, The Book</bibl></listBibl>"


def put_texts(folder: Path) -> None:
    """Write the two witnesses' files, ``a.xml`` and ``b.xml``."""
    for siglum, clauses in CLAUSES.items():
        segs = "".join(
            f"<seg type='clause' n='{n}' xml:id='{siglum}-3-c{n}'>{text}</seg>"
            for n, text in enumerate(clauses, start=1)
        )
        (folder / f"{siglum.lower()}.xml").write_text(
            f"<TEI><teiHeader><fileDesc><sourceDesc><listWit><witness xml:id='{siglum}'/></listWit></sourceDesc>"
            f"</fileDesc></teiHeader><text><body><div type='article' n='3' xml:id='{siglum}-3'><ab>{segs}</ab>"
            "</div></body></text></TEI>",
            encoding="utf-8",
        )


def put_statements(folder: Path, *annotations: str, header: str = "", stand_off: str = "") -> None:
    """Write ``dossier.xml`` with these annotations, each on a line of its own, from line 3 on."""
    head = f"<teiHeader><fileDesc><titleStmt><title>T</title>{header}</titleStmt></fileDesc></teiHeader>"
    listed = "".join(f"{one}\n" for one in annotations)
    (folder / "dossier.xml").write_text(
        f"<TEI xml:id='all'>{head}\n<standOff>{WORK}{stand_off}<listAnnotation type='annotations'>\n{listed}"
        "</listAnnotation></standOff></TEI>",
        encoding="utf-8",
    )


def annotation(identifier: str = "n1", *notes: str, target: str = "b.xml#B-3", more: str = "") -> str:
    """An `annotation` of the kind note with these notes."""
    return (
        f"<annotation xml:id='{identifier}' ana='#kind-note' target='{target}' {more}>{''.join(notes)}</annotation>"
    )
