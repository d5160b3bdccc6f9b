"""What languages call the units of treaties, how they number them, and how they begin what has no number.

One table, `LANGUAGES`; everything that reads plain text or labels takes its words from here. Words are in
lower case; marks over Latin and Greek letters may be missing in the text, since capitals often lack them.
The words are those of treaties in force in each language (own collection).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from attrs import field, frozen

from treatydiff.model.numbers import ENGLISH_WORDS

LEVELS: dict[str, int] = {
    "annex": 0,
    "protocol": 0,
    "preamble": 0,
    "part": 1,
    "book": 1,
    "title": 2,
    "chapter": 3,
    "section": 4,
    "subsection": 5,
    "article": 6,
    "paragraph": 7,
    "point": 8,
}
"""How deep units nest, 0 for the outermost; a unit holds what is deeper."""


@frozen
class Language:
    """What one language calls the parts of a treaty: all that a reader of plain text knows of it.

    Attributes:
        name: BCP 47's first subtag.
        units: kinds of provisions and the words for them, as headings have them, parted by spaces; `_` in a
            word is a space; a full stop at its end may be missing.
        numerals: number words from 1 upwards, parted by spaces; `/` parts several words for one number.
        preambles: what stands over a preamble.
        finals: what stands over final provisions.
        closings: how the closing begins.
        signings: how a line among the signatures begins.
        recitals: how a recital begins.
        leading: words that lead on: a line that ends with one is not at its end, and neither is a title.
        abbreviations: words whose full stop ends nothing.
        modals: words that titles do not have, and provisions do.
        joining: words that join one statement to another.
        counter: for languages that write 第N条: what stands before the number.
        counted: for these, kinds and the characters after the number.
        counting_on: for these, what joins a second number ("第二条之一").
    """

    name: str
    units: dict[str, str] = field(factory=dict)
    numerals: str = ""
    preambles: str = ""
    finals: str = ""
    closings: tuple[str, ...] = ()
    signings: tuple[str, ...] = ()
    recitals: tuple[str, ...] = ()
    leading: str = ""
    abbreviations: str = ""
    modals: str = ""
    joining: str = ""
    counter: str = ""
    counted: dict[str, str] = field(factory=dict)
    counting_on: str = ""


_TABLE = (
    Language(
        "en",
        joining="and but",
        units={
            "annex": "annex appendix schedule attachment",
            "protocol": "protocol",
            "part": "part",
            "book": "book",
            "title": "title",
            "chapter": "chapter",
            "section": "section sec.",
            "subsection": "subsection sub-section",
            "article": "article articles art.",
            "paragraph": "paragraph para.",
            "point": "point",
        },
        preambles="preamble",
        finals="final_provisions final_clauses general_and_final_provisions concluding_provisions",
        closings=(
            r"in (?:witness|faith|testimony) (?:whereof|thereof|wherof)\b",
            r"done (?:at|in|on|this|and)\b",
            r"signed (?:at|in|on|this)\b",
            r"(?:made|executed) (?:at|in) (?:the city|\w+ on|\w+, on)\b",
        ),
        signings=(r"(?:for|on behalf of) (?:the|his|her)\b", r"\(?signed\b", r"/s/"),
        recitals=(
            r"(?:\w+ly )?(?:desir|recogni[sz]|recall|consider|having|noting|not(?:e|ed)\b|bearing|believ|"
            r"being|convinced|resolved|determined|aware|conscious|mindful|reaffirm|affirm|acknowledg|"
            r"whereas|wishing|anxious|seeking|in view|taking|guided|inspired|emphasi|stress|welcom)\w*",
        ),
        leading="a an and as at by for from in its of on or that the their to under with see per pursuant this "
        "said within between into through upon against than is are be was were shall any each every no nor "
        "article articles paragraph paragraphs section chapter annex part such which both",
        abbreviations="art arts no nos p pp par para paras sec secs ch chap vol cf viz vs etc st mr mrs ms dr prof "
        "gen col capt jan feb mar apr jun jul aug sep sept oct nov dec fig ed eds i.e e.g u.s u.k ff ibid op l ll "
        "d f co corp inc ltd u.n u.s.a u.s.s.r approx est hon",
        modals="shall must may will agree agrees undertake undertakes is are has have should",
    ),
    Language(
        "fr",
        joining="et mais",
        units={
            "annex": "annexe appendice",
            "protocol": "protocole",
            "part": "partie",
            "book": "livre",
            "title": "titre",
            "chapter": "chapitre",
            "section": "section",
            "subsection": "sous-section",
            "article": "article articles art.",
            "paragraph": "paragraphe alinéa",
            "point": "point",
        },
        numerals="premier/première/un/une deuxième/second/seconde/deux troisième/trois quatrième/quatre "
        "cinquième/cinq "
        "sixième/six septième/sept huitième/huit neuvième/neuf dixième/dix onzième/onze douzième/douze "
        "treizième/treize "
        "quatorzième/quatorze quinzième/quinze seizième/seize dix-septième/dix-sept dix-huitième/dix-huit "
        "dix-neuvième/dix-neuf vingtième/vingt vingt_et_unième/vingt_et_un vingt-deuxième/vingt-deux "
        "vingt-troisième/vingt-trois vingt-quatrième/vingt-quatre vingt-cinquième/vingt-cinq "
        "vingt-sixième/vingt-six vingt-septième/vingt-sept vingt-huitième/vingt-huit vingt-neuvième/vingt-neuf "
        "trentième/trente",
        preambles="préambule",
        finals="dispositions_finales clauses_finales dispositions_générales_et_finales",
        closings=(r"en foi de quoi\b", r"fait (?:à|en|le|au)\b", r"signé à\b"),
        signings=(r"pour (?:le|la|les|l['’])", r"\(?signé\b"),
        recitals=(
            r"(?:désir|consid[ée]r|reconnaiss|rappel|soucieu|convaincu|animé|résolu|vu\b|conscient|ayant|"
            r"souhait|notant|réaffirm)\w*",
        ),
        leading="le la les l' un une des du de d' et ou à au aux en par pour sur dans que qui avec sous "
        "article articles "
        "paragraphe chapitre annexe ce cette ces leur leurs son sa ses",
        abbreviations="art al ch chap p pp par éd m mm mme n no nos vol cf etc ex st ste s.a s.a.r.l",
        modals="est sont doit doivent peut peuvent sera seront s'engagent conviennent",
    ),
    Language(
        "es",
        joining="y e pero",
        units={
            "annex": "anexo apéndice",
            "protocol": "protocolo",
            "part": "parte",
            "book": "libro",
            "title": "título",
            "chapter": "capítulo",
            "section": "sección",
            "subsection": "subsección",
            "article": "artículo artículos art.",
            "paragraph": "párrafo apartado",
            "point": "punto",
        },
        numerals="primero/primera/primer/uno/una/único segundo/segunda/dos tercero/tercera/tercer/tres "
        "cuarto/cuarta/cuatro "
        "quinto/quinta/cinco sexto/sexta/seis séptimo/séptima/siete octavo/octava/ocho noveno/novena/nueve "
        "décimo/décima/diez undécimo/undécima/decimoprimero/décimo_primero/once "
        "duodécimo/duodécima/decimosegundo/décimo_segundo/doce "
        "décimo_tercero/decimotercero/decimotercera/trece décimo_cuarto/decimocuarto/decimocuarta/catorce "
        "décimo_quinto/decimoquinto/decimoquinta/quince "
        "décimo_sexto/decimosexto/decimosexta/dieciséis décimo_séptimo/decimoséptimo/decimoséptima/diecisiete "
        "decimoctavo/decimoctava/dieciocho décimo_noveno/decimonoveno/decimonovena/diecinueve "
        "vigésimo/vigésima/veinte "
        "vigésimo_primero/veintiuno vigésimo_segundo/veintidós vigésimo_tercero/veintitrés "
        "vigésimo_cuarto/veinticuatro vigésimo_quinto/veinticinco vigésimo_sexto/veintiséis "
        "vigésimo_séptimo/veintisiete vigésimo_octavo/veintiocho vigésimo_noveno/veintinueve trigésimo/treinta",
        preambles="preámbulo",
        finals="disposiciones_finales cláusulas_finales",
        closings=(
            r"en (?:fe|testimonio|prueba) de lo cual\b",
            r"(?:hech[oa]|firmad[oa]|suscrit[oa]|dad[oa]) (?:en|a|por)\b",
        ),
        signings=(r"por (?:el|la|los|las)\b", r"\(?fdo\b", r"\(?firmado\b"),
        recitals=(
            r"(?:deseos|considerand|reconociend|recordand|convencid|animad|resuelt|decidid|conscient|teniendo|"
            r"tomando|reafirmand)\w*",
        ),
        leading="el la los las un una unos unas de del y e o u a al en por para con sobre que según bajo "
        "artículo artículos "
        "párrafo capítulo anexo su sus este esta entre dicho dicha lo se",
        abbreviations="art arts núm num no pág págs párr p pp cap sr sra sres dr dra ud uds etc vol cf ej "
        "ee.uu s.a s.l",
        modals="es son deberá deberán podrá podrán será serán se_comprometen convienen acuerdan",
    ),
    Language(
        "de",
        joining="und aber",
        units={
            "annex": "anhang anlage",
            "protocol": "protokoll",
            "part": "teil",
            "book": "buch",
            "title": "titel",
            "chapter": "kapitel",
            "section": "abschnitt §",
            "subsection": "unterabschnitt",
            "article": "artikel art.",
            "paragraph": "absatz",
            "point": "punkt ziffer",
        },
        numerals="erster/erste/erstes/eins zweiter/zweite/zweites/zwei dritter/dritte/drittes/drei "
        "vierter/vierte/viertes/vier "
        "fünfter/fünfte/fünftes/fünf sechster/sechste/sechstes/sechs siebter/siebte/siebenter/siebentes/sieben "
        "achter/achte/achtes/acht neunter/neunte/neuntes/neun zehnter/zehnte/zehntes/zehn elfter/elfte/elftes/elf "
        "zwölfter/zwölfte/zwölftes/zwölf dreizehnter/dreizehnte/dreizehn vierzehnter/vierzehnte/vierzehn "
        "fünfzehnter/fünfzehnte/fünfzehn sechzehnter/sechzehnte/sechzehn siebzehnter/siebzehnte/siebzehn "
        "achtzehnter/achtzehnte/achtzehn neunzehnter/neunzehnte/neunzehn zwanzigster/zwanzigste/zwanzig",
        preambles="präambel",
        finals="schlussbestimmungen schlußbestimmungen",
        closings=(
            r"zu urkund dessen\b",
            r"geschehen (?:zu|in|am)\b",
            r"gegeben (?:zu|in)\b",
            r"(?:ausgefertigt|unterzeichnet) (?:in|zu|am)\b",
        ),
        signings=(r"für (?:die|das|den)\b", r"\(?gez\."),
        recitals=(
            r"(?:in (?:dem wunsch|der erwägung|anbetracht|anerkennung|der überzeugung)|von dem wunsch|geleitet|"
            r"eingedenk|entschlossen|unter)\b",
        ),
        leading="der die das des dem den ein eine einer eines einem einen und oder in im an am auf zu zum zur "
        "von vom "
        "mit nach für über unter gemäß bei durch artikel absatz kapitel anhang sowie als dass daß nummer",
        abbreviations="art abs nr ziff bzw vgl z.b d.h u.a s bd hrsg dr prof gez usw str ggf lit buchst evtl ca",
        modals="ist sind wird werden kann können soll sollen muss verpflichten",
    ),
    Language(
        "it",
        joining="e ed ma",
        units={
            "annex": "allegato appendice",
            "protocol": "protocollo",
            "part": "parte",
            "book": "libro",
            "title": "titolo",
            "chapter": "capo capitolo",
            "section": "sezione",
            "subsection": "sottosezione",
            "article": "articolo articoli art.",
            "paragraph": "paragrafo comma",
            "point": "punto",
        },
        numerals="primo/prima/uno/unico secondo/seconda/due terzo/terza/tre quarto/quarta/quattro "
        "quinto/quinta/cinque "
        "sesto/sesta/sei settimo/settima/sette ottavo/ottava/otto nono/nona/nove decimo/decima/dieci "
        "undicesimo/undici dodicesimo/dodici tredicesimo/tredici quattordicesimo/quattordici quindicesimo/quindici "
        "sedicesimo/sedici diciassettesimo/diciassette diciottesimo/diciotto diciannovesimo/diciannove "
        "ventesimo/venti",
        preambles="preambolo",
        finals="disposizioni_finali clausole_finali",
        closings=(r"in fede di (?:che|quanto|ciò)\b", r"fatto (?:a|in|il)\b", r"firmato (?:a|in)\b"),
        signings=(r"per (?:il|la|lo|l['’]|i|gli|le)\s?", r"\(?f\.to\b"),
        recitals=(r"(?:desideros|considerand|riconoscend|ricordand|convint|animat|risolut|consapevol|tenendo)\w*",),
        leading="il lo la i gli le un una uno di del della dei delle dello degli e ed o a al alla ai alle in "
        "nel nella "
        "per con su sul sulla che da dal dalla articolo paragrafo capo allegato",
        abbreviations="art artt n nn p pag pagg cap sig sigg dott prof ecc es vol cfr s.p.a s.r.l co lett",
        modals="è sono deve devono può possono sarà saranno si_impegnano convengono",
    ),
    Language(
        "pt",
        joining="e mas",
        units={
            "annex": "anexo apêndice",
            "protocol": "protocolo",
            "part": "parte",
            "book": "livro",
            "title": "título",
            "chapter": "capítulo",
            "section": "secção seção",
            "subsection": "subsecção subseção",
            "article": "artigo artigos art.",
            "paragraph": "parágrafo",
            "point": "alínea ponto",
        },
        numerals="primeiro/primeira/um/uma/único segundo/segunda/dois/duas terceiro/terceira/três "
        "quarto/quarta/quatro "
        "quinto/quinta/cinco sexto/sexta/seis sétimo/sétima/sete oitavo/oitava/oito nono/nona/nove "
        "décimo/décima/dez décimo_primeiro/onze décimo_segundo/doze décimo_terceiro/treze "
        "décimo_quarto/catorze décimo_quinto/quinze décimo_sexto/dezasseis/dezesseis "
        "décimo_sétimo/dezassete/dezessete décimo_oitavo/dezoito décimo_nono/dezanove/dezenove vigésimo/vinte",
        preambles="preâmbulo",
        finals="disposições_finais cláusulas_finais",
        closings=(
            r"em (?:fé|testemunho) d(?:o que|isso)\b",
            r"em testemunho do\b",
            r"(?:feito|assinado|lavrado) (?:em|a|aos)\b",
        ),
        signings=(r"pel[oa]s?\b", r"\(?assinado\b"),
        recitals=(
            r"(?:desejos|desejand|considerand|reconhecend|recordand|convict|animad|resolvid|conscient|tendo)\w*",
        ),
        leading="o a os as um uma de do da dos das e ou em no na nos nas por pelo pela para com sobre que ao "
        "à aos às "
        "artigo parágrafo capítulo anexo",
        abbreviations="art arts n no p pág págs cap sr sra dr dra etc ex vol cf s.a lda ltda",
        modals="é são deve devem pode podem será serão comprometem-se acordam",
    ),
    Language(
        "nl",
        joining="en maar",
        units={
            "annex": "bijlage aanhangsel",
            "protocol": "protocol",
            "part": "deel",
            "book": "boek",
            "title": "titel",
            "chapter": "hoofdstuk",
            "section": "afdeling paragraaf sectie",
            "subsection": "onderafdeling",
            "article": "artikel art.",
            "paragraph": "lid",
            "point": "punt onderdeel",
        },
        numerals="eerste/een/één tweede/twee derde/drie vierde/vier vijfde/vijf zesde/zes zevende/zeven "
        "achtste/acht "
        "negende/negen tiende/tien elfde/elf twaalfde/twaalf dertiende/dertien veertiende/veertien "
        "vijftiende/vijftien "
        "zestiende/zestien zeventiende/zeventien achttiende/achttien negentiende/negentien twintigste/twintig",
        preambles="preambule aanhef",
        finals="slotbepalingen",
        closings=(r"ten blijke waarvan\b", r"gedaan (?:te|in|op)\b", r"ondertekend (?:te|in)\b"),
        signings=(r"voor (?:de|het)\b", r"\(?w\.g\."),
        recitals=(
            r"(?:geleid|verlangend|overwegend|erkennend|indachtig|overtuigd|geleid|wensend|gelet|vastbesloten)\w*",
        ),
        leading="de het een en of in op aan van voor met bij tot door dat die te ter ten om onder artikel lid "
        "hoofdstuk bijlage",
        abbreviations="art artt nr nrs blz p lid bijv d.w.z enz mr dr prof nl o.a resp jo n.v b.v",
        modals="is zijn zal zullen moet moeten kan kunnen wordt worden verbinden",
    ),
    Language(
        "no",
        joining="og men",
        units={
            "annex": "vedlegg tillegg bilag",
            "protocol": "protokoll",
            "part": "del",
            "book": "bok",
            "title": "avdeling tittel",
            "chapter": "kapittel kapitel",
            "section": "avsnitt seksjon",
            "article": "artikkel artikel art.",
            "paragraph": "ledd",
            "point": "punkt",
        },
        numerals="én/en/ett/første/første to/andre/annen tre/tredje fire/fjerde fem/femte seks/sjette "
        "syv/sju/sjuende/syvende "
        "åtte/åttende ni/niende ti/tiende elleve/ellevte tolv/tolvte tretten/trettende fjorten/fjortende "
        "femten/femtende seksten/sekstende sytten/syttende atten/attende nitten/nittende tjue/tyve/tjuende",
        preambles="fortale innledning preambel",
        finals="sluttbestemmelser avsluttende_bestemmelser",
        closings=(
            r"til bekr\w{1,8}else (?:av dette|her(?:av|af)|på)\b",
            r"(?:utferdiget|gjort|undertegnet) (?:i|på|den)\b",
        ),
        signings=(r"for (?:regjeringen|kongeriket)\b", r"\(?sign\."),
        recitals=(r"(?:som ønsker|i erkjennelse|i betraktning|under henvisning|besluttet|overbevist|ledet av)\b",),
        leading="den det de en et ei og eller i på av for med ved til fra som at om under etter artikkel ledd "
        "kapittel vedlegg",
        abbreviations="art nr s jf bl.a f.eks osv mv dvs pkt kl ca dr",
        modals="er skal må kan vil forplikter",
    ),
    Language(
        "ro",
        joining="și şi iar dar",
        units={
            "annex": "anexa anexă",
            "protocol": "protocolul protocol",
            "part": "partea",
            "book": "cartea",
            "title": "titlul",
            "chapter": "capitolul",
            "section": "secțiunea secţiunea sectiunea",
            "subsection": "subsecțiunea",
            "article": "articolul articol art.",
            "paragraph": "alineatul paragraful",
            "point": "punctul",
        },
        numerals="întâi/întâia/unu/unic/i doi/doilea/doua trei/treilea/treia patru/patrulea cinci/cincilea "
        "șase/șaselea "
        "șapte/șaptelea opt/optulea nouă/nouălea zece/zecelea unsprezece doisprezece treisprezece paisprezece "
        "cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece douăzeci",
        preambles="preambul",
        finals="dispoziții_finale dispoziţii_finale clauze_finale",
        closings=(
            r"drept (?:care|pentru care)\b",
            r"în (?:credința|temeiul|foaia) (?:celor|a ceea|căror)\b",
            r"(?:încheiat|semnat|întocmit|făcut|redactat) (?:la|în)\b",
        ),
        signings=(r"pentru (?:guvernul|republica|partea)\b", r"\(?ss\)?"),
        recitals=(r"(?:dorind|considerând|recunoscând|reamintind|convin[sș]|animate|având|hotărâ|conștient)\w*",),
        leading="un o al a ai ale și sau de din la în pe cu prin pentru că care să articolul art alineatul "
        "capitolul anexa",
        abbreviations="art nr alin lit pct p pag cap dl dna dr etc ș.a s.a s.r.l",
        modals="este sunt trebuie poate pot va vor se_obligă convin",
    ),
    Language(
        "el",
        joining="και αλλά",
        units={
            "annex": "παράρτημα προσάρτημα",
            "protocol": "πρωτόκολλο",
            "part": "μέρος",
            "book": "βιβλίο",
            "title": "τίτλος",
            "chapter": "κεφάλαιο",
            "section": "τμήμα ενότητα",
            "article": "άρθρο άρθρον αρθ.",
            "paragraph": "παράγραφος",
            "point": "σημείο",
        },
        numerals="πρώτο/πρώτον/πρώτος/ένα/μόνο δεύτερο/δεύτερον/δύο τρίτο/τρίτον/τρία τέταρτο/τέταρτον/τέσσερα "
        "πέμπτο/πέμπτον/πέντε έκτο/έκτον/έξι έβδομο/έβδομον/επτά όγδοο/όγδοον/οκτώ ένατο/ένατον/εννέα "
        "δέκατο/δέκατον/δέκα ενδέκατο/έντεκα δωδέκατο/δώδεκα",
        preambles="προοίμιο",
        finals="τελικές_διατάξεις",
        closings=(r"σε πίστωση των\b", r"εις πίστωσιν\b", r"(?:έγινε|εγένετο|υπογράφηκε|συντάχθηκε)\b"),
        signings=(r"για (?:την|το|τη|τον)\b", r"\(?υπογραφή\b"),
        recitals=(r"(?:επιθυμώντας|εκτιμώντας|αναγνωρίζοντας|έχοντας|υπενθυμίζοντας|αποφασισμέν)\w*",),
        leading="ο η το οι τα του της των τον την και ή σε στο στη στην στον στα από για με που ότι κατά "
        "άρθρο παράγραφο",
        abbreviations="αρ άρθ αρθ παρ κ.λπ κλπ π.χ σ σελ κεφ στοιχ αριθ κ",
        modals="είναι μπορεί μπορούν πρέπει δεσμεύονται",
    ),
    Language(
        "sr",
        joining="i a ali и а али",
        units={
            "annex": "prilog aneks dodatak прилог анекс додатак",
            "protocol": "protokol протокол",
            "part": "deo dio део дио",
            "title": "naslov наслов",
            "chapter": "glava poglavlje глава поглавље",
            "section": "odeljak odjeljak одељак одјељак",
            "article": "član članak čl. члан чланак чл.",
            "paragraph": "stav став",
            "point": "tačka тачка",
        },
        numerals="prvi/prvo/prva/први/прво/прва drugi/druga/други/друга treći/treća/трећи/трећа "
        "četvrti/četvrta/четврти/четврта "
        "peti/пети šesti/шести sedmi/седми osmi/осми deveti/девети deseti/десети jedanaesti/једанаести "
        "dvanaesti/дванаести trinaesti/тринаести četrnaesti/четрнаести petnaesti/петнаести šesnaesti/шеснаести "
        "sedamnaesti/седамнаести osamnaesti/осамнаести devetnaesti/деветнаести dvadeseti/двадесети",
        preambles="preambula преамбула uvod",
        finals="završne_odredbe prelazne_i_završne_odredbe завршне_одредбе прелазне_и_завршне_одредбе",
        closings=(
            r"u potvrdu (?:čega|toga|navedenog)\b",
            r"(?:sačinjeno|potpisano|urađeno) (?:u|dana)\b",
            r"у потврду (?:чега|тога|наведеног)\b",
            r"(?:сачињено|потписано|урађено) (?:у|дана)\b",
        ),
        signings=(r"za (?:vladu|republiku)\b", r"за (?:владу|републику)\b"),
        recitals=(r"(?:želeći|imajući|uzimajući|svesn|priznajući|желећи|имајући|узимајући|свесн|признајући)\w*",),
        leading="i ili u na o od do za sa s iz po kao koji da člana članom članu и или у на о од до за са с "
        "из по као који да члана",
        abbreviations="čl st br tač tj itd g str sl npr чл ст бр тач тј итд г стр сл нпр",
        modals="je su će može mogu obavezuju је су ће може могу обавезују",
    ),
    Language(
        "ru",
        joining="и а но",
        units={
            "annex": "приложение приложеніе",
            "protocol": "протокол протоколъ",
            "part": "часть",
            "book": "книга",
            "title": "титул",
            "chapter": "глава",
            "section": "раздел отдел отдѣлъ",
            "subsection": "подраздел",
            "article": "статья статія ст.",
            "paragraph": "параграф",
            "point": "пункт подпункт",
        },
        numerals="первая/первый/первое/один вторая/второй/второе/два третья/третий/третье/три "
        "четвертая/четвёртая/четвертый/четыре "
        "пятая/пятый/пять шестая/шестой/шесть седьмая/седьмой/семь восьмая/восьмой/восемь девятая/девятый/девять "
        "десятая/десятый/десять одиннадцатая/одиннадцатый двенадцатая/двенадцатый тринадцатая/тринадцатый "
        "четырнадцатая/четырнадцатый пятнадцатая/пятнадцатый шестнадцатая/шестнадцатый семнадцатая/семнадцатый "
        "восемнадцатая/восемнадцатый девятнадцатая/девятнадцатый двадцатая/двадцатый",
        preambles="преамбула",
        finals="заключительные_положения заключительные_постановления",
        closings=(
            r"в (?:удостоверение|подтверждение|свидетельство) (?:чего|этого|вышеизложенного)\b",
            r"(?:совершено|составлено|подписано|учинено) (?:в|во|на)\b",
        ),
        signings=(r"за (?:правительство|президиум)\b", r"(?:от имени|по уполномочию)\b", r"\(?подпис"),
        recitals=(
            r"(?:желая|будучи|руководству|признавая|исходя|стремясь|учитывая|принимая|сознавая|подтверждая|"
            r"преисполнен|воодушевл|в целях)\w*",
        ),
        leading="в во на о об от до за из к ко с со по под при и или а что как для без между статьи статье "
        "статьей ст п "
        "настоящего настоящей согласно",
        abbreviations="ст п пп ч гл разд г гг т тт стр с см др пр т.е т.д т.п т.к им руб коп тыс млн млрд н.э "
        "ред обл р "
        "св проф акад",
        modals="обязуются обязуется должны должен может могут является будет будут",
    ),
    Language(
        "uk",
        joining="і й та а але",
        units={
            "annex": "додаток",
            "protocol": "протокол",
            "part": "частина",
            "book": "книга",
            "title": "титул",
            "chapter": "глава",
            "section": "розділ підрозділ",
            "article": "стаття ст.",
            "paragraph": "параграф",
            "point": "пункт підпункт",
        },
        numerals="перша/перший/один друга/другий/два третя/третій/три четверта/четвертий/чотири "
        "п'ята/п’ята/п'ятий/п’ятий "
        "шоста/шостий сьома/сьомий восьма/восьмий дев'ята/дев’ята/дев'ятий десята/десятий одинадцята дванадцята "
        "тринадцята чотирнадцята п'ятнадцята шістнадцята сімнадцята вісімнадцята дев'ятнадцята двадцята",
        preambles="преамбула",
        finals="прикінцеві_положення заключні_положення",
        closings=(
            r"на (?:посвідчення|підтвердження|засвідчення) (?:чого|цього)\b",
            r"(?:вчинено|учинено|складено|підписано) (?:в|у|на)\b",
        ),
        signings=(r"за (?:уряд|україну)\b",),
        recitals=(
            r"(?:бажаючи|керуючись|визнаючи|виходячи|прагнучи|враховуючи|беручи|усвідомлюючи|підтверджуючи)\w*",
        ),
        leading="в у на о об від до за з із зі к по під при і й та або а що як для без між статті статтею ст "
        "п цього цієї",
        abbreviations="ст п пп ч гл розд р рр т тт стор с см ін т.ч т.д т.п ім грн коп тис млн млрд",
        modals="зобов'язуються зобов’язуються повинні може можуть є буде будуть",
    ),
    Language(
        "ja",
        units={"annex": "附属書 付属書 附屬書 別表", "protocol": "議定書"},
        preambles="前文",
        finals="最終規定",
        closings=(
            r"以上の証拠として",
            r"右証拠として",
            r"右證據トシテ",
            r"(?:千九百|二千|昭和|平成|令和)[^\n]{1,40}に(?:作成|於て)",
        ),
        signings=(r".{0,20}(?:政府|代表)の?(?:ために|代表)", r"(?:日本国|大日本帝国)のために"),
        recitals=(r".{0,60}(?:希望し|確認し|考慮し|認識し|決意し|願い)、?$",),
        counter="第",
        counted={
            "part": "部",
            "book": "編篇",
            "chapter": "章",
            "section": "節",
            "subsection": "款",
            "article": "条條",
            "paragraph": "項",
            "point": "号號",
        },
        counting_on="の之",
    ),
    Language(
        "zh",
        units={"annex": "附件 附录 附錄", "protocol": "议定书 議定書"},
        preambles="序言 前言 序文",
        finals="最后条款 最後條款 附则 附則",
        closings=(
            r"(?:为此|為此|兹由|茲由|以资证明|以資證明|下列|具名)[^\n]{0,20}(?:签|簽|署)",
            r"(?:本|此)?[^\n]{0,12}(?:订|訂)于",
        ),
        signings=(r".{0,24}(?:代表|全权代表|全權代表)[：:]?$",),
        recitals=(r"(?:鉴于|鑒於|考虑到|考慮到|确认|確認|认识到|認識到|希望|重申|忆及|铭记)",),
        counter="第",
        counted={
            "part": "部",
            "book": "编編",
            "chapter": "章",
            "section": "节節",
            "subsection": "",
            "article": "条條",
            "paragraph": "款",
            "point": "项項",
        },
        counting_on="之",
    ),
    Language(
        "ko",
        units={"annex": "부속서 부록 별표", "protocol": "의정서"},
        preambles="전문",
        finals="최종조항 최종규정 부칙",
        closings=(r"이상의 증거로", r"\d{4}년[^\n]{1,40}작성"),
        signings=(r".{0,30}(?:정부|대한민국)를 (?:위하여|대표하여)",),
        recitals=(r".{0,60}(?:희망하며|인식하며|고려하여|상기하며|확인하며),?$",),
        counter="제",
        counted={
            "part": "부",
            "book": "편",
            "chapter": "장",
            "section": "절",
            "subsection": "관",
            "article": "조",
            "paragraph": "항",
            "point": "호",
        },
        counting_on="의",
    ),
    Language(
        "ar",
        units={
            "annex": "ملحق الملحق مرفق المرفق",
            "protocol": "بروتوكول البروتوكول",
            "part": "الجزء جزء",
            "book": "الكتاب",
            "title": "الباب باب",
            "chapter": "الفصل فصل",
            "section": "القسم قسم",
            "article": "المادة مادة الماده ماده",
            "paragraph": "الفقرة فقرة",
            "point": "البند بند",
        },
        numerals="الأولى/الاولى/الأول/الاول/أولى الثانية/الثاني الثالثة/الثالث الرابعة/الرابع الخامسة/الخامس "
        "السادسة/السادس "
        "السابعة/السابع الثامنة/الثامن التاسعة/التاسع العاشرة/العاشر الحادية_عشرة/الحادية_عشر/الحادي_عشر "
        "الثانية_عشرة/الثانية_عشر/الثاني_عشر الثالثة_عشرة/الثالثة_عشر الرابعة_عشرة/الرابعة_عشر "
        "الخامسة_عشرة/الخامسة_عشر السادسة_عشرة/السادسة_عشر السابعة_عشرة/السابعة_عشر الثامنة_عشرة/الثامنة_عشر "
        "التاسعة_عشرة/التاسعة_عشر العشرون/العشرين",
        preambles="الديباجة ديباجة التمهيد",
        finals="أحكام_ختامية الأحكام_الختامية",
        closings=(r"(?:وإثباتا|وإثباتًا|إثباتا|إثباتًا|وتصديقا|وإشهادا) ", r"(?:حرر|حررت|وقع|وقعت|صدر) (?:في|ب)"),
        signings=(r"عن (?:حكومة|دولة|مملكة|جمهورية)",),
        recitals=(r"(?:إذ|رغبة|واقتناعا|وإدراكا|انطلاقا)\b",),
        leading="في من إلى على عن مع أو و المادة الفقرة التي الذي",
        abbreviations="ص م هـ د",
    ),
)
LANGUAGES: dict[str, Language] = {language.name: language for language in _TABLE}
"""Languages by BCP 47's first subtag."""


