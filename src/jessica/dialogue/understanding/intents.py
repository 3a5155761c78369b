"""Wishes that show in the wording itself. Patterns match folded text (lower case, no accents)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PATTERNS: dict[str, str] = {
    # jobs
    "cancel": r"\b(?:cancel|call off|scratch) (?:my|the|our|that|this|it|all)\b|\bcancel(?:l?ing|ation)? (?:an? )?(?:appointment|visit|consult\w*)|"
    r"\b(?:need|want|like|have) to cancel\b|^(?:please )?cancel(?: please)?$|\bcan'?t (?:make it|come|make my|make the)\b|"
    r"\b(?:cancele?n?|cancelar|anular|anule) (?:mi|la|el|esa|ese|una)\b|\b(?:cancelar|anular)(?:la|lo)?\b|\bno (?:puedo|podre|voy a poder) (?:ir|asistir|llegar)\b",
    "move": r"\bre-?schedul\w*|\b(?:move|change|switch|push|bump) (?:it|that|this)\b(?: \w+)? (?:to|back|up|forward)\b|\b(?:move|change|switch|push|bump) (?:my|the|our|that) (?:\w+ ){0,2}?(?:appointment|visit|consult\w*|time|day|date|appt|booking)\b|"
    r"\bmove (?:it|my \w+ (?:appointment|visit|consultation)) to\b|\b(?:come in|get in) (?:earlier|later|another day) (?:instead|than)|"
    r"\b(?:cambiar|cambie|mover|mueva|reprogramar|reprograme|reagendar|reagende|aplazar|adelantar|posponer)\w* (?:\w+ ){0,2}?(?:cita|visita|consulta|turno|hora)\b|\b(?:reprogramar|reagendar)(?:la|lo)?\b",
    "visits": r"\b(?:when|what time|what day|where) (?:is|are|was|'s) (?:my|our|the) (?:next |upcoming )?(?:appointment|visit|consult\w*|appt|surgery date)s?\b|"
    r"\bdo i (?:still )?have an? (?:\w+ )?(?:appointment|visit|consult\w*|appt)|\bcheck (?:on )?my (?:appointment|visit|appt)|\bmy upcoming (?:appointment|visit)|"
    r"\bconfirm (?:my|the) (?:appointment|visit|appt)|"
    r"\b(?:cuando|a que hora|que dia|donde) (?:es|tengo|era) (?:mi|la) (?:proxima )?(?:cita|visita|consulta|turno)|\btengo (?:una )?cita\b(?= \w* ?\?|$)|\b(?:confirmar|verificar|revisar) mi cita",
    "waitlist": r"\bwait(?:ing)?[ -]?list|\bcancellation list|\bif (?:something|anything|a spot|someone) (?:opens|cancels|comes)|\blista de espera|\bsi (?:alguien cancela|se abre|se libera)",
    "callback": r"\bcall (?:me )?back\b|\bcallback\b|\b(?:have|ask|tell|can|could) (?:\w+ ){1,4}(?:call|phone|ring) me\b|\b(?:give|call) me (?:a call|a ring)\b|\bplease call me\b|"
    r"\b(?:me llamen|llamenme|que me llame|me pueden llamar|me puede llamar|devuelvan la llamada|devolver la llamada)\b",
    "message": r"\b(?:leave|take|send|pass) (?:\w+ ){0,3}(?:a )?(?:message|note)\b|\b(?:tell|let) (?:dr|the doctor|the surgeon|the team|her|him) (?:\w+ )?(?:know|that)\b|\bdejar (?:un )?(?:mensaje|recado)|\bpasar (?:un )?(?:mensaje|recado)|\bdiga(?:le)? (?:a la doctora|al doctor)",
    "book": r"\bhow (?:do|can|would) i (?:book|schedule|make an? app\w+|set up|get an? app\w+)|\bcomo (?:puedo )?(?:agend\w+|reserv\w+|sac\w+|hago) |^(?:please )?(?:book|schedule|booking|appointment|appt|make an appointment|cita|agendar|reservar)(?: please| por favor)?$|\b(?:book|schedule|reserve|arrange|set up|make|get|need|want|have|like) (?:me )?(?:in )?(?:an?|my|the|another|some)? ?(?:\w+ ){0,3}?(?:appointment|appt|consult|consultation|visit|session|check ?up|follow[ -]?up|booking)\b|"
    r"\b(?:book|schedule) (?:me|it|that|one|something|in|a|an|for)\b|\b(?:come|get|squeeze me|fit me|pop) in\b(?! touch)|\b(?:be|get) seen\b|\bsee (?:the |a |one of your )?(?:dr|doctor|surgeon|someone about|nurse|injector)|"
    r"\bsign me up|\b(?:i'?d like|i want|i need|looking) to (?:book|schedule|come|see|meet|consult)|\b(?:any|do you have|have you got|got) (?:\w+ )?(?:openings?|availability|available|appointments?|slots?|times?|spots?)\b|\bwhen (?:can|could) (?:i|we) (?:come|see|be|get)|"
    r"\bwhat(?:'s| is| do you have)? (?:available|open)\b|\banything (?:available|open|on|for|this|next|tomorrow|today)\b|"
    r"\b(?:agend\w+|reserv\w+|sac\w+|hacer|pedir|tener|quiero|quisiera|necesito|gustaria|programar) (?:\w+ )?(?:una |un |otra |la )?(?:cita|consulta|turno|visita|sesion)\b|\b(?:agendar|reservar)(?:me|la)?\b|\b(?:puedo|podria|puede|quisiera|quiero) (?:ir|venir|pasar|verme|que me vean|ver a)\b|"
    r"\b(?:tienen|hay|tiene) (?:\w+ )?(?:disponibilidad|disponible|citas?|espacio|lugar|turnos?|horarios? disponibles?)\b|\bcuando (?:puedo|podria|me pueden) (?:ir|venir|ver|atender)|\b(?:una|otra) cita\b",
    "interested": r"\b(?:interested in|thinking (?:about|of)|considering|looking (?:into|for|at)|want(?:ing)? (?:to get|to have|to do|to fix|a|my|some)|i'?d like (?:to get|a|some|my)|i need|get(?:ting)? my)\b|"
    r"\b(?:me interesa|interesad[ao]|quiero (?:hacerme|operarme|ponerme|una|un)|quisiera (?:hacerme|operarme|ponerme|una|un)|estoy pensando en|me gustaria|pensando en|considerando)\b",
    # conversation
    "human": r"\b(?:talk|speak|chat|connect|transfer|put) (?:me )?(?:to|with|through)(?: to)? (?:\w+ ){0,3}?(?:human|person|someone|somebody|representative|rep|receptionist|agent|operator|staff|people|manager|coordinator|nurse|one of you)\b|"
    r"\b(?:a |an |real |actual |live |human )(?:human|person|agent|representative|receptionist|operator)\b(?! (?:who|that|with))|^(?:human|person|agent|operator|representative|receptionist|someone real|somebody)(?: please)?$|"
    r"\b(?:get|give|want|need) (?:me )?(?:a |an |some )?(?:real |live |actual )?(?:human|person|someone real|representative|operator|agent)\b|\b(?:don'?t|do not|rather not|not) (?:want to |wanna |going to )?(?:talk|speak|chat)(?:ing)? (?:to|with) (?:an? |this )?(?:bot|robot|machine|computer|ai)\b|\bnot an? (?:bot|robot|machine)\b|\bhate (?:bots|robots|machines|talking to)|"
    r"\b(?:hablar|comunic\w+|pas\w+|conect\w+|transfier\w+|chatear) (?:\w+ )?con (?:\w+ ){0,2}?(?:persona|alguien|humano|recepcionista|asesor|agente|operador|encargad[oa]|enfermera|representante)|\b(?:una )?persona (?:real|de verdad|humana)|\bun humano\b|^(?:persona|humano|agente|operador|recepcionista)(?: por favor)?$",
    "robot": r"\b(?:are|r) (?:you|u) (?:an? )?(?:\w+ )?(?:robot|bot|ai|human|real|machine|computer|person|automated|chatbot|chat ?gpt|live)\b|\b(?:is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? )?(?:\w+ )?(?:robot|bot|ai|human|machine|computer|person|real|chatbot)\b|\byou(?:'re| are) (?:an? )?(?:robot|bot|ai|machine)\b|"
    r"\b(?:eres|es usted|usted es|es esto|esto es|estoy hablando con|hablo con) (?:una? )?(?:\w+ )?(?:robot|bot|ia|humano|humana|persona|maquina|computadora|inteligencia artificial|real)\b",
    "who_are_you": r"\b(?:who are you|who is this|what'?s your name|who am i (?:talking|speaking) (?:to|with)|what are you)\b|\b(?:quien eres|quien es usted|como se llama usted|con quien hablo|como te llamas)\b",
    "how_are_you": r"\b(?:how are you|how'?s it going|how you doing|how are things)\b|\b(?:como esta(?:s)?(?: usted)?\b(?! (?:la|el|su))|que tal|como le va)",
    "greeting": r"^(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|hola|buen[oa]s(?: (?:dias|tardes|noches))?|buen dia|saludos)\b",
    "thanks": r"(?<!\bno )(?<!\bno, )\b(?:thanks|thank you|thank u|thx|ty|much appreciated|appreciate it|gracias|muchas gracias|le agradezco)\b",
    "goodbye": r"\b(?:good ?bye|bye|see (?:you|ya)|have a (?:good|nice|great)|that'?s (?:all|it|everything)|nothing else|i'?m (?:all set|good|done)|all set|we'?re done|no(?:thing)? more|adios|hasta luego|nos vemos|eso es todo|es todo|nada mas|seria todo|ya no necesito)\b",
    "never_mind": r"\b(?:never ?mind|nevermind|forget (?:it|about it|that)|drop it|leave it|don'?t bother|changed my mind|no longer (?:want|need)|not anymore|stop (?:this|booking)|skip it|olvid[eoa]\w*|dejel[oa]|deje ?lo|ya no(?: quiero)?|mejor no|cambie de (?:opinion|idea)|no importa)\b",
    "start_over": r"\b(?:start (?:over|again|from scratch|fresh)|restart|begin again|from the (?:top|beginning)|empe[cz]\w+ (?:de nuevo|otra vez|desde)|de cero|desde el principio|volver a empezar|reiniciar)\b",
    "undecided": r"\b(?:not sure|i don'?t know|dunno|idk|no idea|let me think|maybe later|need to think|have to think|undecided|can'?t decide|no (?:lo )?se|no estoy segur[oa]|dejeme pensar|tal vez|quizas?|lo pienso|tengo que pensarlo)\b",
    "complaint": r"\b(?:complain\w*|refund|lawyer|attorney|sue|suing|lawsuit|malpractice|botched|ruined|unacceptable|terrible service|file a complaint|bad review|queja|reclamo|reembolso|abogad[oa]|demandar|demanda|mala praxis|negligencia)\b",
    "clinical": r"\b(?:refill|prescription|medication|medicine|antibiotic|blood thinner|ibuprofen|advil|tylenol|ozempic|semaglutide|wegovy|side effect|interact\w*|dosage|dose|results? (?:of|from|back)|lab results?|biopsy|pathology|"
    r"receta|medicament\w+|medicina|antibiotico|anticoagulante|dosis|resultados? (?:de|del)|biopsia|patologia)\b",
    "late": r"\b(?:running|be|i'?m|am|going to be|stuck)\b.{0,25}\b(?:late|traffic)\b|\b(?:llegar|llego|voy|estoy)\b.{0,20}\b(?:tarde|retrasad[oa]|trafico)\b",
    "third_party": r"\b(?:is|was|has|did|does|how is|how'?s) (?:my (?:\w+ )?(?:friend|wife|husband|mother|mom|sister|daughter|son|boyfriend|girlfriend|boss|neighbor|coworker|ex)|mr|mrs|ms|she|he|\w+ \w+)\b.{0,30}\b(?:a patient|patient (?:there|here|of yours)|(?:have|had|having|get) (?:surgery|an appointment|a procedure|work done|an operation)|been (?:there|in|seen)|doing after|come in)\b|"
    r"\b(?:es|fue) (?:\w+ ){1,4}paciente\b|\bmi (?:amig[oa]|espos[oa]|herman[oa]|madre|mama|hij[oa]|jefe|vecin[oa]) (?:es paciente|se opero|tiene cita)",
    # facts about the person
    "new_patient": r"\bi'?m (?:brand )?new\b|\b(?:i'?m|i am|im|as a|a|we'?re) (?:a )?(?:brand )?new (?:patient|client|here|to (?:you|the|your))|\bnew patient\b|\bnever been (?:there|here|seen|to)|\bfirst (?:time|visit)\b|\bhaven'?t been (?:there|here|before)|"
    r"\b(?:soy )?(?:paciente )?nuev[oa](?: paciente)?\b|\bprimera vez\b|\bnunca he (?:ido|estado|venido)",
    "existing_patient": r"\b(?:existing|current|returning|established) (?:patient|client)|\b(?:i'?ve|i have|i was|we'?ve) (?:been|seen|come|gone|treated)(?: \w+)? (?:there|here|before|by|dr|to you)|\bi'?m (?:already )?a patient\b|\b(?:already|been) a patient\b|\bmy last (?:visit|appointment)\b|\bi see dr\b|"
    r"\bya soy paciente\b|\bsoy paciente(?! nuev)\b|\bya he (?:ido|estado|venido)|\bmi ultima (?:visita|cita)\b",
    "post_op": r"\b(?:post[ -]?op|after (?:my|the) (?:surgery|operation|procedure)|i had (?:my )?(?:surgery|\w+ surgery)|stitch(?:es)? (?:out|removed)|suture)|\b(?:post ?operatori[oa]|despues de (?:mi|la) (?:cirugia|operacion)|me opere|me operaron|quitar(?:me)? los puntos)\b",
    "for_child": r"\b(?:for|about) my (?:\w+ )?(?:son|daughter|kid|child|teen\w*|baby|boy|girl)\b|\bpara mi (?:hij[oa]|nin[oa])\b",
    "for_other": r"\b(?:for|about) my (?:\w+ )?(?:mom|mother|dad|father|husband|wife|partner|sister|brother|friend|boyfriend|girlfriend|grandmother|aunt|uncle|cousin)\b|\bpara mi (?:mama|madre|papa|padre|espos[oa]|marido|pareja|herman[oa]|amig[oa]|novi[oa]|abuel[oa]|ti[oa]|prim[oa])\b",
    "doctor_only": r"\b(?:only|just|actual|real|want|see|need|prefer|with) (?:an? |the |actual )?(?:md|doctor|surgeon|physician)\b(?=.*\b(?:not|only|no|instead)\b)|\b(?:doctor|surgeon|md|physician) only\b|\bnot (?:a |the )?(?:nurse|pa|assistant|np)\b|\bno (?:una )?(?:enfermera|asistente)\b|\bsolo (?:con )?(?:un |una |el |la )?(?:medico|doctora?|ciruja\w+)",
    "woman": r"\b(?:female|woman|lady) (?:doctor|surgeon|provider|dr|one)\b|\b(?:doctor|surgeon|provider) who is a woman\b|\b(?:una )?(?:doctora|cirujana)\b(?! \w*[A-Z])|\b(?:doctor|medico) mujer\b",
    "man": r"\b(?:male|man) (?:doctor|surgeon|provider|dr)\b|\b(?:medico|doctor) (?:hombre|varon)\b",
    "any_provider": r"\b(?:any|either|whichever|whatever) (?:doctor|dr|surgeon|provider|of them|one)\b|\bwhoever\b|\bdoesn'?t matter (?:who|which)|\bdon'?t (?:care|mind) (?:who|which)|\bno (?:preference|preferences)\b|\banyone\b|\banybody\b|\bcualquier(?:a)? (?:doctor\w*|medico|ciruja\w+)|\bcualquiera\b|\bno (?:tengo|importa) (?:preferencia|quien|cual)|\bel que (?:sea|este)\b",
    "other_provider": r"\b(?:the )?other (?:doctor|dr|surgeon|provider|one|lady|guy)\b|\b(?:a )?different (?:doctor|dr|surgeon|provider)\b|\bsomeone else\b|\bother (?:than|besides) (?:dr|her|him)|\bel otro (?:doctor|medico|cirujano)|\bla otra (?:doctora|cirujana)|\botr[oa] (?:doctor\w*|medico|ciruja\w+)",
    "other_location": r"\b(?:the )?other (?:location|office|clinic|place|branch)\b|\b(?:a )?different (?:location|office)\b|\bla otra (?:sede|oficina|clinica|ubicacion)|\bel otro (?:consultorio|lugar|local)|\botra (?:sede|oficina|clinica)",
    "any_location": r"\b(?:either|any|whichever) (?:location|office|place|one)\b|\bdoesn'?t matter where\b|\bcualquier (?:sede|oficina|lugar|clinica)|\b(?:whichever|whatever)(?: is|'s)? (?:closest|closer|sooner|soonest|first|easier)",
    "spanish": r"\b(?:en espanol|habla(?:n)? espanol|speak spanish|in spanish|espanol por favor|spanish please)\b",
    "english": r"\b(?:in english|speak english|english please|en ingles|hablas? ingles)\b",
    "text_me": r"\b(?:text|sms|message) (?:me|it to me)\b|\bsend (?:me )?(?:it |that |the \w+ )?(?:by |a |via )?(?:text|sms)\b|\bmandar?(?:me)? (?:un )?(?:mensaje|sms|texto)\b",
    "about": r"\b(?:tell me (?:more )?about|more about|info(?:rmation)? (?:on|about)|learn (?:more )?about|curious about|explain|know (?:more )?about|details (?:on|about)|what(?:'s| is| are) (?:an? |the )?(?!your|my|available|open)|hableme de|informacion (?:de|sobre)|saber (?:mas )?(?:de|sobre)|que es)\b",
    # questions about facts that the clinic's records hold
    "price": r"\b(?:how much|price\w*|pricing|cost\w*|what (?:do|does|would) (?:\w+ ){1,4}(?:run|charge|set me back)|rates?|fees?|expensive|quote|estimate|ballpark|cuanto (?:cuesta|vale|sale|cobran|es|seria|costaria)|precio\w*|costo\w*|cuestan|tarifa\w*|presupuesto)\b",
    "discount": r"\b(?:discounts?|coupons?|promo\w*|specials?|deals?|cheap\w*|groupon|descuentos?|ofertas?|promocion\w*|barat[oa]s?)\b",
    "hours": r"\b(?:hours|what time do you (?:open|close)|when (?:do|are) you (?:open|close\w*)|are you open|you open|open (?:on|today|tomorrow|late|now|weekends)|closing time|opening time|horario\w*|a que hora (?:abren|cierran)|cuando (?:abren|cierran)|estan abiertos|abren)\b",
    "address": r"\b(?:address|where (?:are|r) (?:you|u|your)|where is (?:your|the) (?:office|clinic|\w+ (?:office|location))|where'?s (?:your|the) (?:office|clinic)|located|your locations?|locations? of|directions|how do i get (?:there|to)|which floor|what floor|suite|direccion|donde (?:estan|esta|queda\w*|se encuentra\w*)|ubicacion|ubicados|como llego|que piso)\b",
    "parking": r"\b(?:park|parking|garage|valet|estacionar\w*|estacionamiento|parqueo|aparcar|parquear)\b",
    "transit": r"\b(?:bus|subway|train|metro|transit|public transport\w*|light rail|bart|autobus|camion|tren|transporte publico)\b",
    "insurance": r"\b(?:insur\w+|in[ -]network|accept|do you take|covered|coverage|medicaid|medicare|seguro\w*|aseguranza|aceptan|cobertura|cubre\w*)\b",
    "providers": r"\b(?:who (?:are|is) (?:your|the) (?:doctors?|surgeons?|providers?|injectors?)|which (?:doctors?|surgeons?|providers?)|what (?:doctors|surgeons)|who (?:does|do|performs|would do|will do|can do)|your (?:doctors|surgeons)|quien (?:hace|realiza|opera)|quienes son (?:los|sus)|que (?:doctores|cirujanos|medicos)|sus (?:doctores|cirujanos|medicos))\b",
    "credentials": r"\b(?:board[ -]certif\w*|certified|credential\w*|qualif\w+|licensed|degree|training|experience\w*|certificad[oa]s?|credenciales|titulos?|experiencia)\b",
    "services": r"\b(?:what (?:services|procedures|treatments|do you (?:do|offer))|which (?:services|procedures|treatments)|list of (?:services|procedures|treatments)|que (?:servicios|procedimientos|tratamientos|ofrecen|hacen))\b",
    "preparation": r"\b(?:prepare|preparation|before (?:my|the) (?:appointment|visit|consult\w*)|what (?:should|do) i bring|bring with me|need to bring|prepararme|preparacion|antes de (?:mi|la) (?:cita|consulta)|que (?:debo|tengo que) (?:llevar|traer))\b",
    "duration": r"\b(?:how long (?:is|does|will|would) (?:the |a |an |my )?(?:\w+ )?(?:appointment|visit|consult\w*|session|it take|treatment)|cuanto (?:dura|tarda)(?: la| una)?(?: cita| consulta| visita| sesion)?)\b",
    "phone": r"\b(?:(?:cell|direct|personal|office) (?:phone|number|line)|phone number|your number|number (?:to|i can) call|call you|numero de telefono|su numero|telefono)\b",
    "offers": r"\b(?:do (?:you|u|y'?all) (?:do|offer|perform|have|provide|carry|treat|specialize)|you (?:guys )?(?:do|offer|perform|provide)|can you (?:do|fix|remove|treat)|is (?:that|this) something you|hacen|ofrecen|realizan|tienen|trabajan con|pueden (?:hacer|quitar|tratar))\b",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}

_SPANISH_WORDS = frozenset(
    [
        "hola",
        "buenas",
        "buenos",
        "quiero",
        "quisiera",
        "necesito",
        "gracias",
        "cita",
        "consulta",
        "cuanto",
        "cuesta",
        "donde",
        "cuando",
        "tienen",
        "hacen",
        "puedo",
        "usted",
        "por",
        "favor",
        "para",
        "con",
        "una",
        "soy",
        "me",
        "llamo",
        "manana",
        "semana",
        "jueves",
        "viernes",
        "lunes",
        "martes",
        "miercoles",
        "sabado",
        "nariz",
        "estoy",
        "que",
        "como",
        "esta",
        "el",
        "los",
        "las",
        "del",
        "mi",
        "es",
        "si",
        "pero",
        "tambien",
        "hay",
        "ir",
        "doctora",
        "cirugia",
        "tengo",
        "gustaria",
    ]
)
_ENGLISH_WORDS = frozenset(
    [
        "hi",
        "hello",
        "the",
        "i",
        "you",
        "do",
        "want",
        "need",
        "would",
        "like",
        "to",
        "my",
        "is",
        "are",
        "can",
        "could",
        "what",
        "when",
        "where",
        "how",
        "much",
        "appointment",
        "and",
        "for",
        "with",
        "on",
        "at",
        "please",
        "thanks",
        "have",
        "it",
        "in",
        "of",
        "a",
        "book",
        "see",
        "come",
        "am",
        "me",
        "this",
        "that",
        "any",
    ]
)


def intents_in(folded: str) -> set[str]:
    """The names of all patterns that match the folded clause."""
    return {name for name, pattern in _COMPILED.items() if pattern.search(folded)}


def matches(name: str, folded: str) -> bool:
    """Whether the pattern `name` matches the folded text."""
    return bool(_COMPILED[name].search(folded))


def language_of(words: Iterable[str]) -> str | None:
    """`es` or `en` when the words clearly lean to one, else None."""
    found = list(words)
    spanish = sum(word in _SPANISH_WORDS for word in found)
    english = sum(word in _ENGLISH_WORDS for word in found)
    if spanish > english:
        return "es"
    if english > spanish:
        return "en"
    return None
