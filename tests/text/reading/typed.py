"""What people type and other servers garble, and what is said of it."""

from typing import NamedTuple


class Typed(NamedTuple):
    text: str
    language: str
    spoken: str


TYPED = [
    Typed("Pague 20 reais", "pt-br", "Pague vinte reais"),
    Typed("2% ", "pt-br", "dois por cento"),
    Typed("2€", "pt-br", "dois euros"),
    Typed("2@", "pt-br", "duas arrobas"),
    Typed("R$ 1.234,56", "pt-br", "mil duzentos e trinta e quatro reais e cinquenta e seis centavos"),
    Typed("Sr. João", "pt-br", "Senhor João"),
    Typed("Sra. Lima", "pt-br", "Senhora Lima"),
    Typed("D. Maria", "pt-br", "dona Maria"),
    Typed("2024-03-15", "pt-br", "quinze de março de dois mil e vinte e quatro"),
    Typed("10-20", "pt-br", "dez a vinte"),
    Typed("(11) 98765-4321", "pt-br", "um um nove oito sete seis cinco quatro três dois um"),
    Typed("12.5", "pt-br", "doze ponto cinco"),
    Typed("10h30", "pt-br", "dez horas e trinta"),
    Typed("90 km/h", "pt-br", "noventa quilômetros por hora"),
    Typed("séc. XX", "pt-br", "século vinte"),
    Typed("Chapter IV", "en-us", "Chapter four"),
    Typed("the 1990s", "en-us", "the nineteen nineties"),
    Typed("Dec. 25th", "en-us", "December twenty fifth"),
    Typed("$5.3 billion", "en-us", "five point three billion dollars"),
    Typed("12/25/2024", "en-us", "December twenty fifth twenty twenty four"),
    Typed("ac\u0327a\u0303o", "pt-br", "ação"),
    Typed("Sa\u0303o", "pt-br", "São"),
    Typed("nin\u0303o", "es", "niño"),
    Typed("o\ufb01cial", "pt-br", "oficial"),
    Typed("\uff21\uff22\uff23", "pt-br", "a b c"),
    Typed("\U0001d5d5\U0001d5fc\U0001d5fa", "pt-br", "Bom"),
    Typed("\uff11\uff12\uff13", "pt-br", "cento e vinte e três"),
    Typed("\u22125", "pt-br", "menos cinco"),
    Typed("\u2460", "pt-br", "um"),
    Typed("pa\u200bla\u200dvr\ufeffa", "pt-br", "palavra"),
    Typed("Página um.\fPágina dois.", "pt-br", "Página um. Página dois."),
    Typed("Compras\nLeite\nPão", "pt-br", "Compras. Leite. Pão"),
    Typed("**negrito** [link](http://a.b) a&nbsp;b", "pt-br", "negrito link a b"),
    Typed("%", "pt-br", "por cento"),
    Typed("№", "pt-br", "número"),
    Typed("👍", "pt-br", "polegar para cima"),
]
NAMED = [typed for typed in TYPED if all(len(word) > 1 for word in typed.spoken.split())]
"""Without those that have letters which are spelled, whose names the reading does not show."""
