"""The guard stops what Jessica must never send."""

from __future__ import annotations

from pathlib import Path

import yaml

from jessica.dialogue.safety.outgoing.grounds import Grounds
from jessica.dialogue.safety.outgoing.guard import Outgoing, check

CORPUS = Path(__file__).parents[2] / "corpora" / "outgoing" / "forbidden.yaml"


def test_forbidden_sentences_are_stopped():
    corpus = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    said = [
        (sentence, Grounds(list(corpus["grounds"][language])))
        for by_language in corpus["forbidden"].values()
        for language, sentences in by_language.items()
        for sentence in sentences
    ]
    passed = [sentence for sentence, grounds in said if check(Outgoing((sentence,)), grounds).allowed]
    assert len(passed) <= len(said) * 0.01, passed


def test_a_figure_leaves_only_with_its_source():
    reply = Outgoing(("The fee is $125.",))
    assert check(reply, Grounds(["The fee is $125."])).allowed
    assert not check(reply, Grounds(["The fee is $130."])).allowed
