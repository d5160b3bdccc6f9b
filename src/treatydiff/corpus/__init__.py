"""Corpora: hundreds of treaties in one store, and the text that they share.

    corpus.build        a folder of treaties becomes a store of Parquet files; a second run reads what changed
    corpus.related      which treaties, articles and clauses share text
    corpus.borrowed     which clauses of one treaty stand in others that are not later, with the words that changed
    corpus.family       the treaties that are related to one, directly or by way of others
    corpus.render_heatmap   a table of related treaties as a picture

Everything here needs the extra ``corpus`` (pyarrow and numpy), and ``--scheduler`` the extra ``cluster`` (Dask).
They are imported with the first name that is used, so that nobody else waits for them. Functions that spread work
over processes start them afresh: a script calls them under ``if __name__ == "__main__":``.

**Shared text.** A text is taken as the set of its *shingles*, runs of three words (`treatydiff.corpus.shingles`);
two texts are as similar as the share of shingles that they have in common, of all that either has (P. Jaccard,
New Phytologist 11, 1912; shingles: A. Broder, "On the resemblance and containment of documents", 1997). Articles
correspond from one half on, and so do clauses of eight words or more. Treaties are *related* if at least five
articles of each correspond to articles of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatydiff.corpus.borrowing import borrowed
    from treatydiff.corpus.building import Built, build
    from treatydiff.corpus.families import family
    from treatydiff.corpus.heatmap import render_heatmap
    from treatydiff.corpus.relations import Level, related
    from treatydiff.corpus.running import Workers
    from treatydiff.corpus.store import Corpus, Treaty
    from treatydiff.corpus.tables import Table

__all__ = [
    "Built",
    "Corpus",
    "Level",
    "Table",
    "Treaty",
    "Workers",
    "borrowed",
    "build",
    "family",
    "related",
    "render_heatmap",
]

_MODULES = {
    "borrowing": ("borrowed",),
    "building": ("Built", "build"),
    "families": ("family",),
    "heatmap": ("render_heatmap",),
    "relations": ("Level", "related"),
    "running": ("Workers",),
    "store": ("Corpus", "Treaty"),
    "tables": ("Table",),
}
"""Where each public name comes from."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A public name, imported when it is first used.

        Raises:
            TreatyDiffError: the extra that it needs is not installed.
        """
        from importlib import import_module

        from treatydiff.corpus.extras import require

        for module, names in _MODULES.items():
            if name in names:
                require("corpus")
                return globals().setdefault(name, getattr(import_module(f"{__name__}.{module}"), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
