"""How invented patients say things, in English and Spanish. Every list is the test's own."""

from __future__ import annotations

OPENERS = {
    "en": [
        "I'd like to book {service}",
        "can I make an appointment for {service}",
        "hi! I'm interested in {service}",
        "hello, I want to schedule {service} please",
        "Hey there. Looking to come in for {service}",
        "I need an appointment, {service}",
        "do you do {service}? I'd like to come in",
    ],
    "es": [
        "quiero una cita para {service}",
        "hola, me gustaría agendar {service}",
        "buenas tardes, necesito una cita, {service}",
        "¿hacen {service}? quisiera una cita",
        "Hola. Estoy interesada en {service}",
    ],
}
KIND = {
    "en": {
        "new": ["it's my first visit", "I'm a new patient", "never been there before", "first time"],
        "existing": ["I've been before", "I'm an existing patient", "yes I have been there before"],
    },
    "es": {
        "new": ["es mi primera visita", "soy paciente nueva", "nunca he ido"],
        "existing": ["ya soy paciente", "ya he ido antes"],
    },
}
NAME = {
    "en": ["{name}", "my name is {name}", "I'm {name}", "it's {name}"],
    "es": ["{name}", "me llamo {name}", "mi nombre es {name}"],
}
BIRTH_DATE = {
    "en": ["born {date}", "my date of birth is {date}", "DOB {date}"],
    "es": ["nací el {date}", "mi fecha de nacimiento es {date}"],
}
PHONE = {
    "en": ["my number is {phone}", "you can reach me at {phone}", "cell {phone}"],
    "es": ["mi celular es el {phone}", "mi número es {phone}"],
}
YES = {
    "en": ["yes", "yes please", "yep, book it", "perfect", "sounds good"],
    "es": ["sí", "sí, por favor", "claro", "perfecto", "dale"],
}
NO_MORE = {
    "en": ["no thanks", "that's all", "no, that's it"],
    "es": ["no, gracias", "eso es todo", "nada más"],
}
QUESTIONS = {
    "en": [
        "where are you located?",
        "do you have parking?",
        "are you a robot?",
        "what are your hours?",
        "do you take Aetna?",
        "wait, what is your cancellation policy?",
        "who are your surgeons?",
    ],
    "es": [
        "¿dónde están?",
        "¿hay estacionamiento?",
        "¿es usted un robot?",
        "¿cuál es el horario?",
        "¿aceptan Aetna?",
    ],
}
PERSON_PLEASE = {
    "en": [
        "can I talk to a person please",
        "I want to speak with someone real",
        "get me a human",
        "connect me to the receptionist",
    ],
    "es": [
        "quiero hablar con una persona",
        "páseme con alguien de recepción",
        "prefiero hablar con un humano",
    ],
}
NEVER_MIND = {"en": ["never mind", "forget it, thanks"], "es": ["olvídelo", "mejor no"]}
PICKS = {
    "en": {
        0: ["the first one", "1", "first please"],
        1: ["the second one", "2", "number two"],
        2: ["the third", "the last one", "3"],
    },
    "es": {0: ["la primera", "1"], 1: ["la segunda", "2"], 2: ["la tercera", "la última"]},
}
CHANGE_DAY = {
    "en": ["actually, can we make it {day}?", "sorry, {day} would be better", "wait, make it {day} instead"],
    "es": ["mejor el {day}", "perdón, ¿puede ser el {day}?", "en realidad prefiero el {day}"],
}
CHANGE_NAME = {
    "en": ["no, my name is {name}", "sorry, the name should be {name}, my name is {name}"],
    "es": ["no, me llamo {name}", "perdón, mi nombre es {name}"],
}
CHANGE_PHONE = {
    "en": ["my number is {phone}, not that one", "sorry, the number is {phone}"],
    "es": ["mi número es {phone}", "perdón, el número es {phone}"],
}
GIVEN_NAMES = [
    "Marisol",
    "Theo",
    "Amara",
    "Jonas",
    "Priya",
    "Lucía",
    "Wei",
    "Fatima",
    "Nora",
    "Diego",
    "Hannah",
    "Kofi",
    "Yuki",
    "Elena",
    "Omar",
    "Ruth",
]
FAMILY_NAMES = [
    "Alvarez",
    "Bergstrom",
    "Okonkwo",
    "Castillo",
    "Dunmore",
    "Fitzgerald",
    "Garcia",
    "Hartley",
    "Ivanova",
    "Jimenez",
    "Kowalski",
    "Lindgren",
    "Morales",
    "Nakamura",
    "Oyelaran",
    "Petrov",
]
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
