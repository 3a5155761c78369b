"""The screen against cases written before its rules: danger is never missed, false alarms are rare."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jessica.dialogue.safety.care import Care
from jessica.dialogue.safety.red_flags import screen

CORPUS = Path(__file__).parents[1] / "corpora" / "red_flags"
GRAVITY = ["E1", "crisis", "E2", "E3", "E4"]
MILLISECONDS = 20


def cases():
    for path in sorted(CORPUS.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for words in group["say"]:
                yield group, Care(**group.get("care", {})), words


def test_no_danger_is_missed(record_property):
    grave = [case for case in cases() if case[0].get("tier") in {"E1", "E2", "crisis"}]
    missed = [words for group, care, words in grave if not _as_grave(screen(words, care), group["tier"])]
    record_property("E1, E2 and crisis cases", len(grave))
    assert len(grave) >= 600
    assert not missed


def test_lesser_worries_are_seen(record_property):
    lesser = [case for case in cases() if case[0].get("tier") in {"E3", "E4"}]
    missed = [words for _, care, words in lesser if screen(words, care) is None]
    record_property("E3 and E4 cases missed", len(missed))
    assert len(missed) <= len(lesser) * 0.03


def test_ordinary_negated_and_past_things_do_not_disturb(record_property):
    ordinary = [words for group, _, words in cases() if "kind" in group]
    alarms = [words for words in ordinary if screen(words) is not None]
    record_property("false alarms on ordinary messages", len(alarms))
    assert len(alarms) <= len(ordinary) * 0.01


@pytest.mark.parametrize(
    ("words", "care", "tier"),
    [
        ("my eyelid is drooping", Care("filler", 0), "E1"),
        ("my eyelid is drooping", Care("tummy-tuck", 3), None),
        ("there is a metallic taste in my mouth", Care("liposuction", 0), "E2"),
        ("there is a metallic taste in my mouth", Care("liposuction", 40), None),
        ("one side is suddenly much bigger", Care("breast-augmentation", 3), "E2"),
    ],
)
def test_the_procedure_and_the_days_since_decide(words, care, tier):
    flag = screen(words, care)
    assert (flag.tier if flag else None) == tier


@pytest.mark.parametrize(
    ("first", "answer", "tier"),
    [
        ("my calf hurts", "yes", "E1"),
        ("me duele la pantorrilla", "sí", "E1"),
        ("my calf hurts", "no", None),
        ("my incision is bleeding", "no it doesnt", "E1"),
        ("i have a fever", "104.6", "E1"),
        ("i have a fever", "ok thanks", None),
    ],
)
def test_the_next_message_is_heard_as_the_answer(first, answer, tier):
    asked = screen(first)
    assert asked is not None
    assert asked.asks is not None
    then = screen(answer, asked=asked.asks)
    assert (then.tier if then else None) == tier


@given(st.text(max_size=10_000))
@settings(max_examples=60, deadline=None)
def test_any_text_is_screened(text):
    screen(text)


@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_characters_take_less_than_twenty_milliseconds(seed):
    rng = random.Random(seed)
    said = " ".join(words for _, _, words in cases()).split()
    letters = "abcdefghijklmnop \n.,'0123456789ñáé😀\u200f"
    text = {
        0: " ".join(rng.choices(said, k=3000)),
        1: "".join(rng.choices(letters, k=10_000)),
        2: "no pain chest " * 800,
        3: "a" * 10_000,
    }[seed][:10_000]
    screen(text)
    best = min(_milliseconds(text) for _ in range(5))
    assert best < MILLISECONDS


def _milliseconds(text: str) -> float:
    began = time.process_time()
    screen(text)
    return (time.process_time() - began) * 1000


def _as_grave(flag, tier: str) -> bool:
    return flag is not None and GRAVITY.index(flag.tier) <= GRAVITY.index(tier)


def second_cases():
    for path in sorted((CORPUS.parent / "red_flags_second").glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for words in group["say"]:
                yield group.get("tier"), Care(**group.get("care", {})), words


def test_no_danger_in_the_words_of_another_hand_is_missed(record_property):
    body = [case for case in second_cases() if case[0] in {"E1", "E2"}]
    missed = [words for tier, care, words in body if not _as_grave(screen(words, care), tier)]
    record_property("E1 and E2 cases of another hand", len(body))
    assert len(body) >= 200
    assert not missed


@pytest.mark.parametrize(("tiers", "most_missed"), [({"crisis"}, 0.08), ({"E3", "E4"}, 0.15)])
def test_most_other_troubles_in_the_words_of_another_hand_are_seen(tiers, most_missed):
    told = [case for case in second_cases() if case[0] in tiers]
    missed = [words for tier, care, words in told if not _as_grave(screen(words, care), tier)]
    assert len(missed) <= len(told) * most_missed, missed


def test_near_misses_of_another_hand_seldom_disturb(record_property):
    ordinary = [(words, care) for tier, care, words in second_cases() if tier in {None, "none"}]
    alarms = [words for words, care in ordinary if screen(words, care) is not None]
    record_property("false alarms on near misses of another hand", len(alarms))
    assert len(ordinary) >= 300
    assert len(alarms) <= len(ordinary) * 0.02, alarms
