"""Germanic languages: English, German, Dutch, Norwegian: what they call the parts of treaties."""

from __future__ import annotations

from treatydiff.readers.recognition.languages.language import Language

ENGLISH = Language(
    "en",
    joining="and but",
    obliging="shall must undertake undertakes agree agrees",
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
        r"in (?:witness|faith|testimony) (?:where\s?of|there\s?of|wherof)\b",
        r"done (?:at|in|on|this|and)\b",
        r"signed (?:at|in|on|this)\b",
        r"(?:made|executed) (?:at|in) (?:the city|\w+ on|\w+, on)\b",
        r"(?:this|the present) [a-z]+ (?:is|was|has been) (?:signed|done|made|executed|drawn up) (?:in|on|at)\b",
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
    closing_abbreviations="etc co corp inc ltd",
    numbered_abbreviations="no nos",
    modals="shall must may will agree agrees undertake undertakes is are has have should",
)

GERMAN = Language(
    "de",
    joining="und aber",
    obliging="muss muß müssen soll sollen wird werden verpflichtet verpflichten",
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
    closing_abbreviations="usw",
    modals="ist sind wird werden kann können soll sollen muss verpflichten",
)

DUTCH = Language(
    "nl",
    joining="en maar",
    obliging="zal zullen moet moeten dient dienen verbindt verbinden",
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
    closing_abbreviations="enz d.w.z",
    modals="is zijn zal zullen moet moeten kan kunnen wordt worden verbinden",
)

NORWEGIAN = Language(
    "no",
    joining="og men",
    obliging="skal må forplikter",
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
    closing_abbreviations="osv",
    modals="er skal må kan vil forplikter",
)
