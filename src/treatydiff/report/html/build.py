"""Building HTML: elements and text, escaped by construction.

Text that is not HTML yet is a `str` and is escaped where it goes in; what is HTML is an `Html`, which only this
module makes out of text. So a treaty full of tags cannot become one: nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

_VOID = frozenset({"meta", "br", "input", "hr", "link"})
_EMPTY = frozenset({"path", "use"})
"""Elements of SVG that are written short; there are many of them."""


@frozen
class Html:
    """A piece of a document.

    Attributes:
        source: as it stands in the file.
    """

    source: str


Content = Html | str | None
"""What goes into an element: HTML, text, or nothing."""
NOTHING = Html("")


def escaped(text: str) -> str:
    r"""Text for an element or an attribute in double quotes.

    Example:
        >>> escaped("<b> & \"c\"\r\n")
        '&lt;b&gt; &amp; &quot;c&quot;&#13;\n'
    """
    # A carriage return would be read as a line feed.
    return escape(text, quote=True).replace("\r", "&#13;")


def joined(parts: Iterable[Content], between: str = "") -> Html:
    """Pieces one after another, with text between them.

    Example:
        >>> joined(["a", None, tag("b", "c")], " & ").source
        'a &amp; <b>c</b>'
    """
    sources = [part.source if isinstance(part, Html) else escaped(part) for part in parts if part is not None]
    return Html(escaped(between).join(sources))


def tag(name: str, /, *children: Content, **attributes: str | bool | None) -> Html:
    """An element.

    Args:
        name: its name.
        children: what is in it.
        attributes: its attributes; a trailing ``_`` is dropped and any other is a hyphen. ``True`` gives an
            attribute without value; ``None``, ``False`` and the empty string give none.

    Example:
        >>> tag("a", "1 < 2", href="#a&b", class_="ad", hidden=True).source
        '<a href="#a&amp;b" class="ad" hidden>1 &lt; 2</a>'
    """
    said = "".join(
        f" {_named(key)}" if value is True else f' {_named(key)}="{escaped(str(value))}"'
        for key, value in attributes.items()
        if value
    )
    inside = joined(children).source
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}/>" if name in _EMPTY else f"<{name}{said}>{inside}</{name}>")


def _named(key: str) -> str:
    return key if key in ("viewBox", "preserveAspectRatio") else key.rstrip("_").replace("_", "-")


def inline(name: str, content: str) -> Html:
    """A style sheet or script of this package's own; they hold no text of any other origin.

    Raises:
        ValueError: the content would end its own element, which a string escaped for it cannot do.
    """
    if "</" in content:
        raise ValueError(f"found '</' in what goes into <{name}>")
    return Html(f"<{name}>{content}</{name}>")