@lru_cache(maxsize=1 << 16)
def _folded_character(char: str) -> str:
    lower = char.lower()
    bare = unicodedata.normalize("NFD", lower)
    if len(bare) > 1 and all(unicodedata.combining(mark) for mark in bare[1:]) and lower not in "йїґ":
        lower = bare[0]
    return lower if len(lower) == 1 else char


def folded(text: str) -> str:
    """The text in lower case and without marks over letters, character by character: offsets stay.

    Example:
        >>> folded("ARTÍCULO É")
        'articulo e'
    """
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@frozen
class UnitName:
    """What languages call a kind of provision.

    Attributes:
        kind: a name of `treatydiff.model.kinds.KINDS`.
        languages: those that call it so.
    """

    kind: str
    languages: tuple[str, ...]


@cache
def unit_names() -> dict[str, UnitName]:
    """All words for units, folded and without the full stop, with what they name."""
    found: dict[str, UnitName] = {}
    for language in LANGUAGES.values():
        for kind, words in (*language.units.items(), ("preamble", language.preambles)):
            for word in words.split():
                key = folded(word.rstrip(".").replace("_", " "))
                # The first language that has a word says what it names.
                known = found.get(key, UnitName(kind, ()))
                found[key] = UnitName(known.kind, (*known.languages, language.name))
    return found


@cache
def number_words() -> dict[str, int]:
    """Number words of all languages, folded, hyphens and spaces one space, with what they are worth."""
    found = {word.replace("-", " "): worth for word, worth in ENGLISH_WORDS.items()}
    for language in LANGUAGES.values():
        for worth, words in enumerate(language.numerals.split(), start=1):
            for word in words.split("/"):
                found.setdefault(folded(word.replace("_", " ").replace("-", " ")), worth)
    # What means different things in two languages, or is a word of its own too often.
    for word in ("i", "a", "o"):
        found.pop(word, None)
    return found


@cache
def leading_words() -> frozenset[str]:
    """Words that lead on, of all languages, folded."""
    return frozenset(folded(word) for language in LANGUAGES.values() for word in language.leading.split())


@cache
def final_words() -> frozenset[str]:
    """What stands over final provisions, in all languages, folded."""
    return frozenset(
        folded(word.replace("_", " ")) for language in LANGUAGES.values() for word in language.finals.split()
    )
