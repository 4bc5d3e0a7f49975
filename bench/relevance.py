"""Does the search find what was meant? Articles of 17 laws and labelled questions, both ways typed.

The project's own analysis and engine, against plain BM25 over folded syllables by Whoosh itself on
the same passages' texts. Further: syllables cut from the articles, to be found again, and pairs of
words that differ only in their accents.
"""

import json
import random
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.query import Or, Term

from bench import Figure, sample_data
from qms.textindex.analysis import Token, fold, terms, tokens
from qms.textindex.engine import Passage, Question
from qms.textindex.whoosh_engine import WhooshEngine
from qms.textindex.whoosh_parts import FileIndex, FileStorage, fields

EYES = frozenset({"everybody"})
PASSAGE = 1_400
TOP = 10
KNOWN_ITEMS = 300
PAIRS = 400
OFTEN = 3
PLAIN = "plain BM25"
BETWEEN = re.compile(r"[^\w\s]|\n")
Ask = Callable[[str], list[str]]


def run() -> list[Figure]:
    """Measure recall, rank, known items, accents and time."""
    folder = sample_data("search")
    articles = _lines(folder / "articles.jsonl")
    questions = _lines(folder / "questions.jsonl")
    with TemporaryDirectory() as kept:
        own, plain = _own(Path(kept, "own"), articles), _plain(Path(kept, "plain"), articles)
        asked = [(q["text"], frozenset(q["relevant"])) for q in questions]
        known = list(_known_items(articles))
        figures = [
            *_labelled(own, plain, asked, "with accents"),
            *_labelled(own, plain, _bare(asked), "without accents"),
            _found_again(own, plain, known, "with accents"),
            _found_again(own, plain, _bare(known), "without accents"),
            _right_accents_first(own, articles),
            *_times(own, [text for text, _ in asked], "question of about 30 syllables"),
            *_times(own, [text for text, _ in known], "question of 2 to 4 syllables"),
        ]
        own.engine.close()
    return figures


class _Own:
    """The engine of the project, answering with the groups it lists first."""

    def __init__(self, engine: WhooshEngine) -> None:
        self.engine = engine

    def __call__(self, text: str) -> list[str]:
        answer = self.engine.ask(Question(text, EYES, limit=TOP))
        return [group.key for group in answer.groups]


def _own(folder: Path, articles: Sequence[dict[str, str]]) -> _Own:
    engine = WhooshEngine(folder)
    with engine.renewal() as batch:
        for article in articles:
            batch.replace(article["id"], list(_passages(article)))
    return _Own(engine)


def _passages(article: dict[str, str]) -> Iterator[Passage]:
    for text in _cut(article["text"].removeprefix(article["title"]).strip()):
        yield Passage(
            group=article["id"],
            kind="article",
            title=article["title"],
            heading=article["law"],
            text=text,
            eyes=EYES,
        )


def _cut(text: str) -> Iterator[str]:
    piece = ""
    for paragraph in text.split("\n"):
        if piece and len(piece) + len(paragraph) > PASSAGE:
            yield piece
            piece = ""
        piece += paragraph + "\n"
    yield piece


def _plain(folder: Path, articles: Sequence[dict[str, str]]) -> Ask:
    """Whoosh as one would use it at first: folded syllables, BM25, any word."""
    folder.mkdir()
    body = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
    schema = fields.Schema(id=fields.STORED, body=body)
    index = FileIndex.create(FileStorage(str(folder)), schema)
    writer = index.writer()
    for article in articles:
        text = f"{article['law']} {article['title']} {article['text']}"
        writer.add_document(id=article["id"], body=fold(text))
    writer.commit()
    searcher = index.searcher()

    def ask(text: str) -> list[str]:
        query = Or([Term("body", word) for word in set(fold(text).split())])
        return [hit["id"] for hit in searcher.search(query, limit=TOP)]

    return ask


def _labelled(
    own: Ask, plain: Ask, asked: Sequence[tuple[str, frozenset[str]]], how: str
) -> list[Figure]:
    (recall, rank), (plain_recall, plain_rank) = _measure(own, asked), _measure(plain, asked)
    return [
        Figure(f"{name} {how}", value, "", floor, reference_name=PLAIN, reference_value=reference)
        for name, value, floor, reference in (
            ("recall@10", recall, 0.96, plain_recall),
            ("MRR@10", rank, 0.87, plain_rank),
        )
    ]


def _measure(ask: Ask, asked: Sequence[tuple[str, frozenset[str]]]) -> tuple[float, float]:
    recall = rank = 0.0
    for text, relevant in asked:
        found = ask(text)
        recall += len(relevant.intersection(found)) / len(relevant)
        rank += next((1 / n for n, key in enumerate(found, 1) if key in relevant), 0.0)
    return recall / len(asked), rank / len(asked)


def _known_items(articles: Sequence[dict[str, str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Two to four neighbouring syllables of one sentence, and the article they were cut from."""
    chance = random.Random(7)
    made = 0
    while made < KNOWN_ITEMS:
        article, length = chance.choice(articles), chance.choice((2, 3, 4))
        found = tokens(article["text"])
        first = chance.randrange(max(1, len(found) - length))
        cut = article["text"][found[first].start : found[first : first + length][-1].end]
        if not BETWEEN.search(cut) and len(tokens(cut)) == length:
            made += 1
            yield cut, frozenset({article["id"]})


def _found_again(
    own: Ask, plain: Ask, known: Sequence[tuple[str, frozenset[str]]], how: str
) -> Figure:
    value, reference = _measure(own, known)[0], _measure(plain, known)[0]
    name = f"2-4 syllables found again, recall@10 {how}"
    return Figure(
        name, value, "", 1.5, on_ratio=True, reference_name=PLAIN, reference_value=reference
    )


def _right_accents_first(own: Ask, articles: Sequence[dict[str, str]]) -> Figure:
    """Of pairs that fold alike and stand three times each: is the first hit one with the pair?

    Pairs without any accent are left out: whoever types none asks for all.
    """
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    written: dict[tuple[str, str], str] = {}
    for article in articles:
        text = f"{article['title']}\n{article['text'].removeprefix(article['title'])}"
        found = tokens(text)
        for pair, first, second in zip(terms(text).pairs, found, found[1:], strict=False):
            where[pair].append(article["id"])
            written.setdefault(pair, f"{_word(text, first)} {_word(text, second)}")
    often = [pair for pair, places in where.items() if len(places) >= OFTEN]
    alike = Counter(folded for folded, _accented in often)
    accented = [pair for pair in often if alike[pair[0]] > 1 and pair[0] != pair[1]]
    chosen = random.Random(1).sample(accented, min(PAIRS, len(accented)))
    right = sum(bool(set(own(written[pair])[:1]) & set(where[pair])) for pair in chosen)
    return Figure("right accents first", right / len(chosen), "", 0.99)


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _times(own: Ask, texts: Sequence[str], what: str) -> list[Figure]:
    taken = []
    for text in texts:
        began = time.perf_counter()
        own(text)
        taken.append((time.perf_counter() - began) * 1000)
    steps = quantiles(taken, n=20)
    return [
        Figure(f"{what}, p50", steps[9], "ms"),
        Figure(f"{what}, p95", steps[18], "ms", 60, more_is_better=False),
    ]


def _bare(asked: Iterable[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    return [(_without_accents(text), relevant) for text, relevant in asked]


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
