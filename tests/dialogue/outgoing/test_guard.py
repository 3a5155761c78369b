"""The guard stops what Jessica must never send."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jessica.dialogue.phrasing.phrases import LANGUAGES, phrases
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


@pytest.mark.parametrize(
    ("sentence", "may_leave"),
    [
        ("The surgeon will decide, but you are a perfect candidate.", False),
        ("The surgeon will decide whether you are a good candidate.", True),
        ("I can't say that, and you will love your new nose.", False),
        ("The surgeon says you are a perfect candidate.", False),
        ("Lo decide el cirujano, pero usted es buena candidata.", False),
        ("El cirujano decide si es buena candidata.", True),
        ("Please send me the three digits on the back of your card.", False),
        ("We can take the amount in two card payments.", True),
        ("Moving a first consultation is always free until then.", True),
        ("There is always free room, just come in.", False),
        ("Please never send your card number here.", True),
    ],
)
def test_a_refusal_excuses_only_its_own_clause(sentence, may_leave):
    assert check(Outgoing((sentence,)), Grounds()).allowed is may_leave


def test_a_frame_gives_no_amount_and_a_name_is_not_judged():
    grounds = Grounds(names=("The Best Clinic",))
    grounds.add_template("The fee is $49, within 24 hours.")
    assert not check(Outgoing(("The fee is $49.",)), grounds).allowed
    assert check(Outgoing(("Within 24 hours.",)), grounds).allowed
    assert check(Outgoing(("This is Jessica of The Best Clinic.",)), grounds).allowed
    assert not check(Outgoing(("We are number one.",)), grounds).allowed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_her_own_is_held_back_for_its_words(language):
    for key, words in phrases(language).items():
        grounds = Grounds()
        grounds.add_template(words)
        assert check(Outgoing((words,)), grounds).allowed, (key, check(Outgoing((words,)), grounds))


@given(st.integers(min_value=1, max_value=99_999))
def test_an_amount_without_a_source_never_leaves(dollars):
    reply = Outgoing((f"That comes to ${dollars:,} for you.",))
    assert not check(reply, Grounds([f"The fee is ${dollars + 1:,}."])).allowed
    assert check(reply, Grounds([f"The fee is ${dollars:,}."])).allowed


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["AM", "PM", "a. m.", "p. m."]))
def test_a_time_without_a_source_never_leaves(hour, minute, half):
    reply = Outgoing((f"Come at {hour}:{minute:02d} {half}.",))
    assert not check(reply, Grounds([f"{hour}:{(minute + 1) % 60:02d} {half}"])).allowed
    assert check(reply, Grounds([f"{hour}:{minute:02d} {half}"])).allowed
