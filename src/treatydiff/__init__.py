"""treatydiff: annotated comparison of treaty texts, provision by provision and word by word.

    >>> import treatydiff
    >>> dossier = treatydiff.load()
    >>> dossier.compare("K40", "M40").counts["renumbered"]
    1
"""

from treatydiff.collation import Collation, Options, collate
from treatydiff.comparison import Change, Comparison, compare
from treatydiff.dossier import Dossier, load, read
from treatydiff.errors import TreatyDiffError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import Normalization

__all__ = [
    "Address",
    "Change",
    "ChangeAddress",
    "Collation",
    "Comparison",
    "Dossier",
    "Flag",
    "Level",
    "Link",
    "Normalization",
    "Options",
    "Provision",
    "Relation",
    "TreatyDiffError",
    "Witness",
    "collate",
    "compare",
    "load",
    "read",
]

__version__ = "0.1.0"
