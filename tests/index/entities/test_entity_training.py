"""Development time: from annotated text to a model file that tags."""

from __future__ import annotations

from pathlib import Path

from index.entities.consistency import Name
from index.entities.tagger import load
from index.entities.training import corpora, perceptron
from index.entities.training.corpora import Annotated


def test_titles_come_off_and_nationalities_are_affiliations() -> None:
    text = "President Ann Lee met French officials of the Sea Bank"
    names = [(0, 17, "PER"), (46, 54, "ORG")]
    (sentence,) = corpora.annotate(text, names)
    assert list(zip(sentence.words, sentence.tags, strict=True)) == [
        ("President", "O"),
        ("Ann", "B-PER"),
        ("Lee", "I-PER"),
        ("met", "O"),
        ("French", "B-AFF"),
        ("officials", "O"),
        ("of", "O"),
        ("the", "O"),
        ("Sea", "B-ORG"),
        ("Bank", "I-ORG"),
    ]


def test_iob2_files_are_read_by_document(tmp_path: Path) -> None:
    path = tmp_path / "small.iob2"
    path.write_text("-DOCSTART- O\n\nAnn B-PER\nLee I-PER\nleft O\n\n-DOCSTART- O\n\nOslo B-LOC\n\n", encoding="utf-8")
    assert list(corpora.read(path)) == [
        [Annotated(["Ann", "Lee", "left"], ["B-PER", "I-PER", "O"])],
        [Annotated(["Oslo"], ["B-LOC"])],
    ]


def test_marked_text_is_read_without_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("# by somebody\n[P Ann Lee] of [O Sea Bank] left .\n", encoding="utf-8")
    assert list(corpora.read_marked(path)) == [
        Annotated(["Ann", "Lee", "of", "Sea", "Bank", "left", "."], ["B-PER", "I-PER", "O", "B-ORG", "I-ORG", "O", "O"])
    ]


def test_hyphens_are_spaced_with_their_tags() -> None:
    sentence = Annotated(["Kim", "Young-jin", "left"], ["B-PER", "I-PER", "O"])
    assert list(corpora.with_spaced_hyphens([sentence])) == [
        Annotated(["Kim", "Young", "-", "jin", "left"], ["B-PER", "I-PER", "I-PER", "I-PER", "O"])
    ]


def test_what_was_trained_is_what_tags() -> None:
    sentences = [
        Annotated(["Zork", "said", "so"], ["B-PER", "O", "O"]),
        Annotated(["in", "Quuxham", "on"], ["O", "B-LOC", "O"]),
        Annotated(["the", "Blah", "Corp"], ["O", "B-ORG", "I-ORG"]),
    ] * perceptron.RAREST
    data = perceptron.examples(sentences)
    model = load(perceptron.pack(data, perceptron.train(data, [0])))
    assert model.tag(["Zork", "said", "so"]) == [Name(0, 1, "PER")]
    assert model.tag(["in", "Quuxham", "on"]) == [Name(1, 2, "LOC")]
    assert model.tag(["the", "Blah", "Corp"]) == [Name(1, 3, "ORG")]


def test_training_twice_gives_the_same_file() -> None:
    data = perceptron.examples([Annotated(["Zork", "met", "Blah", "Corp"], ["B-PER", "O", "B-ORG", "I-ORG"])] * 4)
    first, second = (perceptron.pack(data, perceptron.train(data, [0], epochs=2)) for _ in range(2))
    assert first == second
