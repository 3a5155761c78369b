"""What may and may not stand in a name, and the phrases that announce one, as data (accents folded away)."""

from __future__ import annotations

from jessica.dialogue.understanding.grammars.word_lists import word_set

STRONG_CUE = (
    r"\b(?:my (?:full |legal |first |whole |real )?name(?:'s|s| is|:| would be| was)|(?:the |patient "
    r"|patient's |full |legal )?name(?:'s| is|:| should be)"
    r"|(?:is )?under (?:the )?name(?: of)?|booked? under|for a patient named|i'?m called|i am called"
    r"|the name you want is"
    r"|me llamo|mi nombre(?: completo| legal)?(?: es|:)|el nombre(?: es|:)|nombre(?: completo)?:"
    r"|a nombre de|mi nombre y apellido(?: es| son))"
    r" (?:is |es |actually )?"
)
WEAK_CUE = (
    r"(?:^|(?<=[ ,.!-]))(?:this is|it'?s|it is|i'?m|i am|im|soy|habla|le habla|te habla|aqui|es|yo soy"
    r"|hi,? it'?s|speaking with"
    r"|(?:its|it's) me,?) (?:me,? )?"
)
PREFERRED_CUE = (
    r"\b(?:(?:you can |please |just |but |everyone |everybody |people |friends |they )*(?:call"
    r"|calls) me|i (?:usually |just )?go by|goes by|prefer (?:to be called|to go by)"
    r"|i prefer(?= [a-z]+(?:$|[,.!]))|known as|nickname is|pueden? (?:llamarme|decirme)|puedes "
    r"(?:llamarme|decirme)|me puede(?:n|s)? (?:llamar|decir)|llameme|llamame"
    r"|digame|dime|me dicen|me conocen como|prefiero que me (?:digan|llamen|diga|llame)|mi apodo es) "
    r"(?:by )?(?!back|at|on|when|later|if|tomorrow|today|please|al|a|cuando)"
)
CUE_AFTER_NAME = (
    r"^(?:hi,? |hello,? |hey,? |hola,? )?(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}) (?:here|speaking"
    r"|calling)\b(?! (?:about|for a))"
)
LEAD_IN = (
    r"(?:(?:yes|yeah|yep|sure|ok|okay|of course|hi|hello|hey|hola|si|claro|bueno|no|well|um|uh|so"
    r"|it'?s|it is|i'?m|i am|this is|that'?s|es|soy"
    r"|actually|sorry|first name|last name|full name|perdon|por supuesto|con gusto)[,.!:]? )*"
)
PRONOUNS = (
    r"\b(?P<pair>(?:she ?(?:/|and) ?her|he ?(?:/|and) ?him|they ?(?:/|and) ?them|(?<=use )they them"
    r"|she ?/ ?they"
    r"|he ?/ ?they|ze ?/ ?hir|xe ?/ ?xem"
    r"|(?<=pronouns are )(?:she|he|they)|(?<=pronombres son )(?:ella|el|elle)"
    r"|(?<=pronombre es )(?:ella|el|elle)"
    r"|(?<=pronombre )(?:ella|el|elle)|(?<=pronombres )"
    r"(?:ella|el|elle)|ella ?/ ?la|elle ?/ ?le))\b"
)
PRONOUN_FORMS = {
    "she": "she/her",
    "he": "he/him",
    "they": "they/them",
    "ella": "ella",
    "el": "él",
    "elle": "elle",
}
PARTICLES = word_set(
    """
    de la las los del van von der den da di dos du le el al bin ibn ter ten y st san santa abu ben
    """
)
TITLES = word_set(
    """
    mr mrs ms miss mx dr doctor sir madam mister missus sr sra srta senor senora senorita don dona
    """
)
SUFFIXES = word_set(
    """
    jr sr ii iii iv
    """
)
SECOND_GIVEN = word_set(
    """
    carlos jose luis maria antonio manuel angel fernanda isabel elena carmen pablo
    miguel alberto eduardo javier alejandro alejandra guadalupe teresa luisa rosa ines pilar jesus
    ignacio enrique ramon andres cristina beatriz victoria paz laura lucia sofia mercedes socorro rocio
    """
)
COMMON_GIVEN = word_set(
    """
    ana maria jose juan luis carlos john mary james robert bob michael david sarah sara emily emma
    olivia sophia mia linda susan karen lisa nancy betty helen sandra donna carol ruth sharon michelle
    laura amy angela kim kimberly jessica jennifer ashley amanda melissa stephanie rebecca rachel megan
    hannah anna kate katie jane joan joe tom jim mike dave steve paul mark george kevin brian jason ryan
    eric jacob will bill matt chris tony sam ben alex max leo lucia sofia elena carmen rosa isabel marta
    pilar teresa miguel pedro pablo jorge diego javier antonio manuel francisco rafael fernando roberto
    ricardo eduardo alejandro andres daniel gabriel lupe guadalupe paula julia julie claudia patricia
    monica diana adriana natalia andrea valentina camila mariana gloria beth sue ann anne lee eva nora
    zoe ivy ava ella priya wei mei omar ali fatima aisha mohammed noah liam ethan peter tim
    """
)
ALSO_NAMES = word_set(
    """
    will april may june august mark bill grace hope rose summer grant art chance drew jack faith joy
    autumn dawn eve angel jesus mercedes paz sol luz amparo dolores rosario consuelo carol pat sue dean
    chase hunter sky
    """
)
COMMON_GIVEN |= word_set(
    """
    jenny jen tina gina lori lisa laurie debbie deb cindy wendy heather crystal tiffany brittany amber
    danielle nicole vanessa veronica yolanda ximena fernanda daniela mariela lupita chelsea courtney
    whitney lindsay allison alison brooke paige jill jackie judy joyce janet jean gloria donald kenneth
    ronald larry jerry dennis frank raymond greg josh joshua justin brandon austin tyler dylan logan
    luke owen caleb isaac aaron adam nathan nick nicholas zach charlotte amelia evelyn abigail ella
    scarlett victoria madison lily chloe penelope layla riley zoey stella hazel violet aurora natalie
    naomi caroline savannah claire skylar luna samantha sophie alice megan molly ellen emilio hector
    oscar raul sergio victor cesar mario pepe paco nacho beto memo chuy lalo hugo ivan marco armando
    arturo lola lourdes irene silvia norma leticia alicia esther raquel susana margarita teresita
    josefina catalina noemi fatima yasmin leila amir hassan ahmed ravi anil sanjay deepa anita sunita
    kenji yuki hiro chen ling jin min
    """
)
AFTER_NAME = word_set(
    """
    and i i'm im i'd but calling here from speaking my born dob date phone number email thanks thank
    please pls y yo con nacida nacido mi telefono correo numero gracias she he they her who a the
    spelled spelt with is for to was that wanting looking hoping trying por para quiero quisiera llamo
    """
)
NOT_NAMES = word_set(
    """
    pero pronombre pronombres pronouns apellido apellidos surname
    a an the and or but not no yes yeah yep nope ok okay sure so just only also very really quite too
    still now then here there i i'm im you he she it we they me my your his her our their this that
    these those what when where who how why which is am are was were be been being do does did done have
    has had having can could will would should shall may might must in on at to for from with about of
    by as if than into out off over under up down back after before until since fine good great well ok
    bad better best sick ill hurt hurting sore sorry late early ready free available busy flexible open
    interested looking calling writing wondering thinking hoping trying wanting needing considering
    planning going coming having getting feeling asking checking scheduled scheduling booking booked
    confirming rescheduling cancelling new old existing current returning patient patients client
    customer person woman man girl boy mom mother dad father daughter son wife husband sister brother
    friend partner parent guardian pregnant nervous scared worried afraid excited happy sad tired
    confused curious unsure certain concerned anxious embarrassed allergic diabetic healthy single
    married male female trans nonbinary american mexican spanish english hispanic latina latino years
    year yrs old day days week weeks month months today tomorrow tonight morning afternoon evening noon
    night monday tuesday wednesday thursday friday saturday sunday weekend weekends next last first
    second third january february march june july august september october november december appointment
    appointments consult consultation surgery surgeon doctor nurse clinic office procedure botox filler
    fillers rhinoplasty nose job breast augmentation lift tummy tuck liposuction lipo facelift implants
    price cost quote question questions information info insurance payment deposit emergency pain
    bleeding name names phone number email address something anything nothing everything someone anyone
    nobody everyone somebody thing things kind sort bit little lot much many more most some any all both
    each every either neither one two three four five six seven eight nine ten please thanks thank hi
    hello hey bye goodbye good wrong right correct incorrect true false maybe later never always
    interested post op recovering driving working outside inside home work school running away gone
    around near sure afraid able unable supposed allowed glad ready done finished stuck lost waiting
    welcome hola buenos buenas dias tardes noches gracias por favor si no bueno claro vale perfecto bien
    mal mejor paciente nueva nuevo mujer hombre madre padre mama papa hija hijo esposa esposo hermana
    hermano amiga amigo alergica alergico diabetica diabetico mayor menor casada casado soltera soltero
    mexicana mexicano colombiana colombiano latina un una uno unos unas lo que quien como cuando donde
    porque para con sin sobre entre hasta desde muy mas menos ya yo tu usted ella ellos ellas nosotros
    mi su este esta ese esa eso esto quiero quisiera necesito tengo tiene puedo puede estoy esta estan
    es son era fue ser estar hacer cita citas consulta cirugia doctora doctor clinica precio costo
    cuanto pregunta hoy manana ayer lunes martes miercoles jueves viernes sabado domingo semana mes ano
    anos dia hora tarde noche enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre primera primero segunda segundo nada algo todo nadie alguien interesada
    interesado lista listo segura seguro ocupada ocupado disponible embarazada llamando buscando
    pensando queriendo telefono correo numero nombre apellido idk dunno skip none anonymous whatever lol
    haha asap urgent help human agent person representative operator robot bot don't dont can't cant
    won't wont isn't doesn't didn't i'd i'll i've it's its that's thats what's there's let's lets tell
    say said know want need like love hate think guess mean prefer rather give take make book cancel
    change move reschedule schedule stop wait hold see look check talk speak call text send pay ask
    hurts pronounced spelled spelt without urgente desde aun todavia tampoco tambien llamo llamas soy
    eres somos vivo trabajo gusta gustaria
    """
)
