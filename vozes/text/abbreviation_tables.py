"""The words by which `abbreviations` tells whether a full stop ends a sentence, by language; `""` stands for all."""

BEFORE_A_NAME = {
    "": "dr prof st mr ex",
    "cs": "ing mgr bc mudr judr phdr tzv např mj tj resp",
    "de": "fr hr frl bzw vgl ca sog inkl exkl evtl ggf geb hrsg dipl str",
    "en": "mrs ms messrs rev hon gen col capt lt maj sgt cpl pvt adm cmdr gov sen rep pres supt vs mt ft cf viz approx",
    "es": "dra dres profa sr sra srta sres ud uds vd vds lic ing gral avda sto sta ee aprox cía núms",
    "fr": "mme mmes mlle mlles mgr mm vve ste cf env av",
    "hi": "डॉ प्रो श्री पं कु सं",
    "hu": "ifj id özv pl kb ún",
    "it": "sig sigg dott avv ing on geom rag cav arch spett egr gent",
    "nl": "dhr mevr mw drs ir ing bijv ca resp mej",
    "pl": "mgr inż hab ul al np tzw św pl os ks tj",
    "pt": "dra drs profa sr sra srta srs sras eng arq exmo exma ilmo ilma cel cap ten av vs pe sto sta gal maj "
    "sgt brig des dep sen gov pres trav rod al aprox cia exa exas",
    "ru": "ул им акад напр проф гр пл просп пр св тов стр см ср",
    "tr": "doç av örn sn yrd bkz vb",
}
"""Abbreviations before a name or an example; none is a word that ends a sentence."""
BEFORE_A_NUMBER = {
    "": "no nr nº núm nos nrs pp pg pág págs pag art arts fig figs vol vols cap caps sec sect tel tab vv apt",
    "cs": "č čís obr kap str sv",
    "de": "jan feb märz apr jun jul aug sep sept okt nov dez mo di mi do fr kap abb bd hft jh aufl abs ziff hst",
    "en": "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ch chap ext app",
    "es": "ene feb abr jun jul ago sept oct nov dic núms secc cáp tít lib inc apdo vers",
    "fr": "janv févr avr juil sept oct nov déc chap éd num app livr tit",
    "hu": "old sz köt fej",
    "it": "gen feb apr mag giu lug ago set ott nov dic pagg sez tit lett",
    "nl": "jan feb mrt apr mei jun jul aug sep sept okt nov dec blz hfst afb",
    "pl": "godz rozdz rys poz pkt ust tys",
    "pt": "jan fev abr mai jun jul ago nov dez num séc sécs tít liv inc tab fl fls ap apto bl lt edif qd",
    "ru": "янв февр апр июн июл авг сент окт нояб дек стр рис гл пп ст табл кн вып тел кв корп",
}
"""Abbreviations before a number."""
OFTEN_LAST = {
    "": "jr sr",
    "cs": "r st",
    "de": "usw etc jh",
    "en": "inc ltd corp co bros ave blvd rd dept univ jan feb aug sept oct nov dec",
    "es": "hnos cía",
    "fr": "cie bd éd",
    "it": "spa ecc",
    "nl": "bv nv",
    "pl": "r w",
    "pt": "ltda cia filho ed org",
    "ru": "г гг в вв руб млн млрд тыс др",
}
"""Abbreviations after which a word decides that often begins a sentence."""
LETTER_WORDS = {
    "ca": "é à",
    "fr": "y a à",
    "gl": "é á",
    "hu": "ő",
    "it": "è",
    "nl": "u",
    "pt": "é à",
    "ru": "я",
    "tr": "o",
    "uk": "я",
}
"""Words of one letter that end sentences."""
LABELS = {
    "de": "plan vitamin gruppe klasse typ teil punkt anhang variante option hepatitis block serie",
    "en": "plan vitamin group class type part section appendix grade team option hepatitis exhibit point figure "
    "table room gate terminal side version zone category block item letter model schedule unit level "
    "phase",
    "es": "plan vitamina grupo clase tipo parte sección anexo equipo opción hepatitis punto figura tabla sala "
    "puerta lado versión zona categoría bloque letra modelo serie inciso",
    "fr": "plan vitamine groupe classe type partie section annexe équipe option hépatite point figure tableau "
    "salle porte côté version zone catégorie bloc lettre modèle série",
    "it": "piano vitamina gruppo classe tipo parte sezione allegato squadra opzione epatite punto figura "
    "tabella sala porta lato versione zona categoria blocco lettera modello serie",
    "nl": "plan vitamine groep klasse type deel sectie bijlage optie punt figuur tabel zaal zone categorie blok "
    "letter model",
    "pt": "plano vitamina grupo classe tipo parte seção anexo equipe opção hepatite ponto figura tabela sala "
    "portão lado versão zona categoria bloco letra modelo série turma item nota conta alínea alternativa "
    "fase nível ala time quadro",
    "ru": "план витамин группа группы класс тип часть пункт вариант гепатит блок",
}
"""Words after which a single letter is a name of its own, no initial: `plano B`."""
FIRST_WORDS = {
    "cs": "A Ale Ten Ta To On Ona Oni Já My Vy Když Pak Potom Proto Jeho Její V Na Po Ve",
    "de": "Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Aber Und Dann Danach Doch Auch Als Wenn Im In Am Dieser "
    "Diese Dieses Heute Nun So Sein Seine Ihre Man Hier Dort",
    "en": "The A An He She It We They You I His Her Its Their Our My This That These Those But And Then So In "
    "On At For When If As After Before There Here What Who How Why Now However No Yes Not",
    "es": "El La Los Las Un Una Él Ella Ellos Yo Tú Nosotros Pero Y Entonces Luego Después Ahora Esto Este Esta "
    "No Sí Si Cuando Como Por Para En Su Sus Lo Se Hoy Ya Hay",
    "fr": "Le La Les Un Une Il Elle Ils Elles Je Tu Nous Vous On Mais Et Puis Alors Ensuite Après Maintenant Ce "
    "Cette Ces Non Oui Si Quand Comme Pour En Son Sa Ses Dans Où L'",
    "hu": "A Az Egy Ő Ők Én De És Aztán Most Ez Nem Ha Mert Majd Itt Ott",
    "it": "Il Lo La I Gli Le Un Una Lui Lei Loro Io Tu Noi Ma E Poi Allora Dopo Adesso Questo Questa Non Sì Se "
    "Quando Come Per In Nel Suo Sua Oggi Ora C'è",
    "nl": "De Het Een Hij Zij Ze We Wij Ik Je Maar En Dan Toen Daarna Nu Dit Dat Niet Als Voor In Op Zijn Haar Er",
    "pl": "On Ona Ono Oni Ja My Ale I A Potem Wtedy Teraz To Ten Ta Nie Tak Gdy Jeśli Jego Jej W Na Po Jest Był",
    "pt": "O A Os As Um Uma Ele Ela Eles Elas Eu Você Nós Mas E Então Depois Agora Isso Isto Este Esta Esse "
    "Essa Aquele Aquela Não Sim Se Quando Como Por Para Em No Na Nos Nas Seu Sua Já Hoje Ontem Lá Aqui "
    "Foi É Há Que Também Logo",
    "ru": "Он Она Оно Они Я Мы Вы Ты Но И А Потом Затем Теперь Это Этот Эта Не Да Если Когда Как Для В На По "
    "Его Её Ее Их",
    "tr": "Bu Şu O Ben Sen Biz Siz Onlar Ama Ve Sonra Şimdi Bir Hayır Evet Eğer",
}
"""Words that often begin sentences and are no names."""
