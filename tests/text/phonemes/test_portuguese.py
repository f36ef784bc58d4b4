"""Brazilian Portuguese sound by sound: what is expected here is how the language is spoken, not what a library says.

The accent is São Paulo's and that of the news: r is a tap at the end of a syllable, s is not hushed. Signs are IPA,
with a tie in what is one sound; a stress mark stands right before the stressed vowel.
"""

import pytest

from tests.text.phonemes.ipa_line import ipa_line
from vozes.text.phonemes.phonemizer import phonemize

WORDS = """
# nasal vowels: ã, am, an
lã            lˈɐ̃
maçã          masˈɐ̃
irmã          iɾmˈɐ̃
amanhã        ˌamɐ̃ɲˈɐ̃
campo         kˈɐ̃pʊ
canto         kˈɐ̃tʊ
manga         mˈɐ̃ɡɐ
sangue        sˈɐ̃ɡɪ
# nasal vowels: em, en, im, in, om, on, um, un
tempo         tˈẽpʊ
gente         ʒˈẽt͡ʃɪ
tinta         t͡ʃˈĩtɐ
limpo         lˈĩpʊ
fim           fˈĩ
sim           sˈĩ
jardim        ʒaɾd͡ʒˈĩ
bom           bˈõ
onça          ˈõsɐ
sombra        sˈõbɾɐ
um            ũ
mundo         mˈũdʊ
nunca         nˈũkɐ
comum         komˈũ
álbum         ˈa͡ʊbũ
# nasal diphthongs: ão, -am
pão           pˈɐ̃͡ʊ̃
mão           mˈɐ̃͡ʊ̃
não           nˈɐ̃͡ʊ̃
coração       kˌoɾasˈɐ̃͡ʊ̃
falam         fˈalɐ̃͡ʊ̃
cantam        kˈɐ̃tɐ̃͡ʊ̃
# nasal diphthongs: ãe, õe
mãe           mˈɐ̃͡ɪ̃
pães          pˈɐ̃͡ɪ̃s
põe           pˈõ͡ɪ̃
põem          pˈõẽ͡ɪ̃
lições        lisˈõ͡ɪ̃s
# nasal diphthongs: -em, -ens
bem           bˈẽ͡ɪ̃
também        tɐ̃bˈẽ͡ɪ̃
homem         ˈomẽ͡ɪ̃
homens        ˈomẽ͡ɪ̃s
tem           tẽ͡ɪ̃
viagem        viˈaʒẽ͡ɪ̃
parabéns      pˌaɾabˈẽ͡ɪ̃s
# ui of muito
muito         mˈũ͡ɪ̃tʊ
# a before a nasal consonant
cama          kˈɐ̃mɐ
ano           ˈɐ̃nʊ
banana        banˈɐ̃nɐ
# ti, di, final te, de
tia           t͡ʃˈiɐ
dia           d͡ʒˈiɐ
tipo          t͡ʃˈipʊ
dica          d͡ʒˈikɐ
noite         nˈo͡ɪt͡ʃɪ
leite         lˈe͡ɪt͡ʃɪ
cidade        sidˈad͡ʒɪ
grande        ɡɾˈɐ̃d͡ʒɪ
pedi          ped͡ʒˈi
antes         ˈɐ̃t͡ʃɪs
# t and d before other vowels
todo          tˈodʊ
data          dˈatɐ
teto          tˈɛtʊ
dedo          dˈedʊ
# lh and li
filho         fˈiʎʊ
filha         fˈiʎɐ
olho          ˈoʎʊ
olhos         ˈɔʎʊs
mulher        muʎˈɛɾ
milho         mˈiʎʊ
família       famˈiljɐ
Júlia         ʒˈuljɐ
Brasília      bɾazˈiljɐ
# nh
ninho         nˈiɲʊ
minha         mˈiɲɐ
senhor        seɲˈoɾ
manhã         mɐ̃ɲˈɐ̃
banho         bˈɐ̃ɲʊ
# strong r
rato          xˈatʊ
rua           xˈuɐ
carro         kˈaxʊ
terra         tˈɛxɐ
honra         ˈõxɐ
guerra        ɡˈɛxɐ
Israel        ˌizxaˈɛ͡ʊ
# weak r between vowels and in clusters
caro          kˈaɾʊ
hora          ˈɔɾɐ
prato         pɾˈatʊ
livro         lˈivɾʊ
três          tɾˈes
# r before a consonant and at the end
porta         pˈɔɾtɐ
carta         kˈaɾtɐ
verde         vˈeɾd͡ʒɪ
mar           mˈaɾ
amor          amˈoɾ
falar         falˈaɾ
# closed and open o
avô           avˈo
avó           avˈɔ
jogo          ʒˈoɡʊ
jogos         ʒˈɔɡʊs
ovo           ˈovʊ
ovos          ˈɔvʊs
novo          nˈovʊ
nova          nˈɔvɐ
porto         pˈoɾtʊ
portos        pˈɔɾtʊs
forma         fˈɔɾmɐ
hoje          ˈoʒɪ
# closed and open e
você          vosˈe
café          kafˈɛ
pé            pˈɛ
ele           ˈelɪ
ela           ˈɛlɐ
este          ˈest͡ʃɪ
esta          ˈɛstɐ
mesa          mˈezɐ
sete          sˈɛt͡ʃɪ
festa         fˈɛstɐ
# final l, l before a consonant
Brasil        bɾazˈi͡ʊ
sol           sˈɔw
azul          azˈuw
papel         papˈɛ͡ʊ
fácil         fˈasi͡ʊ
alto          ˈa͡ʊtʊ
último        ˈuwt͡ʃimʊ
culpa         kˈuwpɐ
# x
xícara        ʃˈikɐɾɐ
caixa         kˈa͡ɪʃɐ
enxada        ẽʃˈadɐ
exame         ezˈɐ̃mɪ
exemplo       ezˈẽplʊ
táxi          tˈaksi
fixo          fˈiksʊ
sexo          sˈɛksʊ
próximo       pɾˈɔsimʊ
texto         tˈestʊ
exceção       ˌesesˈɐ̃͡ʊ̃
# s and z
casa          kˈazɐ
rosa          xˈɔzɐ
passo         pˈasʊ
mesmo         mˈezmʊ
rasgo         xˈazɡʊ
casas         kˈazɐs
luz           lˈus
feliz         felˈis
# sc, ç, c, ch, j, g
nascer        nasˈeɾ
piscina       pisˈinɐ
cresço        kɾˈesʊ
faço          fˈasʊ
açúcar        asˈukaɾ
cedo          sˈedʊ
chuva         ʃˈuvɐ
jeito         ʒˈe͡ɪtʊ
gelo          ʒˈelʊ
# qu, gu
quente        kˈẽt͡ʃɪ
quilo         kˈilʊ
quase         kwˈazɪ
tranquilo     tɾɐ̃kwˈilʊ
guitarra      ɡitˈaxɐ
água          ˈaɡwɐ
pinguim       pĩɡwˈĩ
linguiça      lĩɡwˈisɐ
# oral diphthongs
pai           pˈa͡ɪ
rei           xˈe͡ɪ
boi           bˈo͡ɪ
dói           dˈɔ͡ɪ
céu           sˈɛ͡ʊ
eu            ˈe͡ʊ
viu           vˈi͡ʊ
ouro          ˈowɾʊ
saudade       sa͡ʊdˈad͡ʒɪ
coisa         kˈo͡ɪzɐ
# unstressed vowels
casa          kˈazɐ
sábado        sˈabɐdʊ
menino        menˈinʊ
bonito        bonˈitʊ
quilômetro    kilˈometɾʊ
# words that eSpeak reads otherwise
é             ɛ
obséquio      obzˈɛki͡ʊ
internet      ˌĩteɾnˈɛt͡ʃi
futebol       fˌut͡ʃibˈɔw
adjetivo      ˌad͡ʒet͡ʃˈivʊ
bem-vindo     bˈẽ͡ɪ̃vˈĩdʊ
"""
SENTENCES = """
Amanhã de manhã, as crianças vão à praia com o avô.
ˌamɐ̃ɲˈɐ̃ d͡ʒɪ mɐ̃ɲˈɐ̃, as kɾiˈɐ̃sɐz vɐ̃͡ʊ̃ a pɾˈa͡ɪɐ kõ ʊ avˈo.

O pão não é do João, é da mãe dele.
ʊ pˈɐ̃͡ʊ̃ nˌɐ̃͡ʊ̃ ɛ dʊ ʒoˈɐ̃͡ʊ̃, ɛ da mˈɐ̃͡ɪ̃ dˈelɪ.

Põe as maçãs e os limões na mesa, irmão!
pˈõ͡ɪ̃ az masˈɐ̃z i ʊz limˈõ͡ɪ̃z na mˈezɐ, iɾmˈɐ̃͡ʊ̃!

Eu não sabia que você tinha um cão tão grande.
e͡ʊ nˌɐ̃͡ʊ̃ sabˈiɐ kɪ vosˌe t͡ʃˌiɲɐ ũ kˈɐ̃͡ʊ̃ tˈɐ̃͡ʊ̃ ɡɾˈɐ̃d͡ʒɪ.

Minha avó e meu avô moram em São Paulo.
mˌiɲɐ avˈɔ i me͡ʊ avˈo mˈɔɾɐ̃͡ʊ̃ ẽ͡ɪ̃ sɐ̃͡ʊ̃ pˈa͡ʊlʊ.

O coração da nação bate com emoção.
ʊ kˌoɾasˈɐ̃͡ʊ̃ da nasˈɐ̃͡ʊ̃ bˈat͡ʃɪ kõ ˌemosˈɐ̃͡ʊ̃.

Tia Judite pediu leite quente de tarde.
t͡ʃˈiɐ ʒud͡ʒˈit͡ʃɪ ped͡ʒˈi͡ʊ lˈe͡ɪt͡ʃɪ kˈẽt͡ʃɪ d͡ʒɪ tˈaɾd͡ʒɪ.

No dia vinte de outubro, a cidade ficou verde.
nʊ d͡ʒˈiɐ vˈĩt͡ʃɪ d͡ʒɪ owtˈubɾʊ, a sidˈad͡ʒɪ fikˈow vˈeɾd͡ʒɪ.

A filha da Júlia trabalha com a família.
a fˈiʎɐ da ʒˈuljɐ tɾabˈaʎɐ kõ a famˈiljɐ.

O velho olhou para o espelho e viu os olhos vermelhos.
ʊ vˈɛʎʊ oʎˈow pˌaɾɐ ʊ espˈeʎʊ i vˈi͡ʊ ʊz ˈɔʎʊz veɾmˈeʎʊs.

O rato roeu a roupa do rei de Roma.
ʊ xˈatʊ xoˈe͡ʊ a xˈowpɐ dʊ xˈe͡ɪ d͡ʒɪ xˈomɐ.

Compre o carro amarelo, por favor.
kˈõpɾɪ ʊ kˈaxʊ ˌamaɾˈɛlʊ, poɾ favˈoɾ.

O jogo foi bom, mas os jogos de hoje são melhores.
ʊ ʒˈoɡʊ fo͡ɪ bˈõ, maz ʊz ʒˈɔɡʊz d͡ʒɪ ˈoʒɪ sɐ̃͡ʊ̃ meʎˈɔɾɪs.

Ele é alto; ela é bela e esperta.
ˌelɪ ɛ ˈa͡ʊtʊ; ˌɛlɐ ɛ bˈɛlɐ i espˈɛɾtɐ.

O Brasil é o país do futebol e do sol.
ʊ bɾazˈi͡ʊ ɛ ʊ paˈiz dʊ fˌut͡ʃibˈɔw i dʊ sˈɔw.

Os amigos das meninas chegaram às dez horas.
ʊz amˈiɡʊz daz menˈinɐs ʃeɡˈaɾɐ̃͡ʊ̃ az dˈɛz ˈɔɾɐs.

Faz dois meses que eu não vejo o mar.
faz dˈo͡ɪz mˈezɪs kɪ e͡ʊ nˌɐ̃͡ʊ̃ vˈeʒʊ ʊ mˈaɾ.

O exame deu certo: o próximo texto é sobre táxis.
ʊ ezˈɐ̃mɪ dˈe͡ʊ sˈɛɾtʊ: ʊ pɾˈɔsimʊ tˈestʊ ɛ sˈobɾɪ tˈaksis.

Nasceu na piscina uma criança consciente.
nasˈe͡ʊ na pisˈinɐ ˌumɐ kɾiˈɐ̃sɐ kˌõsiˈẽt͡ʃɪ.

Ontem também choveu muito; que tempo ruim!
ˈõtẽ͡ɪ̃ tɐ̃bˈẽ͡ɪ̃ ʃovˈe͡ʊ mˈũ͡ɪ̃tʊ; kɪ tˈẽpʊ xuˈĩ!

Os homens cantam e as mulheres dançam.
ʊz ˈomẽ͡ɪ̃s kˈɐ̃tɐ̃͡ʊ̃ i az muʎˈɛɾɪz dˈɐ̃sɐ̃͡ʊ̃.

Quem tem um bom nome tem um jardim.
kˈẽ͡ɪ̃ tẽ͡ɪ̃ ũ bˈõ nˈomɪ tẽ͡ɪ̃ ũ ʒaɾd͡ʒˈĩ.

Você quer açúcar no café ou prefere sem?
vosˌe kˈɛɾ asˈukaɾ nʊ kafˈɛ ow pɾefˈɛɾɪ sˈẽ͡ɪ̃?

Obrigado, senhora: foi um prazer enorme!
ˌobɾiɡˈadʊ, seɲˈɔɾɐ: fo͡ɪ ũ pɾazˈeɾ enˈɔɾmɪ!
"""


