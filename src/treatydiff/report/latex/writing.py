"""Writing LaTeX: characters that have a meaning of their own, and what stands before the text.

Text of any origin is escaped character by character, so that none of it is ever a command. What TeX would join
(two hyphens to a dash, two apostrophes to a quotation mark) stays as it is, since the fonts' TeX ligatures are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatydiff.model.witnesses import Witness

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2028": " ",
    "\u2029": " ",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPED)) + "\x7f-\x9f]")
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def escape(text: str) -> str:
    r"""Text as LaTeX that prints it, white space collapsed.

    Control characters of the range U+007F to U+009F, which no font has, are left out.

    Example:
        >>> print(escape("50 % of A_1 {sic} \\end"))
        50 \% of A\_1 \{sic\} \textbackslash{}end
    """
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], ""), " ".join(re.split(r"[ \t\r\n]+", text)))


def in_language(latex: str, witness: Witness) -> str:
    """Words in the language of their witness, so that they are hyphenated as it does; English is the document's."""
    name = language_name(witness.language)
    return rf"\foreignlanguage{{{name}}}{{{latex}}}" if name else latex


def language_name(tag: str) -> str:
    """What the document calls a language; empty for English, and for what is no BCP 47 tag.

    Example:
        >>> language_name("ru"), language_name("en-GB")
        ('language-ru', '')
    """
    primary = tag.partition("-")[0].lower()
    return "" if primary == "en" or not _TAG.fullmatch(tag) else f"language-{primary}"


def opening(witnesses: Iterable[Witness], *, title: str, text: str, packages: str) -> str:
    """All that stands before the text: class, fonts, languages, marks.

    Args:
        witnesses: whose languages are needed.
        title: what the document is called, unescaped.
        text: the body, by which it is decided whether East Asian type is needed.
        packages: what this kind of document needs besides.
    """
    names = sorted({(language_name(w.language), w.language.partition("-")[0].lower()) for w in witnesses})
    languages = "".join(f"\\babelprovide[import={tag}]{{{name}}}\n" for name, tag in names if name)
    east_asian = _EAST_ASIAN_TYPE if _EAST_ASIAN.search(text) else ""
    return (
        _CLASS
        + languages
        + east_asian
        + packages
        + _MARKS
        + f"\\hypersetup{{pdftitle={{{escape(title)}}}}}\n"
        + "\\begin{document}\n"
        + f"\\title{{{escape(title)}}}\\author{{}}\\date{{}}\\maketitle\\thispagestyle{{plain}}\n"
    )


CLOSING = "\\end{document}\n"

_CLASS = r"""% Typeset twice with LuaLaTeX: lualatex FILE; lualatex FILE
\documentclass[11pt,a4paper]{article}
\usepackage[margin=26mm]{geometry}
\usepackage{fontspec}
% TeX ligatures stay off: two hyphens in a source are two hyphens, a straight apostrophe is straight.
\defaultfontfeatures[\rmfamily,\sffamily]{}
\IfFontExistsTF{Libertinus Serif}{\setmainfont{Libertinus Serif}}{%
  \IfFontExistsTF{FreeSerif}{\setmainfont{FreeSerif}}{%
    \IfFontExistsTF{Noto Serif}{\setmainfont{Noto Serif}}{}}}
\IfFontExistsTF{Libertinus Sans}{\setsansfont{Libertinus Sans}}{%
  \IfFontExistsTF{FreeSans}{\setsansfont{FreeSans}}{%
    \IfFontExistsTF{Noto Sans}{\setsansfont{Noto Sans}}{}}}
\usepackage[english]{babel}
"""
_EAST_ASIAN_TYPE = r"""\usepackage{luatexja-fontspec}
% Only East Asian letters are set as such: Greek, Cyrillic and punctuation marks keep the text's own type.
\ltjsetparameter{jacharrange={-2,-3,-8}}
\IfFontExistsTF{HaranoAjiMincho-Regular.otf}{\setmainjfont{HaranoAjiMincho-Regular.otf}}{%
  \IfFontExistsTF{Noto Serif CJK JP}{\setmainjfont{Noto Serif CJK JP}}{}}
"""
_MARKS = r"""\usepackage{xcolor}
% Colour as an attribute of characters: else it leaks from one column into the other where a line ends in it.
\usepackage{luacolor}
\usepackage{lua-ul}
\usepackage{hyperref}
\hypersetup{hidelinks,bookmarks=false}
\definecolor{wentout}{HTML}{1D4F91}
\definecolor{camein}{HTML}{964300}
\emergencystretch=3em
\newcommand{\address}[1]{{\footnotesize\sffamily\color{gray}#1}}
\newcommand{\siglum}[1]{{\sffamily #1}}
\newcommand{\said}[1]{{\itshape #1}}
\newcommand{\wentout}[1]{{\color{wentout}\strikeThrough{#1}}}
\newcommand{\camein}[1]{{\color{camein}\underLine{#1}}}
"""
