"""Tells by the words around a number of Portuguese whether it is said in the masculine or the feminine: `duas casas`.

It knows endings and their exceptions, no dictionary: `portuguese` asks it about one, two and the hundreds.
"""

import re

from vozes.text.normalizing.language import Gender

_FEMININE_ENDS = re.compile(
    r"[^\W\d_]*(?:[aã]s|ções|sões|xões|giões|niões|siões|stões|liões|[dtz]ades|tudes|[aiu]gens|[aeiou]rizes)|mães|mãos"
)
_FEMININE_ONE = re.compile(r"[^\W\d_]*(?:[^\W\d_]a|ção|são|xão|gião|nião|stão|[dtz]ade|tude|[aiu]gem|[aeiou]triz)")
_MASCULINE_ENDS = re.compile(r"[^\W\d_]*(?:istas?|nautas?|icidas?|iatras?|cratas?|gramas?|[cfrtxz]emas?|omas?)")
"""Endings of masculine nouns, and of nouns for people of both genders, which are masculine without an article."""
_MASCULINE = frozenset(
    """
    dia mapa problema sistema programa tema poema planeta cinema idioma clima lema dilema teorema esquema emblema
    fonema edema trauma carisma enigma estigma prisma paradigma panorama drama cometa pijama papa patriarca monarca
    profeta poeta camarada colega atleta fantasma mantra carma karma samba gorila panda coala agiota burocrata
    diplomata acrobata autodidata terapeuta guia cara indígena pirata recruta trema sósia suicida homicida belga
    hectare quilograma telegrama diploma programa karateca croata celta boia-fria puma delta carioca paraíba jesuíta
    nômade druida rastafári persa chá sofá maracujá gambá crachá alvará orixá xará pajé coração calção brasão bastão
    caixão bolsão artesão cristão alçapão corrimão órgão sótão fã galã divã ímã talismã tecnocrata guarda-chuva
    guarda-roupa guarda-costas porta-malas salva-vidas para-quedas lava-louças arranha-céu vira-lata axioma sintoma
    """.split()
)
_MASCULINE_PLURALS = frozenset(word + "s" for word in _MASCULINE) | frozenset(
    "corações calções brasões bastões caixões bolsões gás ás atrás faustões".split()
)
_FEMININE = frozenset(
    """
    lista pista vista revista entrevista conquista crista prevista mista quista soma goma gema alga extrema suprema
    mulher vez noite tarde mãe pele cor flor dor colher luz voz cruz paz raiz nuvem ordem margem origem virgem hélice
    febre neve árvore torre base fase classe frase tosse crise tese análise hipótese síntese prótese dose catástrofe
    estrofe metrópole maré fé chaminé foto moto tribo lei mão irmã manhã maçã lã rã avelã romã cidadã campeã órfã
    alemã avó sede rede parede parte arte morte carne chave ave nave greve elipse apólice matriz atriz diretriz
    cicatriz imperatriz codorniz perdiz variz foz noz bênção alface vitrine equipe equipa gripe síndrome gangue elite
    suíte boate creche avalanche lanchonete manchete enquete omelete raquete fonte ponte semente corrente lente
    enchente patente nascente serpente estante variante mente frente sorte gente série espécie superfície face chance
    performance live selfie playlist tag hashtag startup fintech van holding ong uti ubs tv cpi upa bet interface
    pirâmide saúde virtude amizade metade vontade nação classe aliança opinião união reunião rebelião questão gestão
    sugestão fezes cútis tez hélice apendicite estirpe couve quermesse prece posse benesse interface índole vertente
    maquete caminhonete charrete gilete chacrete grade bienal capital catedral vogal espiral filial sucursal semifinal
    idade cidade unidade universidade
    """.split()
)
_FEMININE_PLURALS = frozenset(
    [word + ("es" if word[-1] in "rz" else "s") for word in _FEMININE if word[-1] != "m"]
) | frozenset(
    """
    bienais capitais catedrais vogais espirais filiais sucursais semifinais finais nuvens ordens margens origens virgens
    leis fezes raízes opiniões reuniões uniões rebeliões bênçãos
    """.split()
)
_NO_NOUNS = frozenset(
    """
    as às das nas pelas duas elas suas minhas tuas nossas mas apenas aquelas essas estas umas mesmas todas algumas
    muitas poucas delas nelas dessas destas daquelas nessas nestas daquela aquela essa esta da na pela ela sua minha
    tua nossa uma a à mesma toda alguma para pra era seja fora contra ainda agora cada nada embora acima acerca nunca
    hora quando cuja quinta segunda terça quarta sexta havia tinha estava seria teria ficava fica passa começa termina
    custa vinha dava foi está outrora já lá cá há
    """.split()
) - {"hora"}
_NEUTRAL = re.compile(
    r"(?:grandes?|importantes?|principais|principal|diferentes?|enormes?|simples|jovens|jovem|breves?|fortes?|leves?|"
    r"tristes?|felizes|feliz|melhores|melhor|piores|pior|maiores|maior|menores|menor|atuais|atual|iguais|igual|tais|"
    r"excelentes?|federais|federal|gigantes?|belos|míseros|reles|[^\W\d_]+(?:vel|veis))"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AGAIN = re.compile(
    r"[ \u00a0]*(?:\([^()]{1,40}\)[ \u00a0]*)?(?:(?:mil|ou mais|ou menos|a mais|a menos)[ \u00a0]+)*"
    r"(?:,[ \u00a0]|(?:em cada|de cada|e|ou|a|até|para|-|–)[ \u00a0]?)?"
    r"(?:\d[\d.,]{0,12}(?:[ \u00a0](?:e|ou|a)[ \u00a0]\d[\d.,]{0,12})?[ \u00a0]+(?:mil[ \u00a0]+)?)?"
)
"""What may stand between a number and its noun: `2 (duas) horas`, `2 ou 3 vezes`, `200 mil pessoas`."""
_AGAIN_BEGINS = frozenset("mil ou a e até para em de".split())
_THEIRS = frozenset("das delas destas dessas daquelas".split())
_FEMININE_BEFORE = frozenset(
    """
    as às das nas pelas umas estas essas aquelas destas dessas daquelas nestas nessas minhas tuas suas nossas outras
    algumas certas quantas tantas últimas primeiras próximas
    """.split()
)
_MASCULINE_BEFORE = frozenset(
    """
    os aos dos nos pelos uns estes esses aqueles destes desses daqueles nestes nesses meus teus seus nossos outros
    alguns certos quantos tantos últimos primeiros próximos número números página casa nº
    """.split()
)
_YEAR_BEFORE = frozenset("em de desde até ano anos após e a para".split())


def is_gendered(written: str) -> bool:
    """Returns whether a number has a feminine: its last digits, or its thousands, end in 1 or 2, or are hundreds."""
    digits = "".join(sign for sign in written.partition(",")[0] if sign.isdecimal())[-6:]
    for group in (digits[-3:], digits[-6:-3]):
        if group and ((group[-1] in "12" and group[-2:-1] != "1") or (len(group) == 3 and group[0] > "1")):
            return True
    return False


def gender_around(text: str, start: int, end: int) -> Gender:
    """Returns the gender in which the number at a place is said."""
    written = text[start:end]
    if not is_gendered(written):
        return "m"
    before = word_before(text, start)
    if before in _FEMININE_BEFORE:
        return "f"
    is_year = len(written) == 4 and written.isdecimal() and "1500" <= written < "2100"
    if before in _MASCULINE_BEFORE or (is_year and before in _YEAR_BEFORE):
        return "m"
    return gender_of(text[end : end + 64], one=written.strip("+-") == "1")


def word_before(text: str, place: int) -> str:
    """Returns the word before a place, in small letters; empty where something else than a space stands between."""
    before = text[max(0, place - 17) : place].rstrip(" \u00a0")
    return before[max(before.rfind(" "), before.rfind("\u00a0"), before.rfind("(")) + 1 :].lower()


def gender_of(following: str, *, one: bool = False) -> Gender:
    """Returns the gender of the noun that follows a number; `one`: the noun is in the singular."""
    place = 1
    if following[:1] not in (" ", "\u00a0"):
        if following[:2] not in (", ", "-", "–") and following[:1] not in "-–":
            return "m"
        place = 0
    word = _WORD.match(following, place)
    if word is None or word[0] in _AGAIN_BEGINS:
        again = _AGAIN.match(following)
        skipped = again.end() if again else 0
        one = one and not any(sign.isdecimal() for sign in following[:skipped])
        word = _WORD.match(following, skipped)
    elif word[0] in _THEIRS:
        return "f"
    if word is not None and _NEUTRAL.fullmatch(word[0].lower()):
        word = _WORD.match(following, min(word.end() + 1, len(following))) or word
    return "f" if word is not None and is_feminine(word[0].lower(), one=one) else "m"


def is_feminine(noun: str, *, one: bool) -> bool:
    """Returns whether a noun in small letters, in the singular or else the plural, is feminine."""
    if noun in _NO_NOUNS:
        return False
    if noun in (_FEMININE if one else _FEMININE_PLURALS):
        return True
    if noun in (_MASCULINE if one else _MASCULINE_PLURALS) or _MASCULINE_ENDS.fullmatch(noun):
        return False
    return (_FEMININE_ONE if one else _FEMININE_ENDS).fullmatch(noun) is not None