def rows() -> list[tuple[str, str]]:
    lines = [line.split() for line in WORDS.splitlines() if line and not line.startswith("#")]
    return [(word, ipa) for word, ipa in lines]


def sentences() -> list[tuple[str, str]]:
    blocks = [block.splitlines() for block in SENTENCES.strip().split("\n\n")]
    return [(sentence, ipa) for sentence, ipa in blocks]


@pytest.mark.parametrize(("word", "ipa"), rows())
def test_a_word_is_said_as_in_brazil(word: str, ipa: str) -> None:
    assert ipa_line(phonemize(word, "pt-br")) == ipa


@pytest.mark.parametrize(("sentence", "ipa"), sentences())
def test_a_sentence_is_said_as_in_brazil(sentence: str, ipa: str) -> None:
    assert ipa_line(phonemize(sentence, "pt-br")) == ipa


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("os homens", "ʊz ˈomẽ͡ɪ̃s"),
        ("os outros", "ʊz ˈowtɾʊs"),
        ("os dias", "ʊz d͡ʒˈiɐs"),
        ("os tios", "ʊs t͡ʃˈi͡ʊs"),
        ("os, homens", "ˈʊs, ˈomẽ͡ɪ̃s"),
    ],
)
def test_a_last_s_has_the_voice_of_what_follows_without_a_pause(before: str, after: str) -> None:
    assert ipa_line(phonemize(before, "pt-br")) == after


def test_an_unstressed_vowel_stays_before_another_one() -> None:
    assert ipa_line(phonemize("gato amarelo, leite antigo", "pt-br")) == "ɡˈatʊ ˌamaɾˈɛlʊ, lˈe͡ɪt͡ʃɪ ɐ̃t͡ʃˈiɡʊ"


def test_a_letter_that_is_a_word_is_not_named() -> None:
    assert ipa_line(phonemize("É. Ela veio e, à noite, dormiu.", "pt-br")) == "ɛ. ˌɛlɐ vˈe͡ɪʊ i, a nˈo͡ɪt͡ʃɪ, doɾmˈi͡ʊ."


def test_there_are_enough_rows() -> None:
    assert len(rows()) >= 60
    assert len(sentences()) >= 20
