"""The project's own gold: invented incidents in real regions, annotated by hand with quotes, never with offsets."""

from evaluation.gold.load import articles, load_article, load_sentences, sentences
from evaluation.gold.nouns import GoldActor, GoldAttribution, GoldFigure, GoldPlace, GoldText, GoldTime
from evaluation.gold.predict import as_reading
from evaluation.gold.quotes import GoldError

__all__ = [
    "GoldActor", "GoldAttribution", "GoldError", "GoldFigure", "GoldPlace", "GoldText", "GoldTime", "articles",
    "as_reading", "load_article", "load_sentences", "sentences",
]  # fmt: skip
