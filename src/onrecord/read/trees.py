"""The network's answers as grammar: parts of speech, heads and relations on every token, one tree a sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from onrecord.core import Analysis, Token
from onrecord.read.encoder import Answers
from onrecord.read.windows import Pieces

Ints = npt.NDArray[np.int64]


def grown(analysis: Analysis, pieces: Pieces, answers: Answers, labels: dict[str, list[str]]) -> list[Token]:
    """The tokens of ``analysis`` with grammar; a token without a wordpiece of its own stays as it was."""
    tokens = list(analysis.tokens)
    firsts = np.flatnonzero(pieces.first)
    heads = np.full(len(tokens), -1, np.int64)
    owner = pieces.token[firsts]
    heads[owner] = pieces.token[answers.heads[firsts]]
    heads[heads == np.arange(len(tokens))] = -1
    upos, deprels = labels["upos"], labels["deprels"]
    for index, piece in zip(owner.tolist(), firsts.tolist(), strict=True):
        token = tokens[index]
        tokens[index] = Token(
            index, token.span, token.text, upos[answers.upos[piece]], int(heads[index]),
            deprels[answers.deprels[piece]], token.sentence,
        )  # fmt: skip
    for sentence in analysis.sentences:
        for index in _loops(tokens, sentence.first, sentence.last):
            tokens[index] = replace(tokens[index], head=_root(tokens, sentence.first, sentence.last, index))
        roots = [index for index in range(sentence.first, sentence.last) if tokens[index].head < 0]
        if len(roots) > 1:  # one sentence, one root: the others hang on it, with the relation they were given
            chosen = next((index for index in roots if tokens[index].deprel == "root"), roots[0])
            for index in roots:
                if index != chosen:
                    tokens[index] = replace(tokens[index], head=chosen)
    return tokens


def _loops(tokens: list[Token], first: int, last: int) -> list[int]:
    """One token of every circle of heads, or whose head lies outside the sentence: where a tree has to be mended."""
    state = [0] * (last - first)  # 0 unseen, 1 on the way up, 2 done
    broken: list[int] = []
    for start in range(first, last):
        path: list[int] = []
        index = start
        while first <= index < last and state[index - first] == 0:
            state[index - first] = 1
            path.append(index)
            index = tokens[index].head
        if first <= index < last and state[index - first] == 1:
            circle = path[path.index(index) :]
            broken.append(min(circle, key=lambda item: (tokens[item].upos not in ("VERB", "AUX"), item)))
        elif path and index >= 0 and not first <= index < last:
            broken.append(path[-1])
        for item in path:
            state[item - first] = 2
    return broken


def _root(tokens: list[Token], first: int, last: int, index: int) -> int:
    """The sentence's root for a token that hangs in a circle; −1 where the token itself becomes the root."""
    return next((item for item in range(first, last) if tokens[item].head < 0 and item != index), -1)
