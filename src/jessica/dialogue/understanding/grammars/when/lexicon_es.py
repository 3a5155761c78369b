"""Spanish date words as data (accents folded away): `symbol: phrase, phrase`, as in `lexicon_en.py`."""

from __future__ import annotations

WORDS = """
d0: lunes, lun, lune, luens
d1: martes, mart, marte
d2: miercoles, mie, mier, miercole, mierc
d3: jueves, jue, juev, juves, jueve
d4: el bienes, bienes, viernes, vie, vier, viern, vierns
d5: sabado, sab, savado
d6: domingo, dom, domigo
D0: cualquier lunes, algun lunes, los lunes
D1: cualquier martes, algun martes, los martes
D2: cualquier miercoles, algun miercoles, los miercoles
D3: cualquier jueves, algun jueves, los jueves
D4: cualquier viernes, algun viernes, los viernes
D5: cualquier sabado, algun sabado, los sabados, sabados
D6: cualquier domingo, algun domingo, los domingos, domingos
m1: enero, ene
m2: febrero, febr
m3: marzo, marz
m4: abril, abr
m5: mayo
m6: junio
m7: julio
m8: agosto, ago
m9: septiembre, setiembre, sept, setiembe
m10: octubre, oct
m11: noviembre, nov
m12: diciembre, dic
today: hoy, el dia de hoy, hoy mismo, hoy dia
tomorrow: mnn, mñn, para el dia de manana, dia de manana, manana, el dia de manana, mañna
dayafter: pasado manana, pasado, pasao manana
nextday: el dia despues de, el dia siguiente, al dia siguiente, el siguiente dia, al otro dia, un dia
    despues, el dia despues
daybefore: el dia antes, el dia anterior, un dia antes
yesterday: ayer, anteayer, antier
today+evening: esta noche, hoy en la noche, hoy por la noche, hoy a la noche
today+morning: esta misma manana, esta manana, hoy por la manana, hoy en la manana, hoy a la manana
today+afternoon: esta misma tarde, esta tarde, hoy por la tarde, hoy en la tarde, hoy a la tarde
now: ahora mismo, ahorita, ahorita mismo, ya mismo, de inmediato
next: proximo, proxima, prox, proximos, proximas
coming: que viene, q viene, que vienen, entrante, que entra, siguiente, que sigue, venidero, siguientes
this: este, esta, estos
pastone: pasada, ultimo, ultima
week: semana, semanas, sem
day: dia, dias
month: mes, meses
year: ano, anos
hour: hora, horas
minute: minuto, minutos
weekend: fin de semana, finde
weekends: fines de semana, los fines de semana, los findes
weekday: entre semana, dias de semana, dias laborables, dias habiles, dia de semana, dia laborable
morning: cualquier manana, alguna manana, por la manana, en la manana, de la manana, a la manana, las
    mananas, por las mananas, en las mananas, mananas, mananita, la manana, de manana temprano, x la
    manana, durante la manana, matutino
afternoon: cualquier tarde, alguna tarde, por la tarde, en la tarde, de la tarde, a la tarde, las tardes,
    por las tardes, en las tardes, tardes, tarde, tardecita, la tarde, x la tarde, durante la tarde,
    vespertino
evening: por la noche, en la noche, de la noche, a la noche, las noches, por las noches, en las noches,
    noches, noche, la noche, x la noche
moving: cambiar, mover, pasar, reagendar, reprogramar, cambie, cambiarla, moverla, pasarla, cambiarme,
    cambiame, muevame, paseme, posponer, cambias, cambia, pasarme, pasame, mueves, mueveme, moverme, recorrer,
    recorrerla, reprogramarla, reprogramame
noon: mediodia, medio dia, al mediodia, al medio dia, a mediodia, a medio dia, el mediodia
midnight: medianoche, media noche
lunch: hora de comer, hora del almuerzo, la hora del almuerzo, la hora de comer, almuerzo, a la hora de
    comer, a la hora del almuerzo, la hora de la comida, a la hora de la comida
afterwork: despues del trabajo, despues de trabajar, saliendo del trabajo, al salir del trabajo, cuando
    salgo del trabajo, cuando salga del trabajo, despues de la escuela, despues de clases
beforework: antes del trabajo, antes de trabajar, antes de ir a trabajar
firstthing: a primera hora, primera hora, a primera hora de la manana, bien temprano, lo primero de la
    manana, muy temprano, tempranito, cuando abren, en cuanto abran, temprano en la manana, temprano por
    la manana
lastthing: a ultima hora, ultima hora, al final del dia, al final de la tarde, antes de cerrar, antes de
    que cierren
earlytime: temprano
early: principios de, a principios de, a principios del, principios del, principio de, principio del, a
    inicios de, a inicios del, inicios de, al principio de, al principio del, a comienzos de, a comienzos
    del, al inicio de, al inicio del, primeros dias de, los primeros dias de, primeros dias del, a
    primeros de, a primeros del
late: finales de, a finales de, finales del, a finales del, fines de, a fines de, fines del, a fines del,
    a ultimos de, a ultimos del
endof: fin de, a fin de, fin del, al fin de, a fin del, al final de, al final del, al fin del, final de,
    final del
middle: mediados de, a mediados de, mediados del, a mediados del, a la mitad de, a mitad de, a mitad del,
    la mitad de
restof: resto de, el resto de, lo que queda de, resto del, el resto del
at+n1: a la una, la una
later: mas tarde, mas tardecito
at: a las, a la, las, alas, ala, o las, o la
around: tipo, alrededor de, aproximadamente, cerca de, como
around+at: como a las, como a la, a eso de las, a eso de la, alrededor de las, alrededor de la, sobre las,
    sobre la, cerca de las, hacia las, hacia la, mas o menos a las, aproximadamente a las, tipo las, como
    las, por ahi de las, como para las, a como las, por las
around+the: alrededor del, por ahi del, como por el, como el, sobre el, a eso del, cerca del, hacia el
after: despues de, luego de, mas tarde de, no antes de, nada antes de
after+at: despues de las, despues de la, pasadas las, pasada la, luego de las, mas tarde de las, mas tarde
    de la, despues d las, salgo a las, salgo de trabajar a las, salgo del trabajo a las, trabajo hasta
    las, no antes de las, no antes de la, nada antes de las
after+the: despues del, luego del, mas tarde del, no antes del, pasado el, pasando el, pasado el dia
from: a partir de, desde, regreso, vuelvo
from+at: a partir de las, a partir de la, desde las, desde la
from+the: a partir del, desde el, a partir de el
of+at: de las, de la
of+the: del, de el
before: antes de, no despues de, nada despues de, antes que
before+at: antes de las, antes de la, no despues de las, no despues de la, nada despues de las, no mas
    tarde de las, no mas tarde de la, mas temprano que las
before+the: antes del, no despues del
by+at: a mas tardar a las, a mas tardar a la, para las, para la
until: hasta
until+at: hasta las, hasta la
until+the: hasta el
between: entre, de entre
between+at: entre las, entre la
between+the: entre el
to: a, -
to+the: al
and: y, e
and+at: y las, y la
and+the: y el
or: o, u, o bien, o si no, o sino, o tambien, o quiza, o tal vez
or+the: o el
onwards: en adelante, para adelante, o despues, o mas tarde, en delante, y despues, p'adelante
orbefore: o antes, a mas tardar, mas tardar, como muy tarde, a lo mas tarde
of: de
in: en, dentro de, de aqui a, adentro de
inthenext: en los proximos, en las proximas, dentro de los proximos, dentro de las proximas, durante los
    proximos, durante las proximas, los proximos, las proximas
weekof: semana que empieza, la semana que empieza, semana que comienza, la semana que comienza
the: el, la, los, lo, dia, para el, en el, el dia
a: un, una
ago: hace, atras
fromnow: mas, contando desde hoy
couple: par de, un par de
few: unos, unas, unos cuantos, unas cuantas, algunos, algunas, pocos
firsthalf: primera quincena de, la primera quincena de, primera mitad de, la primera mitad de
secondhalf: segunda quincena de, la segunda quincena de, segunda mitad de, la segunda mitad de
every: cada
nextone: el que sigue, la que sigue, la siguiente semana no
plus30: y media, i media
plus15: y cuarto, y quince
minus15: menos cuarto
am: am, a m, de la madrugada
pm: pm, p m
sharp: en punto
not: no, ni, tampoco
cannot: no puedo, no quiero, no me gusta, no tengo disponible, estoy ocupada, estoy ocupado, trabajo,
    estoy de viaje, no estoy, nunca, no podria, no podre, ocupada, ocupado, no me sirve, no me sirven, no
    me viene bien, no me va bien, no me queda, no me queda bien, no trabajo
negpost: no se puede, no me es posible, no me conviene, no me va, no me acomoda, es muy tarde, es muy
    temprano, es muy pronto, no funciona, no me funciona, me queda mal, me va mal, me viene mal, no me
    funcionan, no es posible
except: menos, excepto, salvo, quitando, pero no, que no sea, que no sean, que no sea en, fuera de,
    cualquier dia menos, con tal que no sea, mientras no sea
insteadof: en vez de, en vez del, en lugar de, en lugar del
instead: mejor, en su lugar, sino
prefer: prefiero, preferiria, preferiblemente, de preferencia, preferentemente, puedo, si puedo, me sirve,
    me va bien, me viene bien, me queda bien, estoy libre, libre, bien, disponible, esta bien, seria,
    podria ser, tengo libre, perfecto, me va mejor
but: asi que, sino, pero, aunque
soonest: lo antes posible, primera cita disponible, la primera cita disponible, primera cita que tenga, la
    primera cita que tenga, proxima cita disponible, la proxima cita disponible, la primera que tenga,
    primer hueco, el primer hueco, primera disponible, cuanto antes, lo mas pronto posible, lo mas pronto,
    lo antes que se pueda, lo mas antes posible, la primera disponible, lo primero que tenga, lo primero
    que haya, la mas proxima, lo mas rapido posible, tan pronto como sea posible, la cita mas cercana, la
    cita mas proxima, lo mas cercano, lo que tenga primero, lo mas temprano posible, la mas pronta, el mas
    pronto, lo antes que pueda, la fecha mas proxima, la fecha mas cercana, urgente, lo primero que
    tengan, a la brevedad, a la brevedad posible, la mas temprana, lo mas pronto que se pueda, lo mas
    pronto que tenga, tan pronto como pueda, en cuanto se pueda
anytime: cuando sea, cualquier dia, cualquier hora, a cualquier hora, cualquier momento, en cualquier
    momento, cuando quiera, cuando pueda, cuando puedan, cuando guste, me da igual, da igual, cuando haya,
    lo que tenga, cualquiera, todo el dia, cualquier dia me sirve, cualquier fecha, soy flexible, tengo
    flexibilidad, no importa cuando, todos los dias, el dia que sea, a la hora que sea, cualquier horario,
    lo que tengan, cuando tengan
special_xmaseve: vispera de navidad, la vispera de navidad, nochebuena, noche buena
special_xmas: las navidades, navidades, navidad, dia de navidad
special_nye: nochevieja, fin de ano, fin de anio, noche vieja
special_newyear: ano nuevo, el ano nuevo
special_thanksgiving: accion de gracias, dia de accion de gracias
special_reyes: reyes, dia de reyes
special_labor: labor day
special_blackfriday: black friday, viernes negro
special_goodfriday: viernes santo
special_easter: domingo de resurreccion, domingo de pascua
special_valentine: san valentin, dia de san valentin
special_holidays: las fiestas, fiestas
ageword: anos de edad, anitos, tengo anos
postop: de operada, de operado, de embarazo, embarazada, despues de la cirugia, despues de la operacion,
    desde la cirugia
by: a mas tardar, a mas tardar el
quarterto: cuarto para las, un cuarto para las, cuarto para la
next+week: la otra semana, otra semana
n10: dies
n27: ventisiete
n22: ventidos
n25: venticinco
n24: venticuatro
n28: ventiocho
middle+morning: a media manana, media manana
middle+afternoon: a media tarde, media tarde
from+n1: a partir de la una
and+n1: y la una, y la 1
before+special_xmas: antes de las navidades, antes de navidades
or+the: si no el, si no la
in+n10: en unos diez, dentro de unos diez
skip: por favor, porfavor, porfa, tal vez, quizas, quiza, algun, alguna, digamos, pues, eh, este mismo,
    podria, seria
"""
