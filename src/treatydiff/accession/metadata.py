"""Metadata: what the user says of a dossier and of its texts, from one TOML file and from ``KEY=VALUE``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from treatydiff.accession.fields import (
    OF_COLLATION,
    OF_COMPARISON,
    OF_DOSSIER,
    OF_SOURCE,
    OF_WITNESS,
    Field,
    refuse_table,
)
from treatydiff.accession.toml_places import Path, places_in
from treatydiff.errors import InputError, TreatyDiffError, nearest
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, Level
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode
from treatydiff.readers.files import SIZE_LIMIT, load
from treatydiff.readers.places import Place

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TABLES = ("comparisons", "collations", "witnesses")
Values = Mapping[str, Any]


@frozen
class Metadata:
    """What is said of a dossier.

    Attributes:
        dossier: by key of `treatydiff.accession.fields.OF_DOSSIER`.
        comparisons: the comparisons asked for; ``None`` where nothing is said of them.
        collations: the collations asked for.
        witnesses: by siglum, by key of `treatydiff.accession.fields.OF_WITNESS`, and ``source``.
        file: the name of the file that says so; empty where none does.
        places: where it says so, by path.
    """

    dossier: Values = field(factory=dict)
    comparisons: tuple[ComparisonPlan, ...] | None = None
    collations: tuple[CollationPlan, ...] = ()
    witnesses: Mapping[str, Values] = field(factory=dict)
    file: str = ""
    places: Mapping[Path, Place] = field(factory=dict, repr=False)

    def refuse(self, error: TreatyDiffError, path: Path) -> TreatyDiffError:
        """The error with the place of what it is about."""
        while path and path not in self.places:
            path = path[:-1]
        return error.at(self.file, *self.places.get(path, (0, 0))) if self.file else error

    def check_sigla(self, known: Sequence[str]) -> None:
        """See that no siglum is named that no text has.

        Raises:
            InputError: one is; the nearest are named.
        """
        named: list[tuple[str, Path]] = [(siglum, ("witnesses", siglum)) for siglum in self.witnesses]
        named += [(siglum, ("order",)) for siglum in self.dossier.get("order", ())]
        for at, plan in enumerate(self.comparisons or ()):
            named += [
                (plan.earlier, ("comparisons", str(at), "earlier")),
                (plan.later, ("comparisons", str(at), "later")),
            ]
        named += [
            (siglum, ("collations", str(at), "witnesses"))
            for at, planned in enumerate(self.collations)
            for siglum in planned.sigla
        ]
        for siglum, path in named:
            if siglum not in known:
                near = ", ".join(nearest(siglum, known) or known)
                error = InputError(
                    f"found the siglum {siglum}, which no text has",
                    expected=f"one such as {near}",
                    todo="write the siglum that the report of recognition shows, or give the file this one: "
                    f"{siglum}=FILE",
                )
                raise self.refuse(error, path)


def read_metadata(path: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> Metadata:
    """Read a file of metadata.

    Args:
        path: a TOML file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: it cannot be read, is no TOML, has a key that means nothing, or a value that its key cannot
            hold; with line and column, what was expected and what to do.
    """
    name = os.fspath(path)
    return metadata_in(decode(load(path, size_limit=size_limit), name=name), name=name)


def metadata_in(text: str, *, name: str) -> Metadata:
    r"""What a file of metadata says.

    Args:
        text: the file.
        name: what errors call it.

    Raises:
        InputError: as `read_metadata`.

    Example:
        >>> found = metadata_in('title = "Pact"\n[witnesses.A]\ndate = "1940-10-30"\n', name="dossier.toml")
        >>> found.dossier["title"], str(found.witnesses["A"]["date"])
        ('Pact', '1940-10-30')
    """
    import tomllib

    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError alone: a number of thousands of digits
        raise _no_toml(error, text, name) from None
    made = Metadata(file=name, places=places_in(text.replace("\r\n", "\n")))
    dossier = _values(said, OF_DOSSIER, (), made, tables=_TABLES)
    compared = said.get("comparisons")
    witnesses = _table(said.get("witnesses", {}), ("witnesses",), "[witnesses.A]", made)
    return evolve(
        made,
        dossier=dossier,
        comparisons=None if compared is None else tuple(_comparisons(compared, made)),
        collations=tuple(_collations(said.get("collations", []), made)),
        witnesses={siglum: _witness(one, siglum, made) for siglum, one in witnesses.items()},
    )


def _no_toml(error: Exception, text: str, name: str) -> TreatyDiffError:
    found = _AT.search(str(error))
    place = (int(found[1]), int(found[2])) if found and found[1] else (text.count("\n") + 1, 1)
    why = str(error)[: found.start()] if found else str(error)
    return InputError(
        f"found no TOML ({why})",
        expected='lines such as title = "..." and [witnesses.A]',
        todo="look at the quotation marks and brackets before this place",
    ).at(name, *place)


def _table(value: object, path: Path, like: str, made: Metadata) -> Mapping[str, object]:
    try:
        return refuse_table(value, like)
    except InputError as error:
        raise made.refuse(error, path) from None


def _values(
    said: Mapping[str, object],
    fields: Mapping[str, Field],
    path: Path,
    made: Metadata,
    *,
    tables: Sequence[str] = (),
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in said.items():
        if key in tables:
            continue
        try:
            about = _field(key, fields, tables)
        except InputError as error:
            raise made.refuse(error, (*path, key)) from None
        try:
            values[key] = about.read(value)
        except InputError as error:
            refused = InputError(f"{error.what} as {key}", expected=error.expected, todo=error.todo)
            raise made.refuse(refused, (*path, key)) from None
    return values


def _field(key: str, fields: Mapping[str, Field], tables: Sequence[str]) -> Field:
    if key not in fields:
        known = [*fields, *tables]
        near = nearest(key, known)
        raise InputError(
            f"found the key {key}, which means nothing here",
            expected=f"one such as {', '.join(near)}" if near else f"one of {', '.join(known)}",
            todo=f"say of which text, as in A.{key}" if key in OF_WITNESS else "mend its name, or leave it out",
        )
    return fields[key]


def _witness(value: object, siglum: str, made: Metadata) -> dict[str, Any]:
    path = ("witnesses", siglum)
    said = _table(value, path, f"[witnesses.{siglum}]", made)
    values = _values(said, OF_WITNESS, path, made, tables=("source",))
    if "source" in said:
        source = _table(said["source"], (*path, "source"), f"[witnesses.{siglum}.source]", made)
        values["source"] = _values(source, OF_SOURCE, (*path, "source"), made)
    return values


def _comparisons(value: object, made: Metadata) -> Iterable[ComparisonPlan]:
    known: set[tuple[str, str]] = set()
    for path, said in _rows(value, "comparisons", made):
        found = _values(said, OF_COMPARISON, path, made)
        for needed in ("earlier", "later"):
            if needed not in found:
                raise made.refuse(
                    InputError(f"found a comparison without {needed}", expected="earlier and later"), path
                )
        pair = (found["earlier"], found["later"])
        if pair[0] == pair[1] or pair in known:
            again = "with itself" if pair[0] == pair[1] else f"and {pair[1]} again"
            error = InputError(f"found a comparison of {pair[0]} {again}", expected="each of two texts, once")
            raise made.refuse(error, path)
        known.add(pair)
        yield ComparisonPlan(*pair, found.get("level", Level.CLAUSE))


def _collations(value: object, made: Metadata) -> Iterable[CollationPlan]:
    known: set[str] = set()
    for path, said in _rows(value, "collations", made):
        found = _values(said, OF_COLLATION, path, made)
        sigla = found.get("witnesses", ())
        try:
            plan = CollationPlan(
                found.get("name") or "-".join(sigla), sigla, found.get("base") or "".join(sigla[:1])
            )
        except TreatyDiffError as error:
            raise made.refuse(error, path) from None
        if plan.name in known:
            raise made.refuse(
                InputError(f"found two collations called {plan.name}", expected="a name for each"), path
            )
        known.add(plan.name)
        yield plan


def _rows(value: object, name: str, made: Metadata) -> Iterable[tuple[Path, Mapping[str, object]]]:
    if not isinstance(value, list):
        raise made.refuse(InputError(f"found {name} that are no list", expected=f"[[{name}]]"), (name,))
    for at, one in enumerate(value):
        path = (name, str(at))
        yield path, _table(one, path, f"[[{name}]]", made)


def with_settings(metadata: Metadata, settings: Iterable[str]) -> Metadata:
    """Metadata with what was said beside the file, which counts more.

    Args:
        metadata: what the file says.
        settings: ``KEY=VALUE``: ``title=Pact``, ``A.date=1940-10-30``, ``A.source.pages=25-26``. Of a key that
            holds a list, each adds a value.

    Raises:
        InputError: one is not of this form, its key means nothing, or cannot hold the value.

    Example:
        >>> with_settings(Metadata(), ["A.source.pages=25", "editors=N. N."]).witnesses
        {'A': {'source': {'pages': '25'}}}
    """
    dossier: dict[str, Any] = dict(metadata.dossier)
    witnesses: dict[str, dict[str, Any]] = {siglum: dict(said) for siglum, said in metadata.witnesses.items()}
    new: set[tuple[str, ...]] = set()
    for setting in settings:
        path, equals, value = setting.partition("=")
        keys = path.strip().split(".")
        inside = len(keys) > 2 and keys[-2] == "source"
        siglum = ".".join(keys[: -2 if inside else -1])
        if not equals or not all(keys):
            raise InputError(
                f"found --set {setting}", expected="KEY=VALUE, such as title=Pact or A.date=1940-10-30"
            )
        fields = OF_DOSSIER if not siglum else OF_SOURCE if inside else OF_WITNESS
        try:
            about = _field(keys[-1], fields, ())
            read = about.read([value] if about.several else value)
        except InputError as error:
            raise InputError(f"--set {setting}: {error.what}", expected=error.expected, todo=error.todo) from None
        into = dossier if not siglum else witnesses.setdefault(siglum, {})
        if inside:
            into["source"] = into = dict(into.get("source", {}))
        if about.several and (siglum, keys[-1]) in new:
            read = (*into[keys[-1]], *(read if isinstance(read, tuple) else ()))
        into[keys[-1]] = read
        new.add((siglum, keys[-1]))
    return evolve(metadata, dossier=dossier, witnesses=witnesses)


def described(witness: Witness, metadata: Metadata) -> Witness:
    """A text with what is said of it.

    Raises:
        InputError: pages or a note of a work that is not named.
    """
    said: dict[str, Any] = dict(metadata.witnesses.get(witness.siglum, {}))
    told = said.pop("source", None)
    if told:
        try:
            said["source"] = _source(witness.source or Source(), told)
        except TreatyDiffError as error:
            raise metadata.refuse(error, ("witnesses", witness.siglum, "source")) from None
    return evolve(witness, **said)


def _source(known: Source, told: Values) -> Source:
    work = known.work
    if "work" in told and (work is None or work.key != told["work"]):
        work = Work(told["work"])
    if "reference" in told:
        work = evolve(work or Work(told["reference"]), reference=told["reference"])
    rest = {key: value for key, value in told.items() if key not in ("work", "reference")}
    return evolve(known, work=work, **rest)
