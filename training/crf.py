"""A linear-chain conditional random field over the tokens of a window (Lafferty et al. 2001)."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Chain(nn.Module):
    """Learned transitions between ``labels`` tags; the loss is the negative log-likelihood of whole sequences."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.begin = nn.Parameter(torch.zeros(labels))

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Summed loss for [rows, length, labels] emissions; ``mask`` is 1 on real places, which come first in a row."""
        return (self._partition(emissions, mask) - self._score(emissions, tags, mask)).sum()

    def _score(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        weight = mask.to(emissions.dtype)
        own = emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * weight
        moves = self.transitions[tags[:, :-1], tags[:, 1:]] * weight[:, 1:]
        return own.sum(1) + moves.sum(1) + self.begin[tags[:, 0]]

    def _partition(self, emissions: Tensor, mask: Tensor) -> Tensor:
        alpha = self.begin + emissions[:, 0]
        for step in range(1, emissions.shape[1]):
            moved = torch.logsumexp(alpha.unsqueeze(2) + self.transitions, 1) + emissions[:, step]
            alpha = torch.where(mask[:, step].unsqueeze(1).bool(), moved, alpha)
        return torch.logsumexp(alpha, 1)


def gathered(values: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
    """Move the places where ``first`` is 1 to the front of each row: ([rows, most, …], mask [rows, most])."""
    count = first.sum(1)
    most = int(count.max())
    order = torch.argsort((1 - first).to(torch.int8), dim=1, stable=True)[:, :most]
    index = order.reshape(*order.shape, *([1] * (values.dim() - 2))).expand(-1, -1, *values.shape[2:])
    mask = torch.arange(most).unsqueeze(0) < count.unsqueeze(1)
    return values.gather(1, index), mask
