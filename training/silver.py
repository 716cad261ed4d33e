"""Trees for texts that nobody parsed: another reader's, so that conflict news keeps its grammar while it is learnt.

Where only events and names of a text are taught, the words of that text lose their parts of speech ("gunned" was read
as a sign): the treebanks have few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.core import Document
from onrecord.read.analyse import analyse
from onrecord.read.encoder import Encoder
from training.shape import Example

# What gets trees: everything with events marked, and what is like it.
CORPORA = frozenset({"happened", "reports", "cameo", "re3d", "extra"})


def parsed(examples: Iterable[Example], model: Path) -> Iterator[Example]:
    """The examples with the trees that the reader in ``model`` draws; those that have some stay as they are.

    Raises ``ModelError`` where ``model`` holds no weights.
    """
    encoder = Encoder(model)
    waiting = list(examples)
    readings = analyse((Document.of(one.analysis.text) for one in waiting), encoder)
    for one, reading in zip(waiting, readings, strict=True):
        same = [token.span for token in one.analysis.tokens] == [token.span for token in reading.analysis.tokens]
        grown = replace(one.analysis, tokens=reading.analysis.tokens) if same and not one.trees else None
        yield one if grown is None else replace(one, analysis=grown, trees=True)
