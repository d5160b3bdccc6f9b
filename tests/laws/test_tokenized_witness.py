from __future__ import annotations

from hypothesis import given

from strategies import witnesses
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import tokenize


@given(witnesses())
def test_the_layout_is_that_of_the_addresses(witness: Witness) -> None:
    """Places, what is around and inside them, and sizes are what addresses and clauses say one by one."""
    text = TokenizedWitness(witness)
    layout = text.layout
    clauses = dict(witness.clauses())
    assert {address for address, _ in witness.addressed()} | clauses.keys() == layout.places.keys()
    assert list(layout.places) == list(layout.addresses)
    for place, address in enumerate(layout.addresses):
        inside = tuple(clause for clause in clauses if clause.is_in(address))
        outer = layout.around[place]
        assert layout.places[address] == place
        assert (layout.addresses[outer] == address.parent) if outer >= 0 else not address.parent.steps
        assert text.tokens_in(address) == tuple(tokenize(clauses[clause]) for clause in inside)
        assert text.size([address]) == sum(len(tokenize(clauses[clause])) for clause in inside)
        assert (address in text.wordless()) is (text.size([address]) == 0)
        if address.clause is None:
            assert text.clauses_in(address) == inside


@given(witnesses())
def test_a_text_reads_as_itself(witness: Witness) -> None:
    """Each place reads as itself, and a provision as its clauses taken together."""
    one, other = TokenizedWitness(witness), TokenizedWitness(witness)
    for address, _ in witness.addressed():
        assert one.reads_as([address], other, [address])
        assert one.reads_as([address], other, one.clauses_in(address))
