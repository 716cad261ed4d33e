"""One encoder, read once, many heads: attribution, links, entities, trees, certainty."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.core.plover import TYPES
from onrecord.read.relative import PLACES
from onrecord.read.windows import FEATURES
from training.crf import Chain
from training.shape import (
    ATTRIBUTION,
    CROSSNER,
    DEPREL,
    EVENT_MODES,
    GUM_TYPES,
    LINKED,
    NAMED,
    RE3D,
    REALIS,
    SIDES,
    UPOS,
    bio,
)

LINK_WIDTH = 128
ARC_WIDTH = 192
REL_WIDTH = 96


class Reader(nn.Module):
    """The network. :meth:`forward` is what is exported; the losses of the heads live in ``training.losses``."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.features = nn.Embedding(FEATURES, width)
        self.dropout = nn.Dropout(0.1)
        self.attribution = nn.Linear(width, len(bio(ATTRIBUTION)))
        self.chain = Chain(len(bio(ATTRIBUTION)))
        self.link_token = nn.Linear(width, LINK_WIDTH)
        self.link_cue = nn.Linear(width, LINK_WIDTH)
        self.link_place = nn.Embedding(PLACES, LINK_WIDTH)
        self.link_out = nn.Linear(LINK_WIDTH, len(bio(LINKED)))
        self.link_flat = nn.Linear(len(bio(ATTRIBUTION)), len(bio(LINKED)), bias=False)
        self.link_chain = Chain(len(bio(LINKED)))
        self.re3d = nn.Linear(width, len(bio(RE3D)))
        self.crossner = nn.Linear(width, len(bio(CROSSNER)))
        self.names = nn.Linear(width, len(bio(NAMED)))
        self.mentions = nn.Linear(width, 1 + len(GUM_TYPES))
        self.upos = nn.Linear(width, len(UPOS))
        self.arc_dependent = nn.Linear(width, ARC_WIDTH)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.rel_dependent = nn.Linear(width, REL_WIDTH)
        self.rel_head = nn.Linear(width, REL_WIDTH)
        self.rel_out = nn.Linear(2 * REL_WIDTH, len(DEPREL))
        self.factuality = nn.Linear(width, 1)
        self.modal = nn.Linear(width, 3)
        self.event = nn.Linear(width, 1 + len(TYPES))
        self.event_mode = nn.Linear(width, len(EVENT_MODES))
        self.realis = nn.Linear(width, len(REALIS))
        self.inner = nn.Linear(width, 1)
        self.side_token = nn.Linear(width, LINK_WIDTH)
        self.side_trigger = nn.Linear(width, LINK_WIDTH)
        self.side_place = nn.Embedding(PLACES, LINK_WIDTH)
        self.side_out = nn.Linear(LINK_WIDTH, 1 + len(SIDES))
        nn.init.zeros_(self.features.weight)
        nn.init.normal_(self.link_place.weight, std=0.1)
        nn.init.normal_(self.side_place.weight, std=0.1)

    def hidden(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """[rows, length, width] states; the features are added to the word embeddings."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        states: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.dropout(states)

    def arcs(self, hidden: Tensor, sentence: Tensor, first: Tensor) -> Tensor:
        """[rows, dependent, head] scores; heads outside the sentence or inside a word are −1e4."""
        dependent = torch.nn.functional.gelu(self.arc_dependent(hidden))
        head = torch.nn.functional.gelu(self.arc_head(hidden))
        scores = dependent @ head.transpose(1, 2) / ARC_WIDTH**0.5 + self.arc_bias(head).transpose(1, 2)
        allowed = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & (first.unsqueeze(1) == 1)
        return scores.masked_fill(~allowed, -1e4)

    def relations(self, hidden: Tensor, heads: Tensor) -> Tensor:
        """[rows, dependent, relation] scores given each place's head."""
        dependent = self.rel_dependent(hidden)
        head = self.rel_head(hidden)
        chosen = head.gather(1, heads.unsqueeze(2).expand(-1, -1, head.shape[2]))
        both = torch.cat([dependent, chosen], 2)
        interaction = torch.cat([dependent * chosen, dependent + chosen], 2)
        scores: Tensor = self.rel_out(torch.nn.functional.gelu(both) + interaction)
        return scores

    def linked(self, tokens: Tensor, cues: Tensor, places: Tensor, flat: Tensor) -> Tensor:
        """[cues, length, labels] scores of each place for each cue, from the two projections, relative places and the
        flat emissions: those know where spans begin and end, the rest decides whose they are."""
        mixed = tokens + cues.unsqueeze(1) + self.link_place(places)
        scores: Tensor = self.link_out(torch.relu(mixed)) + self.link_flat(flat)
        return scores

    def sided(self, tokens: Tensor, triggers: Tensor, places: Tensor) -> Tensor:
        """[triggers, length, 1 + sides] scores: which side of each event a token names."""
        scores: Tensor = self.side_out(torch.relu(tokens + triggers.unsqueeze(1) + self.side_place(places)))
        return scores

    def forward(
        self, ids: Tensor, mask: Tensor, features: Tensor, sentence: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """What reading needs, in the order of ``training.export.OUTPUTS``."""
        hidden = self.hidden(ids, mask, features)
        heads = self.arcs(hidden, sentence, first).argmax(2)
        return (
            self.attribution(hidden),
            self.link_token(hidden),
            self.link_cue(hidden),
            torch.softmax(self.re3d(hidden), 2),
            torch.softmax(self.crossner(hidden), 2),
            torch.softmax(self.names(hidden), 2),
            torch.softmax(self.mentions(hidden), 2),
            self.upos(hidden).argmax(2),
            heads,
            self.relations(hidden, heads).argmax(2),
            self.factuality(hidden).squeeze(2),
            torch.sigmoid(self.modal(hidden)),
            torch.softmax(self.event(hidden), 2),
            self.event_mode(hidden),
            torch.softmax(self.realis(hidden), 2),
            torch.sigmoid(self.inner(hidden)).squeeze(2),
            self.side_token(hidden),
            self.side_trigger(hidden),
        )


def mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of every weight; whole numbers (positions) are taken from the last."""
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if value.dtype.is_floating_point else value
        for name, value in states[-1].items()
    }
