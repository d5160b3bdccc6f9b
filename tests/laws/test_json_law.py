"""JSON of a collation holds every word of its witnesses: a program without treatydiff can put them together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from strategies import any_families
from treatydiff.collation import collate
from treatydiff.export.json import write_collation
from treatydiff.model.witnesses import Witness


def clauses_in(groups: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Addresses and words of the clauses of all witnesses: by nothing but the keys that the form describes."""
    for group in groups:
        yield from clauses_in(group.get("children", []))
        if group["kind"] != "clause":
            continue
        for member in group["members"]:
            tokens = [
                [token["t"] for token in reading["tokens"]]
                for unit in group["units"]
                for reading in unit["readings"]
                if member["siglum"] in reading["witnesses"]
            ]
            words = [token for reading in tokens for token in reading]
            stops = [*member["starts"][1:], len(words)]
            for address, start, stop in zip(member["addresses"], member["starts"], stops, strict=True):
                yield address, "".join(words[start:stop])


@settings(max_examples=30)
@given(any_families(max_size=4))
def test_the_words_of_every_clause_come_back(family: tuple[Witness, ...]) -> None:
    """Of any witnesses each clause has its words, to the letter, under its address; and there are no others."""
    written = json.loads(write_collation(collate(family), version="1.0"))
    found = dict(clauses_in(written["groups"]))
    assert found == {str(address): clause.text for witness in family for address, clause in witness.clauses()}
