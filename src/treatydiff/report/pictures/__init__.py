"""Pictures: comparisons, collations and timelines as SVG files of their own.

    sheet                               the file, its style, labels that keep their room, signs and the key
    ribbons, strip, timeline, genesis   the pictures, a module each; ``treatydiff.report.svg`` has their geometry

A picture loads nothing and holds no script; title and description say what it shows. It is made for paper: signs
and patterns say what colours say. On a dark screen it is dark where the viewer asks for that.
"""

from __future__ import annotations

from treatydiff.report.pictures.genesis import render_genesis
from treatydiff.report.pictures.ribbons import render_ribbons
from treatydiff.report.pictures.strip import render_strip
from treatydiff.report.pictures.timeline import render_timeline

__all__ = ["render_genesis", "render_ribbons", "render_strip", "render_timeline"]
