"""The Portuguese words that are told apart by an open or a closed vowel, and the words that tell it. No rules here."""

FIRST_PERSONS = frozenset(
    """
    aborto acerto aconchego acordo adorno almoço aperto apelo apoio aposto arremesso arroto atropelo broto cerco choro
    começo conforto conserto desespero desgosto desprezo desterro dobro emprego encosto endereço endosso enredo
    entorno enterro erro esboço esforço esmero espeto estorvo flagelo forro gelo gosto governo gozo jogo logro manejo
    mofo modelo namoro olho peso piloto porto posto reboco reforço rego relevo retorno rogo rolo seco selo soco sopro
    sossego suborno sufoco tempero testo toco topo torno transtorno troco tropeço zelo
    """.split()
)
"""Nouns and adjectives with a closed vowel, and verbs with an open one that go with `eu`."""
THIRD_PERSONS = frozenset("cerca escova força rola seca".split())
SUBJUNCTIVES = frozenset("controle interesse".split())
OFTEN_VERBS = frozenset("acordo almoço aposto choro começo gosto jogo olho toco troco torno".split())
"""Words that are about as often the verb."""
COMPLEMENTS_OF = {
    "gosto": frozenset(
        "de da do das dos dela dele deles delas disso disto daquilo muito mais desse dessa deste desta".split()
    ),
    "aposto": frozenset("que em no na um uma".split()),
    "rogo": frozenset("que".split()),
    "peso": frozenset("cinquenta sessenta setenta oitenta noventa cem cento uns quase".split()),
    "olho": frozenset("para pra".split()),
    "acordo": frozenset("cedo tarde às sempre".split()),
    "almoço": frozenset("sempre fora sozinho sozinha às".split()),
    "toco": frozenset("violão piano guitarra bateria baixo teclado flauta em".split()),
    "jogo": frozenset("bola futebol vôlei basquete tênis xadrez videogame cartas sempre".split()),
    "troco": frozenset("de por".split()),
}
"""Words behind some verbs that go with no noun, or seldom where no article is before it."""
BEFORE_INFINITIVES = frozenset("começo torno volto".split())

BEFORE_NOUNS = frozenset(
    """
    o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa este esta esse
    essa aquele aquela isto neste nesta nesse nessa naquele naquela deste desta desse dessa daquele daquela meu minha
    teu tua seu sua nosso nossa vosso vossa cada todo toda qualquer algum alguma nenhum nenhuma outro outra mesmo
    mesma próprio própria tanto tanta quanto certa certo tal primeiro primeira segundo segunda terceiro último última
    próximo próxima novo nova velho velha grande bom boa mau má belo bela melhor pior maior menor antigo antiga atual
    pequeno pequena muita de em com por sem sob sobre entre contra após desde durante mediante segundo como dois três
    quatro cinco mil dar deu dá pedir pediu tem tinha ter havia há houve é foi ser está estava forte falso falsa duplo
    meio total pleno plena mero mútuo puro pura falta faltam falto sinto sente tenho fazer faz fez sobra sobrou
    """.split()
)
"""Words before a noun or adjective, where no verb follows."""
BEFORE_VERBS = frozenset("não nunca jamais quando enquanto sempre".split())
ADVERBS = frozenset(
    """
    também já ainda só apenas hoje amanhã agora depois antes logo então aqui aí ali cedo diariamente onde se porque
    pois assim quase vezes talvez ontem
    """.split()
)
JOINTS = frozenset("e ou mas porém nem".split())
DATIVES = frozenset("me te lhe lhes".split())
OBJECTS = frozenset("o a os as nos se".split())
BETWEEN_I_AND_VERB = OBJECTS | ADVERBS | BEFORE_VERBS | frozenset("mais mesmo muito até nem pouco".split())
SUBJECTS = frozenset("ele ela você eles elas vocês quem gente isso isto alguém ninguém".split())
ARTICLES = frozenset("o a os as um uma uns umas seu sua seus suas meu minha nosso nossa este esta esse essa".split())
COMPLEMENTS = frozenset(
    """
    o os as um uma meu minha meus minhas este esta esse essa isso isto aquilo tudo nada bem mal cedo tarde você vocês
    ele ela eles elas todos todas demais sempre nunca aqui lá
    """.split()
)
"""Words behind a verb."""
TASTING = frozenset("tem tinha sinto sente sentir senti dá deu ter tiver com fica ficou deixa deixou pegou".split())

# sede
QUENCHING = frozenset("mata matar matou matam matando matei saciar sacia saciou mato".split())
FEELING = frozenset(
    "com muita tanta tenho tens temos têm sinto sente sentir senti sentia tive teve tiver mais dá dava".split()
)
DYING = frozenset("morrer morrendo morre morro morri morreu morto morta mortos morrem seco sensação".split())
PLACES = frozenset("governo campo município empresa são belo brasília lisboa gabinete curitiba porto".split())
BEFORE_SEATS = frozenset(
    """
    à na nova novas antiga nossa própria em uma como cidade nesta desta essa esta sua primeira segunda única principal
    """.split()
)
# colher
BEFORE_INFINITIVE = frozenset(
    """
    para pra vai vou vamos vão ia iam pode podem posso podemos poder quer querem quero queremos deve devem devemos
    precisa precisam preciso de ao sem por é ir foi foram fomos irá irão consegue conseguem consegui conseguiu costuma
    costumam saber sabe sei após
    """.split()
)
BEGINNING = frozenset(
    """
    começar começou começa começam começaram comecei começamos continua continuam continuou volta voltou voltaram
    passou passaram ajudar ajudou ajuda aprender aprendeu aprendi ensinou obrigado obrigados tornaram ficou
    """.split()
)
BEFORE_FEMININES = frozenset(
    """
    a uma da na à essa esta aquela minha sua tua nossa cada com pela dessa desta outra meia uns numa nessa nesta
    quarta
    """.split()
)
# corte
BEFORE_COURTS = frozenset(
    "a uma da na à pela essa esta aquela nossa suprema alta egrégia desta dessa nesta nessa numa sua toda".split()
)
BEFORE_MASCULINES = frozenset(
    """
    o um do no ao pelo este esse aquele meu seu teu nosso novo cada num neste nesse deste desse primeiro grande último
    que
    """.split()
)
# forma
GREASING = frozenset("unte untar untou untei unto untada".split())
MOULDS = frozenset("untada untadas redonda refratária retangular antiaderente".split())
BAKED = frozenset("bolo pudim pão pizza torta empada empadas gelo silicone alumínio bolos pães cupcake muffin".split())
# cor
KNOWING = frozenset(
    """
    sei sabe saber sabia sabemos sabem soube aprendi aprendeu aprender decorei recitar recita recitou canta cantar
    tudo letra música poema tabuada texto hino
    """.split()
)
