"""An invented patient who talks to Jessica: knows what she wants, in her own order, and changes her mind."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.conversations import wording
from tests.conversations.labels import Shown, read_label
from tests.conversations.wishes import TimeWish, day_wish, random_wish

_NOTHING_FITS = {
    "en": ("nothing free", "Other times", "The nearest free"),
    "es": ("nada libre", "Otros horarios", "Lo más cercano"),
}


@dataclass
class Patient:
    """One script. `goal` is book, person or nothing; the rest is who she is and what she wants in the end."""

    rng: random.Random
    language: str
    today: date
    goal: str
    service_said: str
    kind: str
    given: str
    family: str
    born: date
    phone: str
    wish: TimeWish
    questions: list[str]
    corrections: list[str]
    told: set[str] = field(default_factory=set)
    picked: Shown | None = None
    complaints: list[str] = field(default_factory=list)
    turns: int = 0
    asked_for_person: bool = False
    told_as_nearest: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    def say(self, options: dict[str, Any]) -> str:
        words: str = self.rng.choice(options[self.language])
        return words

    def first_words(self) -> str:
        """The opening: the service, and some of the rest in any order."""
        facts = [self.say(wording.OPENERS).format(service=self.service_said)]
        self.told.add("service")
        extras = [
            fact for fact in ("kind", "when", "name", "birth_date", "phone") if self.rng.random() < 0.25
        ]
        self.rng.shuffle(extras)
        facts.extend(self.tell(fact) for fact in extras)
        return ". ".join(facts)

    def tell(self, fact: str) -> str:
        """Say one fact, in one of many wordings."""
        self.told.add(fact)
        rng, language = self.rng, self.language
        match fact:
            case "kind":
                return str(rng.choice(wording.KIND[language][self.kind]))
            case "when":
                return self.wish.said
            case "name":
                words = wording.NAME[language]
                return str(rng.choice(words[1:] if len(self.told) == 1 else words)).format(name=self.name)
            case "birth_date":
                return str(rng.choice(wording.BIRTH_DATE[language])).format(date=self.say_birth_date())
            case "phone":
                return str(rng.choice(wording.PHONE[language])).format(phone=self.say_phone())
        return self.service_said

    def say_birth_date(self) -> str:
        born, months = self.born, wording.MONTHS[self.language]
        if self.language == "es":
            return self.rng.choice(
                [
                    f"{born.day} de {months[born.month - 1]} de {born.year}",
                    f"{born.day}/{born.month}/{born.year}",
                ]
            )
        return self.rng.choice(
            [
                f"{months[born.month - 1]} {born.day}, {born.year}",
                f"{born.month}/{born.day}/{born.year}",
                f"{months[born.month - 1][:3]} {born.day} {born.year}",
            ]
        )

    def say_phone(self) -> str:
        area, first, last = self.phone[:3], self.phone[3:6], self.phone[6:]
        return self.rng.choice(
            [
                f"{area}-{first}-{last}",
                f"({area}) {first}-{last}",
                f"{area} {first} {last}",
                self.phone,
                f"{area}.{first}.{last}",
            ]
        )

    def answer(self, reply: dict[str, Any]) -> str | None:
        """What she says next, or None when she is done."""
        self.turns += 1
        if any(words in "\n".join(reply["text"]) for words in _NOTHING_FITS[self.language]):
            # After a side question the same times are shown again, without saying again that none fits.
            self.told_as_nearest = [choice["label"] for choice in reply["choices"]]
        done = [item["action"] for item in reply["did"]]
        if "visit_booked" in done or "handed_over" in done:
            return None
        if (
            self.goal == "person"
            and not self.asked_for_person
            and (self.turns > 3 or reply["awaiting"] == "confirm" or self.rng.random() < 0.3)
        ):
            self.asked_for_person = True
            return self.say(wording.PERSON_PLEASE)
        if self.goal == "nothing" and self.turns > 3:
            return self.say(wording.NEVER_MIND) if self.told != {"left"} and not self._leave() else None
        if self.questions and reply["awaiting"] and self.rng.random() < 0.35:
            return self.questions.pop()
        return self.respond(reply)

    def _leave(self) -> bool:
        left = "left" in self.told
        self.told.add("left")
        return left

    def respond(self, reply: dict[str, Any]) -> str | None:
        match reply["awaiting"]:
            case "service":
                return self.service_said
            case "when":
                return self.wish.said
            case "name":
                return self.tell("name")
            case "birth_date":
                return self.rng.choice([self.say_birth_date(), self.tell("birth_date")])
            case "phone":
                return self.rng.choice([self.say_phone(), self.tell("phone")])
            case "choice":
                return self.choose(reply)
            case "confirm":
                return self.confirm(reply)
        return None

    def choose(self, reply: dict[str, Any]) -> str | None:
        labels = [choice["label"] for choice in reply["choices"]]
        shown = [read_label(label, self.language, self.today) for label in labels]
        if any(item is not None and item.provider for item in shown):
            return self.pick([item for item in shown if item is not None], labels)
        if any(item is not None for item in shown):
            meant = next(
                (n for n, item in enumerate(shown) if item and self.wish.days and item.day in self.wish.days),
                0,
            )
            return self.rng.choice([labels[meant], wording.PICKS[self.language][meant][0]])
        if len(labels) == 2:
            return self.tell("kind")
        if labels:
            return labels[0]
        return self.say(wording.NO_MORE)

    def pick(self, shown: list[Shown], labels: list[str]) -> str:
        honest = labels == self.told_as_nearest
        wrong = [item for item in shown if not self.wish.fits(item)]
        if wrong and not honest:
            self.complaints.append(f"offered {wrong[0]} for '{self.wish.said}'")
        if "day" in self.corrections:
            self.corrections.remove("day")
            return self.change_day({item.day for item in shown})
        index = next((n for n, item in enumerate(shown) if self.wish.fits(item)), 0)
        self.picked = shown[index]
        ways = [labels[index], *wording.PICKS[self.language].get(index, [])]
        if len(shown) == 1:
            ways = [labels[index], *wording.YES[self.language]]
        elif index == 2 and len(shown) == 3:
            ways.append(labels[index])
        return str(self.rng.choice([way for way in ways if not _says_last(way) or index == len(shown) - 1]))

    def change_day(self, shown: set[date]) -> str:
        """Another day than those on offer; one of those would be a pick."""
        days = [self.today + timedelta(days=n) for n in (3, 8, 9, 10, 15, 16)]
        day = self.rng.choice([day for day in days if day not in shown])
        self.wish = day_wish(day, self.language)
        return self.say(wording.CHANGE_DAY).format(day=self.wish.said)

    def confirm(self, reply: dict[str, Any]) -> str:
        booking = any(
            "book it" in choice["label"] or "agéndela" in choice["label"] for choice in reply["choices"]
        )
        if booking and "name" in self.corrections:
            self.corrections.remove("name")
            self.family = self.rng.choice([n for n in wording.FAMILY_NAMES if n != self.family])
            return self.say(wording.CHANGE_NAME).format(name=self.name)
        if booking and "phone" in self.corrections:
            self.corrections.remove("phone")
            self.phone = f"30355501{self.rng.randint(10, 99)}"
            return self.say(wording.CHANGE_PHONE).format(phone=self.say_phone())
        return self.say(wording.YES)


def _says_last(words: str) -> bool:
    return "last" in words or "última" in words


def random_patient(rng: random.Random, today: date, service_said: str, language: str, kind: str) -> Patient:
    goal = rng.choices(["book", "person", "nothing"], [8, 1.5, 0.5])[0]
    questions = rng.sample(wording.QUESTIONS[language], rng.choice([0, 0, 1, 2]))
    corrections = [name for name in ("day", "name", "phone") if rng.random() < 0.2]
    return Patient(
        rng=rng, language=language, today=today, goal=goal, service_said=service_said, kind=kind,
        given=rng.choice(wording.GIVEN_NAMES), family=rng.choice(wording.FAMILY_NAMES),
        born=date(rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28)),
        phone=f"30355501{rng.randint(10, 99)}",
        wish=random_wish(rng, language, today), questions=questions, corrections=corrections,
    )  # fmt: skip
