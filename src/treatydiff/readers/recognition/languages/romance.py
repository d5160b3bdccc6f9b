"""Romance languages: French, Spanish, Italian, Portuguese, Romanian: what they call the parts of treaties."""

from __future__ import annotations

from treatydiff.readers.recognition.languages.language import Language

FRENCH = Language(
    "fr",
    joining="et mais",
    obliging="doit doivent s'engage s'engagent s’engage s’engagent convient conviennent "
    "-era -eront -ira -iront -dra -dront",
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
    closing_abbreviations="etc s.a",
    modals="est sont doit doivent peut peuvent sera seront s'engagent conviennent",
)

SPANISH = Language(
    "es",
    joining="y e pero",
    obliging="se_compromete se_comprometen se_obliga se_obligan conviene convienen acuerdan "
    "-ará -arán -erá -erán -irá -irán -drá -drán",
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
        r"en (?:fe|testimon\w{2,4}|prueba) de lo cual\b",
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
    closing_abbreviations="etc s.a",
    modals="es son deberá deberán podrá podrán será serán se_comprometen convienen acuerdan",
)

ITALIAN = Language(
    "it",
    joining="e ed ma",
    obliging="deve devono si_impegna si_impegnano conviene convengono -erà -eranno -irà -iranno -drà -dranno",
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
    closing_abbreviations="ecc",
    modals="è sono deve devono può possono sarà saranno si_impegnano convengono",
)

PORTUGUESE = Language(
    "pt",
    joining="e mas",
    obliging="deve devem compromete-se comprometem-se obriga-se obrigam-se acordam "
    "-ará -arão -erá -erão -irá -irão",
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
    closing_abbreviations="etc s.a",
    modals="é são deve devem pode podem será serão comprometem-se acordam",
)

ROMANIAN = Language(
    "ro",
    joining="și şi iar dar",
    obliging="trebuie va vor se_obligă se_angajează",
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
    closing_abbreviations="etc s.a",
    modals="este sunt trebuie poate pot va vor se_obligă convin",
)
