"""Brazilian Portuguese sound by sound: what is expected here is how the language is spoken, not what a library says.

The accent is São Paulo's and that of the news: r is a tap at the end of a syllable, s is not hushed. Signs are IPA,
with a tie in what is one sound; a stress mark stands right before the stressed vowel. The second column is what Kokoro
reads: its own symbols, with `y` and `æ` for the unstressed ɪ and ɐ, as it learned them.
"""

import pytest

from tests.text.phonemes.ipa_line import ipa_line
from vozes.engines.styletts2.phonemizing import kokoro_notation
from vozes.text.phonemes.phonemizer import phonemize

WORDS = """
# nasal vowels: ã, am, an
lã            lˈɐ̃  lˈɐ̃
maçã          masˈɐ̃  masˈɐ̃
irmã          iɾmˈɐ̃  iɾmˈɐ̃
amanhã        ˌamɐ̃ɲˈɐ̃  ˌamɐ̃ɲˈɐ̃
campo         kˈɐ̃pʊ  kˈɐ̃pʊ
canto         kˈɐ̃tʊ  kˈɐ̃tʊ
manga         mˈɐ̃ɡɐ  mˈɐ̃ɡæ
sangue        sˈɐ̃ɡɪ  sˈɐ̃ɡy
# nasal vowels: em, en, im, in, om, on, um, un
tempo         tˈẽpʊ  tˈẽpʊ
gente         ʒˈẽt͡ʃɪ  ʒˈẽʧy
tinta         t͡ʃˈĩtɐ  ʧˈĩtæ
limpo         lˈĩpʊ  lˈĩpʊ
fim           fˈĩ  fˈĩ
sim           sˈĩ  sˈĩ
jardim        ʒaɾd͡ʒˈĩ  ʒaɾʤˈĩ
bom           bˈõ  bˈõ
onça          ˈõsɐ  ˈõsæ
sombra        sˈõbɾɐ  sˈõbɾæ
um            ũ  ũ
mundo         mˈũdʊ  mˈũdʊ
nunca         nˈũkɐ  nˈũkæ
comum         komˈũ  komˈũ
álbum         ˈa͡ʊbũ  ˈWbũ
# nasal diphthongs: ão, -am
pão           pˈɐ̃͡ʊ̃  pˈɐ̃ʊ̃
mão           mˈɐ̃͡ʊ̃  mˈɐ̃ʊ̃
não           nˈɐ̃͡ʊ̃  nˈɐ̃ʊ̃
coração       kˌoɾasˈɐ̃͡ʊ̃  kˌoɾasˈɐ̃ʊ̃
falam         fˈalɐ̃͡ʊ̃  fˈalɐ̃ʊ̃
cantam        kˈɐ̃tɐ̃͡ʊ̃  kˈɐ̃tɐ̃ʊ̃
# nasal diphthongs: ãe, õe
mãe           mˈɐ̃͡ɪ̃  mˈɐ̃ɪ̃
pães          pˈɐ̃͡ɪ̃s  pˈɐ̃ɪ̃s
põe           pˈõ͡ɪ̃  pˈõɪ̃
põem          pˈõẽ͡ɪ̃  pˈõẽɪ̃
lições        lisˈõ͡ɪ̃s  lisˈõɪ̃s
# nasal diphthongs: -em, -ens
bem           bˈẽ͡ɪ̃  bˈẽɪ̃
também        tɐ̃bˈẽ͡ɪ̃  tɐ̃bˈẽɪ̃
homem         ˈomẽ͡ɪ̃  ˈomẽɪ̃
homens        ˈomẽ͡ɪ̃s  ˈomẽɪ̃s
tem           tẽ͡ɪ̃  tẽɪ̃
viagem        viˈaʒẽ͡ɪ̃  viˈaʒẽɪ̃
parabéns      pˌaɾabˈẽ͡ɪ̃s  pˌaɾabˈẽɪ̃s
# ui of muito
muito         mˈũ͡ɪ̃tʊ  mˈũɪ̃tʊ
# a before a nasal consonant
cama          kˈɐ̃mɐ  kˈɐ̃mæ
ano           ˈɐ̃nʊ  ˈɐ̃nʊ
banana        banˈɐ̃nɐ  banˈɐ̃næ
# ti, di, final te, de
tia           t͡ʃˈiɐ  ʧˈiæ
dia           d͡ʒˈiɐ  ʤˈiæ
tipo          t͡ʃˈipʊ  ʧˈipʊ
dica          d͡ʒˈikɐ  ʤˈikæ
noite         nˈo͡ɪt͡ʃɪ  nˈoɪʧy
leite         lˈe͡ɪt͡ʃɪ  lˈAʧy
cidade        sidˈad͡ʒɪ  sidˈaʤy
grande        ɡɾˈɐ̃d͡ʒɪ  ɡɾˈɐ̃ʤy
pedi          ped͡ʒˈi  peʤˈi
antes         ˈɐ̃t͡ʃɪs  ˈɐ̃ʧys
# t and d before other vowels
todo          tˈodʊ  tˈodʊ
data          dˈatɐ  dˈatæ
teto          tˈɛtʊ  tˈɛtʊ
dedo          dˈedʊ  dˈedʊ
# lh and li
filho         fˈiʎʊ  fˈiʎʊ
filha         fˈiʎɐ  fˈiʎæ
olho          ˈoʎʊ  ˈoʎʊ
olhos         ˈɔʎʊs  ˈɔʎʊs
mulher        muʎˈɛɾ  muʎˈɛɾ
milho         mˈiʎʊ  mˈiʎʊ
família       famˈiljɐ  famˈiljæ
Júlia         ʒˈuljɐ  ʒˈuljæ
Brasília      bɾazˈiljɐ  bɾazˈiljæ
# nh
ninho         nˈiɲʊ  nˈiɲʊ
minha         mˈiɲɐ  mˈiɲæ
senhor        seɲˈoɾ  seɲˈoɾ
manhã         mɐ̃ɲˈɐ̃  mɐ̃ɲˈɐ̃
banho         bˈɐ̃ɲʊ  bˈɐ̃ɲʊ
# strong r
rato          xˈatʊ  xˈatʊ
rua           xˈuɐ  xˈuæ
carro         kˈaxʊ  kˈaxʊ
terra         tˈɛxɐ  tˈɛxæ
honra         ˈõxɐ  ˈõxæ
guerra        ɡˈɛxɐ  ɡˈɛxæ
Israel        ˌizxaˈɛ͡ʊ  ˌizxaˈɛʊ
# weak r between vowels and in clusters
caro          kˈaɾʊ  kˈaɾʊ
hora          ˈɔɾɐ  ˈɔɾæ
prato         pɾˈatʊ  pɾˈatʊ
livro         lˈivɾʊ  lˈivɾʊ
três          tɾˈes  tɾˈes
# r before a consonant and at the end
porta         pˈɔɾtɐ  pˈɔɾtæ
carta         kˈaɾtɐ  kˈaɾtæ
verde         vˈeɾd͡ʒɪ  vˈeɾʤy
mar           mˈaɾ  mˈaɾ
amor          amˈoɾ  amˈoɾ
falar         falˈaɾ  falˈaɾ
# closed and open o
avô           avˈo  avˈo
avó           avˈɔ  avˈɔ
jogo          ʒˈoɡʊ  ʒˈoɡʊ
jogos         ʒˈɔɡʊs  ʒˈɔɡʊs
ovo           ˈovʊ  ˈovʊ
ovos          ˈɔvʊs  ˈɔvʊs
novo          nˈovʊ  nˈovʊ
nova          nˈɔvɐ  nˈɔvæ
porto         pˈoɾtʊ  pˈoɾtʊ
portos        pˈɔɾtʊs  pˈɔɾtʊs
forma         fˈɔɾmɐ  fˈɔɾmæ
hoje          ˈoʒɪ  ˈoʒy
# closed and open e
você          vosˈe  vosˈe
café          kafˈɛ  kafˈɛ
pé            pˈɛ  pˈɛ
ele           ˈelɪ  ˈely
ela           ˈɛlɐ  ˈɛlæ
este          ˈest͡ʃɪ  ˈesʧy
esta          ˈɛstɐ  ˈɛstæ
mesa          mˈezɐ  mˈezæ
sete          sˈɛt͡ʃɪ  sˈɛʧy
festa         fˈɛstɐ  fˈɛstæ
# final l, l before a consonant
Brasil        bɾazˈi͡ʊ  bɾazˈiʊ
sol           sˈɔw  sˈɔw
azul          azˈuw  azˈuw
papel         papˈɛ͡ʊ  papˈɛʊ
fácil         fˈasi͡ʊ  fˈasiʊ
alto          ˈa͡ʊtʊ  ˈWtʊ
último        ˈuwt͡ʃimʊ  ˈuwʧimʊ
culpa         kˈuwpɐ  kˈuwpæ
# x
xícara        ʃˈikɐɾɐ  ʃˈikæɾæ
caixa         kˈa͡ɪʃɐ  kˈIʃæ
enxada        ẽʃˈadɐ  ẽʃˈadæ
exame         ezˈɐ̃mɪ  ezˈɐ̃my
exemplo       ezˈẽplʊ  ezˈẽplʊ
táxi          tˈaksi  tˈaksi
fixo          fˈiksʊ  fˈiksʊ
sexo          sˈɛksʊ  sˈɛksʊ
próximo       pɾˈɔsimʊ  pɾˈɔsimʊ
texto         tˈestʊ  tˈestʊ
exceção       ˌesesˈɐ̃͡ʊ̃  ˌesesˈɐ̃ʊ̃
# s and z
casa          kˈazɐ  kˈazæ
rosa          xˈɔzɐ  xˈɔzæ
passo         pˈasʊ  pˈasʊ
mesmo         mˈezmʊ  mˈezmʊ
rasgo         xˈazɡʊ  xˈazɡʊ
casas         kˈazɐs  kˈazæs
luz           lˈus  lˈus
feliz         felˈis  felˈis
# sc, ç, c, ch, j, g
nascer        nasˈeɾ  nasˈeɾ
piscina       pisˈinɐ  pisˈinæ
cresço        kɾˈesʊ  kɾˈesʊ
faço          fˈasʊ  fˈasʊ
açúcar        asˈukaɾ  asˈukaɾ
cedo          sˈedʊ  sˈedʊ
chuva         ʃˈuvɐ  ʃˈuvæ
jeito         ʒˈe͡ɪtʊ  ʒˈAtʊ
gelo          ʒˈelʊ  ʒˈelʊ
# qu, gu
quente        kˈẽt͡ʃɪ  kˈẽʧy
quilo         kˈilʊ  kˈilʊ
quase         kwˈazɪ  kwˈazy
tranquilo     tɾɐ̃kwˈilʊ  tɾɐ̃kwˈilʊ
guitarra      ɡitˈaxɐ  ɡitˈaxæ
água          ˈaɡwɐ  ˈaɡwæ
pinguim       pĩɡwˈĩ  pĩɡwˈĩ
linguiça      lĩɡwˈisɐ  lĩɡwˈisæ
# oral diphthongs
pai           pˈa͡ɪ  pˈI
rei           xˈe͡ɪ  xˈA
boi           bˈo͡ɪ  bˈoɪ
dói           dˈɔ͡ɪ  dˈY
céu           sˈɛ͡ʊ  sˈɛʊ
eu            ˈe͡ʊ  ˈeʊ
viu           vˈi͡ʊ  vˈiʊ
ouro          ˈowɾʊ  ˈowɾʊ
saudade       sa͡ʊdˈad͡ʒɪ  sWdˈaʤy
coisa         kˈo͡ɪzɐ  kˈoɪzæ
# unstressed vowels
casa          kˈazɐ  kˈazæ
sábado        sˈabɐdʊ  sˈabædʊ
menino        menˈinʊ  menˈinʊ
bonito        bonˈitʊ  bonˈitʊ
quilômetro    kilˈometɾʊ  kilˈometɾʊ
# words that eSpeak reads otherwise
é             ɛ  ɛ
obséquio      obzˈɛki͡ʊ  obzˈɛkiʊ
internet      ˌĩteɾnˈɛt͡ʃi  ˌĩteɾnˈɛʧi
futebol       fˌut͡ʃibˈɔw  fˌuʧibˈɔw
adjetivo      ˌad͡ʒet͡ʃˈivʊ  ˌaʤeʧˈivʊ
bem-vindo     bˈẽ͡ɪ̃vˈĩdʊ  bˈẽɪ̃vˈĩdʊ
"""
SENTENCES = """
Amanhã de manhã, as crianças vão à praia com o avô.
ˌamɐ̃ɲˈɐ̃ d͡ʒɪ mɐ̃ɲˈɐ̃, as kɾiˈɐ̃sɐz vɐ̃͡ʊ̃ a pɾˈa͡ɪɐ kõ ʊ avˈo.
ˌamɐ̃ɲˈɐ̃ ʤy mɐ̃ɲˈɐ̃, as kɾiˈɐ̃sæz vɐ̃ʊ̃ a pɾˈIæ kõ ʊ avˈo.

O pão não é do João, é da mãe dele.
ʊ pˈɐ̃͡ʊ̃ nˌɐ̃͡ʊ̃ ɛ dʊ ʒoˈɐ̃͡ʊ̃, ɛ da mˈɐ̃͡ɪ̃ dˈelɪ.
ʊ pˈɐ̃ʊ̃ nˌɐ̃ʊ̃ ɛ dʊ ʒoˈɐ̃ʊ̃, ɛ da mˈɐ̃ɪ̃ dˈely.

Põe as maçãs e os limões na mesa, irmão!
pˈõ͡ɪ̃ az masˈɐ̃z i ʊz limˈõ͡ɪ̃z na mˈezɐ, iɾmˈɐ̃͡ʊ̃!
pˈõɪ̃ az masˈɐ̃z i ʊz limˈõɪ̃z na mˈezæ, iɾmˈɐ̃ʊ̃!

Eu não sabia que você tinha um cão tão grande.
e͡ʊ nˌɐ̃͡ʊ̃ sabˈiɐ kɪ vosˌe t͡ʃˌiɲɐ ũ kˈɐ̃͡ʊ̃ tˈɐ̃͡ʊ̃ ɡɾˈɐ̃d͡ʒɪ.
eʊ nˌɐ̃ʊ̃ sabˈiæ ky vosˌe ʧˌiɲæ ũ kˈɐ̃ʊ̃ tˈɐ̃ʊ̃ ɡɾˈɐ̃ʤy.

Minha avó e meu avô moram em São Paulo.
mˌiɲɐ avˈɔ i me͡ʊ avˈo mˈɔɾɐ̃͡ʊ̃ ẽ͡ɪ̃ sɐ̃͡ʊ̃ pˈa͡ʊlʊ.
mˌiɲæ avˈɔ i meʊ avˈo mˈɔɾɐ̃ʊ̃ ẽɪ̃ sɐ̃ʊ̃ pˈWlʊ.

O coração da nação bate com emoção.
ʊ kˌoɾasˈɐ̃͡ʊ̃ da nasˈɐ̃͡ʊ̃ bˈat͡ʃɪ kõ ˌemosˈɐ̃͡ʊ̃.
ʊ kˌoɾasˈɐ̃ʊ̃ da nasˈɐ̃ʊ̃ bˈaʧy kõ ˌemosˈɐ̃ʊ̃.

Tia Judite pediu leite quente de tarde.
t͡ʃˈiɐ ʒud͡ʒˈit͡ʃɪ ped͡ʒˈi͡ʊ lˈe͡ɪt͡ʃɪ kˈẽt͡ʃɪ d͡ʒɪ tˈaɾd͡ʒɪ.
ʧˈiæ ʒuʤˈiʧy peʤˈiʊ lˈAʧy kˈẽʧy ʤy tˈaɾʤy.

No dia vinte de outubro, a cidade ficou verde.
nʊ d͡ʒˈiɐ vˈĩt͡ʃɪ d͡ʒɪ owtˈubɾʊ, a sidˈad͡ʒɪ fikˈow vˈeɾd͡ʒɪ.
nʊ ʤˈiæ vˈĩʧy ʤy owtˈubɾʊ, a sidˈaʤy fikˈow vˈeɾʤy.

A filha da Júlia trabalha com a família.
a fˈiʎɐ da ʒˈuljɐ tɾabˈaʎɐ kõ a famˈiljɐ.
a fˈiʎæ da ʒˈuljæ tɾabˈaʎæ kõ a famˈiljæ.

O velho olhou para o espelho e viu os olhos vermelhos.
ʊ vˈɛʎʊ oʎˈow pˌaɾɐ ʊ espˈeʎʊ i vˈi͡ʊ ʊz ˈɔʎʊz veɾmˈeʎʊs.
ʊ vˈɛʎʊ oʎˈow pˌaɾæ ʊ espˈeʎʊ i vˈiʊ ʊz ˈɔʎʊz veɾmˈeʎʊs.

O rato roeu a roupa do rei de Roma.
ʊ xˈatʊ xoˈe͡ʊ a xˈowpɐ dʊ xˈe͡ɪ d͡ʒɪ xˈomɐ.
ʊ xˈatʊ xoˈeʊ a xˈowpæ dʊ xˈA ʤy xˈomæ.

Compre o carro amarelo, por favor.
kˈõpɾɪ ʊ kˈaxʊ ˌamaɾˈɛlʊ, poɾ favˈoɾ.
kˈõpɾy ʊ kˈaxʊ ˌamaɾˈɛlʊ, poɾ favˈoɾ.

O jogo foi bom, mas os jogos de hoje são melhores.
ʊ ʒˈoɡʊ fo͡ɪ bˈõ, maz ʊz ʒˈɔɡʊz d͡ʒɪ ˈoʒɪ sɐ̃͡ʊ̃ meʎˈɔɾɪs.
ʊ ʒˈoɡʊ foɪ bˈõ, maz ʊz ʒˈɔɡʊz ʤy ˈoʒy sɐ̃ʊ̃ meʎˈɔɾys.

Ele é alto; ela é bela e esperta.
ˌelɪ ɛ ˈa͡ʊtʊ; ˌɛlɐ ɛ bˈɛlɐ i espˈɛɾtɐ.
ˌely ɛ ˈWtʊ; ˌɛlæ ɛ bˈɛlæ i espˈɛɾtæ.

O Brasil é o país do futebol e do sol.
ʊ bɾazˈi͡ʊ ɛ ʊ paˈiz dʊ fˌut͡ʃibˈɔw i dʊ sˈɔw.
ʊ bɾazˈiʊ ɛ ʊ paˈiz dʊ fˌuʧibˈɔw i dʊ sˈɔw.

Os amigos das meninas chegaram às dez horas.
ʊz amˈiɡʊz daz menˈinɐs ʃeɡˈaɾɐ̃͡ʊ̃ az dˈɛz ˈɔɾɐs.
ʊz amˈiɡʊz daz menˈinæs ʃeɡˈaɾɐ̃ʊ̃ az dˈɛz ˈɔɾæs.

Faz dois meses que eu não vejo o mar.
faz dˈo͡ɪz mˈezɪs kɪ e͡ʊ nˌɐ̃͡ʊ̃ vˈeʒʊ ʊ mˈaɾ.
faz dˈoɪz mˈezys ky eʊ nˌɐ̃ʊ̃ vˈeʒʊ ʊ mˈaɾ.

O exame deu certo: o próximo texto é sobre táxis.
ʊ ezˈɐ̃mɪ dˈe͡ʊ sˈɛɾtʊ: ʊ pɾˈɔsimʊ tˈestʊ ɛ sˈobɾɪ tˈaksis.
ʊ ezˈɐ̃my dˈeʊ sˈɛɾtʊ: ʊ pɾˈɔsimʊ tˈestʊ ɛ sˈobɾy tˈaksis.

Nasceu na piscina uma criança consciente.
nasˈe͡ʊ na pisˈinɐ ˌumɐ kɾiˈɐ̃sɐ kˌõsiˈẽt͡ʃɪ.
nasˈeʊ na pisˈinæ ˌumæ kɾiˈɐ̃sæ kˌõsiˈẽʧy.

Ontem também choveu muito; que tempo ruim!
ˈõtẽ͡ɪ̃ tɐ̃bˈẽ͡ɪ̃ ʃovˈe͡ʊ mˈũ͡ɪ̃tʊ; kɪ tˈẽpʊ xuˈĩ!
ˈõtẽɪ̃ tɐ̃bˈẽɪ̃ ʃovˈeʊ mˈũɪ̃tʊ; ky tˈẽpʊ xuˈĩ!

Os homens cantam e as mulheres dançam.
ʊz ˈomẽ͡ɪ̃s kˈɐ̃tɐ̃͡ʊ̃ i az muʎˈɛɾɪz dˈɐ̃sɐ̃͡ʊ̃.
ʊz ˈomẽɪ̃s kˈɐ̃tɐ̃ʊ̃ i az muʎˈɛɾyz dˈɐ̃sɐ̃ʊ̃.

Quem tem um bom nome tem um jardim.
kˈẽ͡ɪ̃ tẽ͡ɪ̃ ũ bˈõ nˈomɪ tẽ͡ɪ̃ ũ ʒaɾd͡ʒˈĩ.
kˈẽɪ̃ tẽɪ̃ ũ bˈõ nˈomy tẽɪ̃ ũ ʒaɾʤˈĩ.

Você quer açúcar no café ou prefere sem?
vosˌe kˈɛɾ asˈukaɾ nʊ kafˈɛ ow pɾefˈɛɾɪ sˈẽ͡ɪ̃?
vosˌe kˈɛɾ asˈukaɾ nʊ kafˈɛ ow pɾefˈɛɾy sˈẽɪ̃?

Obrigado, senhora: foi um prazer enorme!
ˌobɾiɡˈadʊ, seɲˈɔɾɐ: fo͡ɪ ũ pɾazˈeɾ enˈɔɾmɪ!
ˌobɾiɡˈadʊ, seɲˈɔɾæ: foɪ ũ pɾazˈeɾ enˈɔɾmy!
"""


def rows() -> list[tuple[str, str, str]]:
    lines = [line.split() for line in WORDS.splitlines() if line and not line.startswith("#")]
    return [(word, ipa, kokoro) for word, ipa, kokoro in lines]


def sentences() -> list[tuple[str, str, str]]:
    blocks = [block.splitlines() for block in SENTENCES.strip().split("\n\n")]
    return [(sentence, ipa, kokoro) for sentence, ipa, kokoro in blocks]


@pytest.mark.parametrize(("word", "ipa", "kokoro"), rows())
def test_a_word_is_said_as_in_brazil(word: str, ipa: str, kokoro: str) -> None:
    phonemes = phonemize(word, "pt-br")
    assert ipa_line(phonemes) == ipa
    assert ipa_line(kokoro_notation(phonemes)) == kokoro


@pytest.mark.parametrize(("sentence", "ipa", "kokoro"), sentences())
def test_a_sentence_is_said_as_in_brazil(sentence: str, ipa: str, kokoro: str) -> None:
    phonemes = phonemize(sentence, "pt-br")
    assert ipa_line(phonemes) == ipa
    assert ipa_line(kokoro_notation(phonemes)) == kokoro


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
