"""Events across documents: CoNLL F1 of marked mentions over the whole of ECB+ dev, without topics, beside crude stems.

python -m evaluation.event_clusters                the figures of the gate
python -m evaluation.event_clusters --orders 5     spread over random orders of the documents, and other corpora
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence

from evaluation.clusters import Taken, streamed, taken
from evaluation.coreference import conll
from evaluation.crossdoc import Marked, ecbplus, meantime, newswcl50
from onrecord.weigh.events.stems import words

GOLD = ("../shared/corpora/crossdoc/ecbplus",)


def score(*, sample: int | None = None) -> dict[str, float]:
    """CoNLL F1 and its parts, of one random order of the documents; and what stems alone reach there."""
    marked = ecbplus("dev")
    random.Random(0).shuffle(marked)
    marked = marked[:sample]
    found = figures(marked, list(taken([(one.text, one.mentions) for one in marked])))
    return {**found, "CoNLL above stems": found["CoNLL"] - stems(marked)["CoNLL"]}


def figures(
    marked: Sequence[Marked], documents: Sequence[Taken], order: Sequence[int] | None = None
) -> dict[str, float]:
    """What streaming reaches in one order of the documents."""
    found = streamed(documents, order)
    return conll([label for one in marked for label in one.gold], [number for ones in found for number in ones])


def stems(marked: Sequence[Marked]) -> dict[str, float]:
    """What one cluster for each stem of the marked words reaches."""
    own = [" ".join(word.stem for word in words(one.text[start:end])) for one in marked for start, end in one.mentions]
    return conll([label for one in marked for label in one.gold], own)


def spread(marked: Sequence[Marked], orders: int) -> str:
    """CoNLL F1 over random orders of the documents, beside stems: "ECB+: 75.2 75.9 …"."""
    documents = list(taken([(one.text, one.mentions) for one in marked]))
    reached = []
    for seed in range(orders):
        order = list(range(len(marked)))
        random.Random(seed).shuffle(order)
        reached.append(figures(marked, documents, order))
    parts = ", ".join(f"{name} {sum(one[name] for one in reached) / orders:.1f}" for name in ("MUC", "B3", "CEAFe"))
    return " ".join(f"{one['CoNLL']:.1f}" for one in reached) + f" ({parts}; stems {stems(marked)['CoNLL']:.1f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--orders", type=int)
    given, _ = parser.parse_known_args()
    if given.orders:
        print("ECB+ dev:", spread(ecbplus("dev"), given.orders))
        print("MEANTIME:", spread(meantime(), given.orders))
        print("NewsWCL50:", spread(newswcl50(), given.orders))
        sys.exit()
    from evaluation.show import show

    show(score)
