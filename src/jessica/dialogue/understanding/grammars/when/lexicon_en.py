"""English date words as data: `symbol: phrase, phrase`. Symbols are explained in `symbols.py`."""

from __future__ import annotations

WORDS = """
d0: monday's, monday, mon, mondy, monda, munday, moday, monady
d1: tuesday's, tuesday, tue, tues, teusday, tusday, tuseday
d2: wednesday's, wednesday, wed, weds, wensday, wendsday, wednsday, wednes, wenesday, wendesday
d3: thursday's, thursday, thu, thur, thurs, thrusday, thirsday, thurday, thusday, thrs
d4: friday's, friday, fri, firday, frday, fryday
d5: saturday's, saturday, sat, saterday, satuday
d6: sunday's, sunday, sun, sundy
D0: mondays
D1: tuesdays
D2: wednesdays
D3: thursdays
D4: fridays
D5: saturdays
D6: sundays
m1: january, jan
m2: february, feb, febuary, febr
m3: march, mar
m4: april, apr
m5: may
m6: june, jun
m7: july, jul
m8: august, aug
m9: september, sept, sep
m10: october, oct
m11: november, nov, novmber, novemeber
m12: december, dec, decmber, deceber
today: today, tday, 2day, todya, later today, sometime today
tomorrow: tmoro, tmorrow, tomorrow, tmrw, tmr, tmrow, tomorow, tommorow, tommorrow, tomorrw, tomoro,
    tomorro, 2morrow, 2moro, tmw, tomm
dayafter: day after tomorrow, the day after tomorrow, overmorrow
nextday: the day after, the following day, the next day, the day after that
daybefore: the day before
yesterday: yesterday
today+evening: tnite, tonight, tonite, 2nite, this evening, this eve
now: right now, right away, immediately
next: next, nxt, nex
this: this
coming: coming, upcoming, this coming, this upcoming, this next, the coming
following: following
pastone: last
afternext: after next
week: week, wk, weeks, wks, week's, weeks'
day: day, days, day's
month: month, months, mo, month's
year: year, years
hour: hour, hours, hr, hrs
minute: minute, minutes, min, mins
weekend: weekend, wknd, week end, weekend's
weekends: weekends, on weekends
weekday: m-f, mon-fri, weekday, weekdays, during the week, week days, work days, workdays, business days
morning: morning, mornings, mornign, am hours, in the am, a m hours, forenoon
afternoon: afternoon, afternoons, aft, afternon, afternoom, in the pm, arvo
evening: evening, evenings, evenin, eve, nights, night
around+noon: noonish, noon ish
middle+morning: midmorning, mid-morning
middle+afternoon: midafternoon, mid-afternoon
moving: move, change, reschedule, switch, push, bump, moved, switched, changed, rescheduled, swap,
    postpone
noon: noon, midday, mid day, noontime, 12 noon, twelve noon
midnight: midnight
lunch: lunch, lunchtime, lunch time, lunch hour, lunch break, noon hour
daytime: daytime, during the day
afterwork: after work, after i get off work, after school, after hours, when i get off work, once i'm off
    work, after my shift
beforework: before work, before school, before i go to work
firstthing: first thing, first thing in the morning, first appointment of the day, earliest in the
    morning, first slot of the day, bright and early, right when you open, when you open, as soon as you
    open, right at opening
lastthing: the end of the day, at the end of the day, last thing, end of the day, end of day, last
    appointment of the day, last slot of the day, right before you close, before you close, eod, late in
    the day
early: early, earlier in, early in, early on, earlier part of, early part of
late: late, late in, later in, latter part of, later part of, towards the end of, toward the end of
middle: mid, middle, middle of, the middle of, midway through, half way through, mid way through
startof: start of, beginning of, the beginning of, the start of, first part of, first few days of, top of
endof: end of, the end of, last few days of, last days of, the back end of
midweek: midweek, mid week
midmonth: midmonth, mid month
restof: rest of, the rest of, remainder of
at: at, @
around: around, about, approximately, approx, roughly, close to, near, circa, nearer, closer to, ish
    around, around about
after: after, past, any time after, anytime after, sometime after, later than, no earlier than, not
    earlier than, not before, nothing before, anything after, only after, not until, not till, beyond, i
    get off at, i get off work at, i'm off at, i get out at, i finish at, i finish work at, i work until,
    i work till, i work til, i'm at work until, i'm at work till, done at, i'm done at, off work at, free
    after, earliest, school until, school till, busy until, busy till, class until, class till, meetings
    until, meetings till, working until, working till, work until, work till, tied up until, tied up till,
    not free until, not available until, unavailable until, unavailable till, i'm busy until, im busy
    until, i'm not free until, i'm not available until, i get out of work at, get out of work at, i get
    out of school at, get out of school at, i leave work at, leave work at, get off work at, get off at,
    gets out at, gets off at, gets off work at, i get home at, i'm done with work at
before: before, b4, any time before, anytime before, sometime before, earlier than, sooner than, no later
    than, not later than, not after, nothing after, anything before, prior to, ahead of, by the latest
by: by, between now and, anytime between now and, from now until, from now till, from now to, from now
    through
until: until, till, til, up to, up until
from: i can't do anything until, can't do anything until, can't come until, can't come in until, i can't
    until, nothing until, from, starting, starting from, starting on, beginning, as of, from about,
    effective, i'm back, im back, i'm back on, i get back, i return, i get back on, i'm home, i'm back in
    town, back in town, back on, any day from, any time from, anytime from, i'll be back, no sooner than,
    not sooner than
since: since
between: between, btw, btwn, in between, anywhere between, anytime between, sometime between, somewhere
    between
to: to, thru, through, -
and: and, &, n
or: or, and/or, either, / or, or else, otherwise, or maybe, or possibly, or even
,: maybe, if not
n2+week: fortnight
onwards: onwards, onward, on out, and on, or later, or after, and later, and after, and onwards, and up,
    or afterwards, at the earliest, and beyond, forward, or thereafter
orbefore: or earlier, or before, and earlier, and before, at the latest, or sooner
of: of
in: in, within, inside of, in maybe
inthenext: in the next, within the next, over the next, sometime in the next, during the next, in the
    following, in the coming
on: on
the: the, teh
a: a, an
ago: ago, back
fromnow: from now, from today, out, away, hence, 's time, time
couple: couple, couple of, a couple, a couple of
few: few, a few, several
plus30: and a half
half: half past, half after, half passed
firsthalf: first half of, the first half of
secondhalf: second half of, the second half of, last half of
later: later, later on, later in
every: every, each
nextone: the next one, the one after, the one after that, next one, the following one, the one following,
    one after that
weekof: week starting, week beginning, the week starting, the week beginning, week commencing
quarterpast: quarter past, a quarter past, quarter after, a quarter after
quarterto: quarter to, a quarter to, quarter till, quarter of, quarter til, a quarter till
oclock: o'clock, oclock, o clock, o' clock
am: am, a m
pm: pm, p m
ish: ish
not: not, nor, neither, isn't, isnt
cannot: i can't, i cant, i cannot, i can't do, i cant do, i can't make, i can't make it, i cant make it, i
    can't come, i can't come in, i cant come in, i have to work, i've got work, i'm not available, im not
    available, can't, cant, cannot, can not, can't do, cant do, cannot do, can't make, cant make, can't
    make it, won't, wont, won't be able, i'm busy, im busy, i am busy, busy, unavailable, not available,
    not free, i'm not free, im not free, not good, out of town, i'm away, im away, i'm gone, on vacation,
    traveling, travelling, i work, i have work, i'm working, im working, i'm out, im out, can't come, cant
    come, can't come in, don't want, dont want, do not want, don't like, dont like, hate, avoid, no good,
    never on, not on, never, no
negpost: is crazy, is packed, is full, is booked, is impossible, is tough, is hectic, is terrible, no
    wait, wait no, no actually, scratch that, doesn't work, doesnt work, does not work, won't work, wont
    work, will not work, isn't good, isnt good, is no good, is not good, is bad, is out, don't work, dont
    work, do not work, aren't good, are no good, are bad, are out, isn't possible, is not possible, not
    good for me, is a no, isn't great, isn't ideal, doesn't suit, doesn't fit, is too late, is too early,
    is too soon, is too far, is too far out, is too far away, won't do, is not going to work, isn't going
    to work, not gonna work, isn't gonna work, conflicts
except: except, except for, excluding, but not, just not, other than, besides, apart from, aside from,
    anything but, any day but, anyday but, all but, every day but, everyday but, anytime but, any time
    but, whenever but, only not, with the exception of, as long as it's not, as long as it isn't, as long
    as its not, minus
insteadof: instead of, rather than, in place of
instead: instead, rather
prefer: i prefer, i'd prefer, prefer, preferably, ideally, works, work, is good, is fine, is better, is
    great, is best, is perfect, would be good, would be better, would be great, would work, would be best,
    i can do, i can, i could do, i can make, i'm free, im free, i am free, i'm available, im available,
    available, free, how about, what about, let's do, lets do, open, good, better, best, fine, ok, okay,
    only, why not
but: so, but, however, though, although
soonest: as soon as possible, asap, a s a p, soonest, the soonest, earliest available, earliest possible,
    earliest you have, earliest appointment, next available, the next available, next opening, first
    available, the first available, whatever you have first, first opening, earliest opening, soonest
    available, as early as possible, sooner the better, the sooner the better, whatever's soonest,
    whatever is soonest, whichever is soonest, earliest time, soonest you have, soonest you can, soon as
    possible, soon as you can, as soon as you can, as soon as i can, earliest slot, next slot, the
    earliest you can, earliest you can, quickest, first you have, whenever you can fit me in, earliest
    date, soonest appointment, next appointment, next available appointment, the earliest, soonest
    possible
anytime: anytime, any time, whenever, any time works, whenever works, whatever works, any day, anyday, any
    day works, any day or time, whatever time, whatever day, any date, doesn't matter when, doesnt matter
    when, does not matter when, i'm flexible, im flexible, i am flexible, flexible, open schedule, my
    schedule is open, wide open, no preference, whatever you have, any opening, anything works, i'm open,
    im open, any, doesn't matter, doesnt matter, does not matter
special_xmaseve: christmas eve, xmas eve
special_xmas: christmas, xmas, christmas day
special_nye: new year's eve, new years eve, nye
special_newyear: new year's day, new years day, new year's, new years, the new year, new year
special_thanksgiving: thanksgiving, thanksgiving day
special_halloween: halloween
special_valentine: valentine's day, valentines day, valentine's, valentines
special_july4: fourth of july, the fourth of july, independence day
special_holidays: the holidays, holidays
special_labor: labor day
special_memorial: memorial day
special_mlk: mlk day, martin luther king day, mlk
special_presidents: presidents day, presidents' day, president's day
special_columbus: columbus day, indigenous peoples day, indigenous peoples' day
special_veterans: veterans day, veteran's day
special_juneteenth: juneteenth
special_blackfriday: black friday
special_goodfriday: good friday
special_easter: easter, easter sunday
special_eastermonday: easter monday
ageword: years old, year old, yrs old, y/o, yo, yr old
postop: post op, postop, post-op, after surgery, after my surgery, post surgery, pregnant, postpartum,
    after the surgery, since surgery, old, of recovery, recovery, apart, long
a+week+from+tomorrow: tomorrow week
D0+D2+D4: m/w/f, mwf
D1+D3: t/th, tth
inthenext+n1+week: within a week, within the week
inthenext+n1+month: within a month
skip: please, pls, plz, sometime, some time, anyhow, um, uh, like, say, just, possibly, perhaps, would,
    be, actually, really, really just, kind of, kinda, probably
"""
