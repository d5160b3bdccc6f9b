"""treatydiff: annotated comparison of treaty texts, provision by provision and word by word.

    >>> import treatydiff
    >>> dossier = treatydiff.load()
    >>> dossier.compare("K40", "M40").counts["renumbered"]
    1

What stands in `__all__` is imported when it is first used (PEP 562), so that a command that only prints its help,
or only validates a file, does not pay for the rest.
"""

from sys import modules as _modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatydiff.accession import Intake, TextFile, add_to_dossier, new_dossier
    from treatydiff.checking import check
    from treatydiff.citation import Citation, Resolution, cite, resolve
    from treatydiff.collation import Collation, Options, collate
    from treatydiff.comparison import Change, Comparison, compare
    from treatydiff.dossier import Dossier, load
    from treatydiff.errors import TreatyDiffError
    from treatydiff.model.addresses import Address, ChangeAddress
    from treatydiff.model.dossiers import Level
    from treatydiff.model.edits import Misfit
    from treatydiff.model.links import Flag, Link, NoCounterpart, Relation
    from treatydiff.model.provisions import Provision
    from treatydiff.model.witnesses import Witness
    from treatydiff.normalization import Normalization
    from treatydiff.reading import read, read_all, read_collation, read_comparison, read_links
    from treatydiff.search import Hit
    from treatydiff.terms import DerivedDate, TermTable
    from treatydiff.timeline import Timeline
    from treatydiff.trace import Trace

__all__ = [
    "Address",
    "Change",
    "ChangeAddress",
    "Citation",
    "Collation",
    "Comparison",
    "DerivedDate",
    "Dossier",
    "Flag",
    "Hit",
    "Intake",
    "Level",
    "Link",
    "Misfit",
    "NoCounterpart",
    "Normalization",
    "Options",
    "Provision",
    "Relation",
    "Resolution",
    "TermTable",
    "TextFile",
    "Timeline",
    "Trace",
    "TreatyDiffError",
    "Witness",
    "add_to_dossier",
    "check",
    "cite",
    "collate",
    "compare",
    "load",
    "new_dossier",
    "read",
    "read_all",
    "read_collation",
    "read_comparison",
    "read_links",
    "resolve",
]

__version__ = "0.1.0"

_MODULES = {
    "accession": ("Intake", "TextFile", "add_to_dossier", "new_dossier"),
    "checking": ("check",),
    "citation": ("Citation", "Resolution", "cite", "resolve"),
    "collation": ("Collation", "Options", "collate"),
    "comparison": ("Change", "Comparison", "compare"),
    "dossier": ("Dossier", "load"),
    "errors": ("TreatyDiffError",),
    "model.addresses": ("Address", "ChangeAddress"),
    "model.dossiers": ("Level",),
    "model.edits": ("Misfit",),
    "model.links": ("Flag", "Link", "NoCounterpart", "Relation"),
    "model.provisions": ("Provision",),
    "model.witnesses": ("Witness",),
    "normalization": ("Normalization",),
    "reading": ("read", "read_all", "read_collation", "read_comparison", "read_links"),
    "search": ("Hit",),
    "terms": ("DerivedDate", "TermTable"),
    "timeline": ("Timeline",),
    "trace": ("Trace",),
}
"""Where each public name comes from."""

if not TYPE_CHECKING:  # a type checker that saw this would take any name for a public one

    def __getattr__(name: str) -> object:
        """A public name, imported when it is first used."""
        from importlib import import_module

        for module, names in _MODULES.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(f"{__name__}.{module}"), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        """Public names too that nobody has used yet."""
        return sorted({*globals(), *__all__})


def load_ipython_extension(shell: object) -> None:
    """Let results show themselves in a notebook: what ``%load_ext treatydiff`` calls.

    In a notebook that runs already, ``import treatydiff`` does it.
    """
    from treatydiff.report.notebook import register

    register(shell)


if _running := getattr(_modules.get("IPython"), "get_ipython", None):
    load_ipython_extension(_running())
