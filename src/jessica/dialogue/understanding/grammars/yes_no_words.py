"""Words of yes, no, maybe and later, as data. Phrases are written unaccented, as `text.fold` leaves them."""

from __future__ import annotations

from typing import Literal

from jessica.dialogue.understanding.grammars.word_lists import phrase_list, word_set

_Value = Literal["yes", "no", "maybe", "later"]


FILLERS = word_set(
    """
    um uh uhm umm hmm hm er erm oh ah well so hey hi hello like actually honestly then and eh pues
    bueno este mmm ay hola entonces mira pos y lol haha jaja just please pls por favor porfa thanks
    thank you thx gracias ty
    """
) - {"por", "you"}

PHRASES: dict[str, dict[_Value, tuple[str, ...]]] = {
    "en": {
        "yes": phrase_list("""
            yes, yeah, yea, ya, yah, yep, yup, yess, yesss, yas, yeh, ye, yuh, yeap, yip, aye, y
            uh huh, mhm, mm hmm, mmhm, sure, sure thing, for sure, surely, of course, certainly
            definitely, absolutely, totally, indeed, obviously, ok, okay, okey, okie, oki, k, kk
            okey dokey, alright, all right, alrighty, aight, right, correct, exactly, that's correct
            thats correct, that is correct, that's right, thats right, that is right, you got it
            you're right, it is, it's correct, all correct, everything is correct
            everything's correct, looks right, looks good, look good, looks great, looks correct
            sounds good, sounds great, sounds perfect, sounds fine, sounds right, sounds like a plan
            that sounds good, that sounds great, that sounds perfect, that sounds fine, perfect
            that's perfect, thats perfect, that is perfect, great, that's great, thats great
            that would be great, that'd be great, awesome, excellent, wonderful, fantastic, lovely
            cool, good, very good, all good, fine, that's fine, thats fine, that is fine, that's good
            thats good, that is good, it's fine, its fine, that's ok, thats ok, that's okay
            thats okay, it's ok, its ok, it's okay, works, works for me, that works, that works for me
            that'll work, that will work, that would work, it works, this works, that one works
            this one works, it does, that does, i do, i am, i would, i'd like that, i would like that
            i'd love to, i would love to, i'd love that, i'd like to, i would like to, i want to
            i want that, i want it, i'll take it, ill take it, i'll take that, i'll take that one
            take it, i accept, i agree, agreed, i confirm, confirm, confirmed, confirming, affirmative
            book it, book that, book me, book that one, book it please, go ahead, go for it
            go ahead and book it, do it, let's do it, lets do it, let's do that, lets do that
            let's go, lets go, let's book it, lets book it, please do, yes please, yes pls, please
            by all means, why not, no problem, no prob, np, not a problem, no worries, i don't mind
            i dont mind, don't mind, dont mind if i do, don't mind if i do, i'm in, im in
            i'm ok with that, im ok with that, i'm fine with that, i'm good with that
            im good with that, i'm down, im down, fine by me, fine with me, good with me, ok with me
            okay with me, ok by me, you bet, bet, deal, done, i think so, i believe so, i guess so
            i guess, i suppose, i suppose so, guess so, think so, probably yes, can't complain
            my pleasure, happy to, happy with that, i'm happy with that, i can, i can do that
            i can make it, i'll be there, ill be there, see you then, see you there, roger, roger that
            10 4, true, that's true, yes i do, it's a date, lock it in, sign me up, count me in
            make it so, no objection, no objections, can do, yes ma'am, yes sir, yessir, yes indeed
            i have, i did, i was, i will, will do, we can, that's the one, thats the one, that's me
            thats me, this is she, this is he, speaking, that's it, thats it, nothing wrong with that
            that time is good, that time works, that day works, i approve, set it up, schedule it
            reserve it, hold it, no issue, no issues, hell yes, heck yes, hell yeah, heck yeah, oh yes
            yes yes, ok great, ok perfect, ok good, can't wait, i'm interested, im interested
            couldn't be better, not bad, wouldn't miss it, i'd be happy to
        """),
        "no": phrase_list("""
            no, nope, nah, naw, noo, nooo, nay, n, negative, no way, nuh uh, no sir, no ma'am
            not really, not at all, not interested, i'm not interested, im not interested
            absolutely not, definitely not, certainly not, of course not, no thanks, no thank you
            no thx, no ty, nothanks, thanks but no thanks, i'd rather not, id rather not
            i would rather not, rather not, i'd prefer not, i would prefer not, i'd prefer not to
            prefer not, prefer not to, i prefer not to, i don't want to, i dont want to
            i don't want that, i dont want that, i don't want it, i dont want it, don't want to
            i don't, i dont, i do not, i'm not, im not, i am not, i can't, i cant, i cannot, i won't
            i wont, i couldn't, i wouldn't, i didn't, i haven't, i have not, i don't think so
            i dont think so, don't think so, dont think so, i think not, i guess not, guess not
            i doubt it, doubt it, that's not right, thats not right, that is not right
            that's not correct, thats not correct, not correct, not right, that's wrong, thats wrong
            that is wrong, it's wrong, wrong, incorrect, it isn't, it is not, it's not, its not
            that isn't, that's not it, thats not it, that's not me, that's incorrect, not quite
            doesn't work, doesnt work, does not work, that doesn't work, that doesnt work
            that does not work, that won't work, that wont work, won't work, it doesn't work
            that doesn't work for me, that doesnt work for me, not good, that's not good
            thats not good, not that one, not this one, not those, neither, neither one
            neither of them, neither of those, none, none of them, none of those, none of these
            none of the above, nothing, nothing works, don't, dont, don't book it, dont book it
            do not book it, do not, please don't, please dont, never, no never, never mind, nevermind
            nvm, forget it, forget about it, pass, i'll pass, ill pass, hard pass, no need
            there's no need, not necessary, not needed, that's not necessary, no can do, can't do it
            cant do it, can't do that, cant do that, can't make it, cant make it, i can't make it
            i cant make it, i can't do that, i cant do that, i cant do it, i'm good thanks
            i'm good thank you, im good thanks, i'm all set, im all set, all set, i'm ok thanks
            doesn't suit me, that's no good, thats no good, no good, not for me, hell no, heck no
            god no, oh no, no no, no no no, nein, i decline, decline, declined, i disagree, i object
            not ok, not okay, that's not ok, thats not ok, not fine, false, that's false, not true
            that's not true, don't do that, i changed my mind, not happening, not gonna happen
            not going to happen, not gonna work, not going to work, won't be able to
            i won't be able to, too expensive, too much, you got it wrong, don't do it
        """),
        "maybe": phrase_list("""
            maybe, perhaps, possibly, probably, not sure, i'm not sure, im not sure, i am not sure
            not too sure, not really sure, unsure, i'm unsure, idk, i don't know, i dont know
            i do not know, dunno, i dunno, don't know, dont know, no idea, i have no idea, no clue
            it depends, that depends, depends, hard to say, could be, i might, might be, we'll see
            we will see, well see, kind of, kinda, sort of, i'm on the fence, on the fence, i'm torn
            not certain, i'm not certain, hopefully, if possible, i'm undecided, undecided, maybe so
            may be, can't say, i can't say, i can't decide, i cant decide, i haven't decided
            havent decided, ish, no preference, i'm not entirely sure, not 100 sure, yes and no
            your guess is as good as mine
        """),
        "later": phrase_list("""
            later, not now, not right now, not today, not yet, not at the moment, not at this time
            not this time, maybe later, perhaps later, maybe another time, another time
            some other time, let me think, let me think about it, let me think about that
            i'll think about it, ill think about it, i need to think, i need to think about it
            i have to think about it, i want to think about it, need to think, need more time
            i need more time, i need some time, give me a minute, give me a second, give me a sec
            one moment, one sec, one second, hold on, hang on, wait, just a minute, just a moment
            let me check, let me look, let me check my calendar, let me check my schedule, let me see
            i'll check, i need to check, i have to check, i need to check my calendar
            i have to check my calendar, let me check with my husband, let me check with my wife
            i have to ask my husband, i need to ask my husband, let me ask my husband
            let me ask my wife, i'll get back to you, ill get back to you, get back to you
            let me get back to you, i'll call back, ill call back, i'll call you back
            i will call back, i'll call you back later, i'll let you know, ill let you know
            i will let you know, let me sleep on it, i'll sleep on it, sleep on it, in a bit
            in a while, brb, remind me later, ask me later, i'm still deciding, still deciding
            still thinking, i'm still thinking, i'm thinking about it, no not yet, no not now
            no not right now, no not today, i'm busy right now, im busy right now, can i let you know
            i'm not ready, im not ready, i'm not ready yet, im not ready yet, not ready, not ready yet
        """),
    },
    "es": {
        "yes": phrase_list("""
            si, sii, siii, sip, sep, simon, claro, claro que si, si claro, por supuesto, desde luego
            como no, seguro, de acuerdo, deacuerdo, vale, dale, va, sale, orale, ok, okay, okey, listo
            perfecto, esta perfecto, muy bien, esta bien, ta bien, bien, bueno, excelente, genial
            estupendo, fantastico, correcto, es correcto, todo correcto, exacto, exactamente, asi es
            eso es, es asi, efectivamente, afirmativo, confirmo, lo confirmo, confirmado, confirmada
            confirmar, acepto, de una, hecho, trato hecho, me parece bien, me parece
            me parece perfecto, me sirve, me va bien, me viene bien, me queda bien, me funciona
            me conviene, eso funciona, suena bien, me gusta, me encantaria, me gustaria, quiero
            lo quiero, la quiero, si quiero, si por favor, si porfa, adelante, hagalo, hazlo, hagale
            reserve, reservela, reservelo, reservala, agendela, agendalo, agendela por favor, apartela
            no hay problema, sin problema, ningun problema, no hay inconveniente, no pasa nada
            no me importa, por que no, porque no, creo que si, supongo que si, supongo, yo creo que si
            pienso que si, obvio, obviamente, sin duda, con gusto, encantada, encantado, ya esta
            me la quedo, me lo quedo, esa me sirve, ese me sirve, si senora, si senor, si senorita
            puedo, si puedo, ahi estare, alli estare, nos vemos, cierto, es cierto, verdad, es verdad
            asi mero, eso mero, mande, soy yo, todo bien, va que va, vamos, hagamoslo
            adelante por favor, totalmente, definitivamente, absolutamente, encantada de la vida
            no tengo problema, no tengo inconveniente
        """),
        "no": phrase_list("""
            no, nop, nones, nel, no gracias, no muchas gracias, claro que no, por supuesto que no
            para nada, de ninguna manera, de ningun modo, en absoluto, ni hablar, ni loca, ni loco
            negativo, nunca, jamas, tampoco, no quiero, no lo quiero, no la quiero, no puedo
            no podria, no podre, no me sirve, no me va bien, no me viene bien, no me queda bien
            no me queda, no me funciona, no me conviene, no me gusta, no me interesa
            no estoy interesada, no estoy interesado, prefiero que no, prefiero no, mejor no, no creo
            creo que no, yo creo que no, me temo que no, pienso que no, no es correcto, no esta bien
            incorrecto, esta mal, equivocado, eso no, asi no, no es asi, no es eso, ese no, esa no
            ninguna, ninguno, ninguna de esas, ninguno de esos, ninguna de las dos, ninguno de los dos
            nada, olvidelo, olvidalo, dejelo, dejalo, no hace falta, no es necesario, no lo necesito
            no la necesito, no lo haga, no lo hagas, no la reserve, paso, no acepto, falso, es falso
            no es verdad, no es cierto, no soy yo, no no, que no, nada de eso, ya no, ya no quiero
            cambie de opinion, no se puede
        """),
        "maybe": phrase_list("""
            tal vez, talvez, quiza, quizas, a lo mejor, puede ser, puede que si, es posible
            posiblemente, probablemente, no se, no lo se, no estoy segura, no estoy seguro
            no sabria decirle, no sabria, ni idea, no tengo idea, depende, segun, mas o menos
            no tengo claro, no lo tengo claro, estoy dudando, tengo dudas, podria ser, no decido
            no me decido, aun no se, todavia no se, no estoy muy segura, no estoy muy seguro, a ver
        """),
        "later": phrase_list("""
            luego, despues, mas tarde, mas tarde quiza, ahora no, ahorita no, por ahora no
            por el momento no, en este momento no, todavia no, aun no, hoy no, otro dia
            en otra ocasion, otro momento, lo pienso, lo voy a pensar, dejeme pensar, dejame pensar
            dejeme pensarlo, dejame pensarlo, tengo que pensarlo, necesito pensarlo, quiero pensarlo
            lo tengo que pensar, deme un momento, un momento, espere, espereme, esperame, un segundo
            deje reviso, dejeme ver, dejame ver, dejeme revisar, dejame revisar, dejeme checar
            tengo que consultarlo, lo consulto con mi esposo, tengo que preguntarle a mi esposo
            le aviso, yo le aviso, le aviso luego, te aviso, luego le digo, le llamo luego
            le llamo despues, los llamo luego, yo los llamo, despues les llamo, vuelvo a llamar
            no por ahora, no todavia, no aun, no ahora, no por el momento, aun no me decido
        """),
    },
}

