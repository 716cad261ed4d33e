"""Actors on GUM (coreference of people and bodies, gold mentions' heads) and speakers on our own gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

from evaluation import gum
from evaluation.corpora import CorpusAbsent
from onrecord.resolve.actors import cluster_mentions
from onrecord.resolve.actors.lexicons import lexicons
from onrecord.resolve.actors.scene import scene

GOLD = ("../shared/corpora/gum/dev",)
GENRES = ("news", "interview", "court")
ASKED = {"person", "organization", "place"}

Clustering = dict[int, Hashable]


def gold_clusters(document: gum.GumDocument, *, named: bool) -> Clustering:
    """Head token → chain, for people, bodies and places; with ``named`` only chains that hold a name.

    Chains of one mention are left out, and so are first and second persons (they belong to the speakers).
    """
    tokens = document.analysis.tokens
    chains: dict[str, list[gum.GumMention]] = defaultdict(list)
    for mention in document.mentions:
        first_person = mention.form == "pronoun" and tokens[mention.head].text.lower() in _FIRST_SECOND
        if mention.etype in ASKED and not first_person and tokens[mention.head].upos != "NUM":
            chains[mention.chain].append(mention)
    kept = {
        chain
        for chain, items in chains.items()
        if len(items) > 1 and (not named or any(item.form == "name" for item in items))
    }
    return {item.head: item.chain for chain in sorted(kept) for item in chains[chain]}


_FIRST_SECOND = {
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "you",
    "your",
    "yours",
    "ourselves",
    "yourself",
}


def our_clusters(document: gum.GumDocument) -> Clustering:
    """Head token → cluster, as the program has it; names count by any of their tokens."""
    view = scene(document.analysis, lexicons(), ())
    mentions, _ = cluster_mentions(view)
    found: Clustering = {}
    for mention in mentions:
        if mention.cluster >= 0:
            for index in range(mention.first, mention.last + 1) if mention.form == "name" else (mention.head,):
                found[index] = mention.cluster
    return found


def pairwise(gold: Clustering, ours: Clustering) -> tuple[int, int, int]:
    """Right, predicted and gold links between the asked mentions."""
    both, mine, theirs = Counter[tuple[Hashable, Hashable]](), Counter[Hashable](), Counter[Hashable]()
    for head, chain in gold.items():
        cluster = ours.get(head, ("alone", head))
        both[chain, cluster] += 1
        mine[cluster] += 1
        theirs[chain] += 1
    links = [sum(n * (n - 1) // 2 for n in counter.values()) for counter in (both, mine, theirs)]
    return links[0], links[1], links[2]


def b_cubed(gold: Clustering, ours: Clustering) -> tuple[float, float, int]:
    """Summed precision and recall over the asked mentions, and their number (Bagga & Baldwin 1998)."""
    labels = {head: ours.get(head, ("alone", head)) for head in gold}
    both = Counter((gold[head], labels[head]) for head in gold)
    mine, theirs = Counter(labels.values()), Counter(gold.values())
    precision = sum(both[gold[head], labels[head]] / mine[labels[head]] for head in gold)
    recall = sum(both[gold[head], labels[head]] / theirs[gold[head]] for head in gold)
    return precision, recall, len(gold)


def pronouns_right(document: gum.GumDocument, gold: Clustering, ours: Clustering) -> tuple[int, int]:
    """Third-person pronouns of asked chains that share a cluster with a name or description of their chain."""
    tokens = document.analysis.tokens
    members: dict[Hashable, list[int]] = defaultdict(list)
    for head, chain in gold.items():
        members[chain].append(head)
    right = asked = 0
    for head, chain in gold.items():
        if tokens[head].text.lower() not in _THIRD:
            continue
        asked += 1
        others = [other for other in members[chain] if tokens[other].text.lower() not in _THIRD]
        right += head in ours and any(ours.get(other) == ours[head] for other in others)
    return right, asked


_THIRD = {
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
}


def measure(paths: Sequence[Path], *, named: bool = True) -> dict[str, float]:
    """Percentages over the documents: links P/R/F1, B-cubed F1, pronouns."""
    links = [0, 0, 0]
    precision = recall = 0.0
    size = right = asked = 0
    for path in paths:
        document = gum.read(path)
        gold, ours = gold_clusters(document, named=named), our_clusters(document)
        links = [one + other for one, other in zip(links, pairwise(gold, ours), strict=True)]
        p, r, n = b_cubed(gold, ours)
        precision, recall, size = precision + p, recall + r, size + n
        got, of = pronouns_right(document, gold, ours)
        right, asked = right + got, asked + of
    p, r = precision / max(1, size), recall / max(1, size)
    return {
        "links P": 100 * links[0] / max(1, links[1]),
        "links R": 100 * links[0] / max(1, links[2]),
        "links F1": 200 * links[0] / max(1, links[1] + links[2]),
        "B-cubed F1": 200 * p * r / (p + r) if p + r else 0.0,
        "pronouns": 100 * right / max(1, asked),
    }


def score(*, sample: int | None = None) -> dict[str, float]:
    """Coreference on the news, interview and court texts of GUM dev, from gold trees and gold mentions."""
    try:
        paths = gum.paths("dev", *GENRES)[:sample]
    except CorpusAbsent:
        return {}
    return {f"GUM {key}": value for key, value in measure(paths).items()}


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
