"""LaTeX: collations with a critical apparatus (reledmac), comparisons in two columns (reledpar).

The documents are typeset with LuaLaTeX, which sets any script that its fonts have. They need no other file.
"""

from treatydiff.report.latex.apparatus import write_collation
from treatydiff.report.latex.columns import write_comparison

__all__ = ["write_collation", "write_comparison"]