# Phrases that answer only when no word follows: otherwise they open a sentence of their own.
ONLY_ALONE = frozenset(
    phrase_list("""
        i am, i do, i would, i can, i have, i did, i was, i will, i want to, i want that, i want it
        i'd like to, i would like to, i'd love to, i would love to, i'm interested, im interested
        i think so, i guess, i suppose, i don't, i dont, i do not, i'm not, im not, i am not, i can't
        i cant, i cannot, i won't, i wont, i couldn't, i wouldn't, i didn't, i haven't, i have not
        it is, it's not, its not, it isn't, it is not, right, good, well, fine, true, nothing, never
        none, don't, dont, do not, please, confirm, book me, speaking, wait, later, i might
        i don't know, i dont know, i do not know, no idea, not happening, y, n, k, ya, too much
        not good, wrong, i'm happy with that, happy to, this is he, this is she, quiero, puedo
        me gustaria, me encantaria, me gusta, no puedo, no quiero, no me gusta, bien, bueno, seguro
        va, sale, nada, nunca, luego, despues, mas tarde, no se, segun, verdad, confirmar, reserve
        adelante, no podria, no podre, ya no, ya no quiero, a ver, vamos, todo bien, que no
        un momento, no creo, not today, not now, another time, otro dia
    """)
)

