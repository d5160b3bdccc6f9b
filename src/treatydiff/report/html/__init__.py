"""HTML: comparisons and collations as one page that opens from disk, with or without scripts, and prints.

    build, signs, words     elements and text, escaped by construction; signs; a clause with its marks
    edition                 what the views share: texts, ids, notes
    references              what is copied as the citation of a provision or change
    overview, genesis, synopsis, apparatus, timeline, terms, citing
                            the views, a module each
    columns, items, gutters what the synopsis is made of
    page                    what stands around the views

The file holds its style sheet and its script and loads nothing; its Content-Security-Policy allows these two by
their hashes and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.collation import Collation
from treatydiff.comparison import Comparison
from treatydiff.errors import ModelError
from treatydiff.model.dossiers import DossierRecord
from treatydiff.report.html.apparatus import apparatus
from treatydiff.report.html.citing import citing
from treatydiff.report.html.edition import Edition, File
from treatydiff.report.html.genesis import genesis_view
from treatydiff.report.html.overview import overview
from treatydiff.report.html.page import page
from treatydiff.report.html.synopsis import synopsis
from treatydiff.report.html.terms import terms_view
from treatydiff.report.html.timeline import timeline_view
from treatydiff.report.wording import enumerated

__all__ = ["File", "render_html"]


def render_html(
    comparisons: Sequence[Comparison],
    collations: Sequence[Collation] = (),
    *,
    record: DossierRecord | None = None,
    files: Sequence[File] = (),
    version: str,
) -> bytes:
    """Comparisons and collations as one HTML file.

    Args:
        comparisons: what the synopsis shows; of two files one, and no dossier.
        collations: what the genesis table and the apparatus show; where there is none, the comparisons.
        record: the dossier; its texts that nothing is compared with are shown too, with timeline and terms.
        files: what lies beside the file, to be linked from it.
        version: which version of treatydiff makes it.

    Returns:
        The file, UTF-8; the same for the same arguments on any machine.

    Raises:
        ModelError: there is nothing to show.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(f"It lasts {years} years."),)),))
        ...     for siglum, years in (("A", "five"), ("B", "<i>ten</i>"))
        ... )
        >>> found = render_html([compare(a, b)], version="1.0").decode()
        >>> "<i>ten" in found, "&lt;i&gt;ten" in found
        (False, True)
    """
    if not (comparisons or collations or record):
        raise ModelError("found nothing to show", expected="a comparison, a collation or a dossier")
    title = record.title if record and record.title else _titled(comparisons, collations)
    edition = Edition(title, comparisons, collations, record, version, files)
    # The synopsis comes first, for it is where ids of provisions and the notes have their places.
    texts = synopsis(edition)
    views = [
        overview(edition),
        genesis_view(edition),
        texts,
        apparatus(edition),
        timeline_view(edition),
        terms_view(edition),
        citing(edition),
    ]
    return page(edition, views)


def _titled(comparisons: Sequence[Comparison], collations: Sequence[Collation]) -> str:
    shown = [witness.siglum for one in comparisons for witness in (one.earlier, one.later)]
    shown += [witness.siglum for one in collations for witness in one.witnesses]
    return f"{enumerated(dict.fromkeys(shown))} compared"