STRONG: dict[str, dict[_Value, tuple[str, ...]]] = {
    "en": {
        "no": phrase_list("""
            doesn't work, doesnt work, does not work, won't work, wont work, isn't good, is not good
            is no good, don't want it, i'd rather not, id rather not, no thanks, no thank you
            i don't think so, i dont think so, isn't right, is not right, isn't correct
            is not correct, is wrong, not interested, don't book it, dont book it, can't make it
            cant make it, not going to work, won't do, isn't it, doesn't work for me
        """),
        "yes": phrase_list("""
            works for me, works great, works fine, works well, works perfectly, works perfect
            that works, it works, sounds good, sounds great, sounds perfect, sounds fine, is perfect
            is fine, is good, is great, is correct, is right, looks good, looks right, looks correct
            book it, book that, go ahead, let's do it, lets do it, let's do that, i'll take it
            ill take it, would be great, would be perfect, would work, is ok, is okay, will work
            yes please, fine by me, fine with me, good with me, ok with me, works, is wonderful
        """),
        "maybe": phrase_list("i'm not sure, im not sure, i don't know, i dont know, not sure yet"),
        "later": phrase_list("""
            i'll think about it, ill think about it, let me think about it, i'll get back to you
            ill get back to you, i'll let you know, ill let you know, need to think about it
            maybe later, call you back
        """),
    },
    "es": {
        "no": phrase_list("""
            no me sirve, no me va bien, no me viene bien, no me queda bien, no me funciona
            no me conviene, no gracias, no es correcto, esta mal, no puedo, no me interesa, mejor no
            creo que no, no quiero
        """),
        "yes": phrase_list("""
            me sirve, me va bien, me viene bien, me queda bien, me funciona, me parece bien, esta bien
            esta perfecto, es correcto, me conviene, suena bien, de acuerdo, me parece perfecto
            por favor si
        """),
        "maybe": phrase_list("no estoy segura, no estoy seguro, no se todavia, no lo se"),
        "later": phrase_list(
            "lo voy a pensar, dejeme pensarlo, le aviso, tengo que pensarlo, lo pienso, luego le digo"
        ),
    },
}
