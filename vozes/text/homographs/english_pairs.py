"""English words that sound otherwise as verbs: their pronunciations as nouns or adjectives, and as verbs.

The signs are those of eSpeak NG's American English (`vozes.text.ipa`).
"""

from collections.abc import Mapping
from typing import NamedTuple


class Pair(NamedTuple):
    noun: str
    """The pronunciation as a noun or an adjective."""
    verb: str


PAIRS: Mapping[str, Pair] = {
    word: Pair(noun, verb)
    for word, noun, verb in (
        line.split()
        for line in """
        abstract ˈæbstɹækt ɐbstɹˈækt
        abuse ɐbjˈuːs ɐbjˈuːz
        address ˈædɹɛs ɐdɹˈɛs
        advocate ˈædvəkət ˈædvəkˌe͡ɪt
        aggregate ˈæɡɹɪɡət ˈæɡɹɪɡˌe͡ɪt
        alternate ˈɔːltɚnət ˈɔːltɚnˌe͡ɪt
        appropriate ɐpɹˈo͡ʊpɹɪət ɐpɹˈo͡ʊpɹɪˌe͡ɪt
        approximate ɐpɹˈɑːksɪmət ɐpɹˈɑːksɪmˌe͡ɪt
        articulate ɑː͡ɹtˈɪkjʊlət ɑː͡ɹtˈɪkjʊlˌe͡ɪt
        associate ɐsˈo͡ʊsɪət ɐsˈo͡ʊsɪˌe͡ɪt
        attribute ˈætɹɪbjˌuːt ɐtɹˈɪbjuːt
        combine kˈɑːmba͡ɪn kəmbˈa͡ɪn
        compound kˈɑːmpa͡ʊnd kəmpˈa͡ʊnd
        compress kˈɑːmpɹɛs kəmpɹˈɛs
        conduct kˈɑːndʌkt kəndˈʌkt
        conflict kˈɑːnflɪkt kənflˈɪkt
        console kˈɑːnso͡ʊl kənsˈo͡ʊl
        contest kˈɑːntɛst kəntˈɛst
        contract kˈɑːntɹækt kəntɹˈækt
        contrast kˈɑːntɹæst kəntɹˈæst
        converse kˈɑːnvɜːs kənvˈɜːs
        convert kˈɑːnvɜːt kənvˈɜːt
        convict kˈɑːnvɪkt kənvˈɪkt
        coordinate ko͡ʊˈɔː͡ɹdᵻnət ko͡ʊˈɔː͡ɹdɪnˌe͡ɪt
        decrease dˈiːkɹiːs dᵻkɹˈiːs
        defect dˈiːfɛkt dᵻfˈɛkt
        delegate dˈɛlɪɡət dˈɛlɪɡˌe͡ɪt
        deliberate dᵻlˈɪbɚɹət dᵻlˈɪbɚɹˌe͡ɪt
        desert dˈɛzɚt dᵻzˈɜːt
        designate dˈɛzɪɡnət dˈɛzɪɡnˌe͡ɪt
        digest dˈa͡ɪd͡ʒɛst da͡ɪd͡ʒˈɛst
        discharge dˈɪst͡ʃɑː͡ɹd͡ʒ dɪst͡ʃˈɑː͡ɹd͡ʒ
        discount dˈɪska͡ʊnt dɪskˈa͡ʊnt
        duplicate dˈuːplᵻkət dˈuːplᵻkˌe͡ɪt
        elaborate ᵻlˈæbɚɹət ᵻlˈæbɚɹˌe͡ɪt
        entrance ˈɛntɹəns ɛntɹˈæns
        escort ˈɛskɔː͡ɹt ɛskˈɔː͡ɹt
        estimate ˈɛstᵻmət ˈɛstᵻmˌe͡ɪt
        excuse ɛkskjˈuːs ɛkskjˈuːz
        exploit ˈɛksplɔ͡ɪt ɛksplˈɔ͡ɪt
        export ˈɛkspɔː͡ɹt ɛkspˈɔː͡ɹt
        extract ˈɛkstɹækt ɛkstɹˈækt
        ferment fˈɜːmɛnt fɚmˈɛnt
        frequent fɹˈiːkwənt fɹiːkwˈɛnt
        graduate ɡɹˈæd͡ʒuːət ɡɹˈæd͡ʒuːˌe͡ɪt
        house hˈa͡ʊs hˈa͡ʊz
        implant ˈɪmplænt ɪmplˈænt
        import ˈɪmpɔː͡ɹt ɪmpˈɔː͡ɹt
        imprint ˈɪmpɹɪnt ɪmpɹˈɪnt
        incense ˈɪnsɛns ɪnsˈɛns
        incline ˈɪnkla͡ɪn ɪnklˈa͡ɪn
        increase ˈɪŋkɹiːs ɪŋkɹˈiːs
        initiate ɪnˈɪʃɪət ɪnˈɪʃɪˌe͡ɪt
        insert ˈɪnsɜːt ɪnsˈɜːt
        insult ˈɪnsʌlt ɪnsˈʌlt
        intimate ˈɪntᵻmət ˈɪntᵻmˌe͡ɪt
        moderate mˈɑːdɚɹət mˈɑːdɚɹˌe͡ɪt
        object ˈɑːbd͡ʒɛkt əbd͡ʒˈɛkt
        overlap ˈo͡ʊvɚlæp ˌo͡ʊvɚlˈæp
        perfect pˈɜːfɛkt pɚfˈɛkt
        perfume pˈɜːfjuːm pɚfjˈuːm
        permit pˈɜːmɪt pɚmˈɪt
        pervert pˈɜːvɚt pɚvˈɜːt
        present pɹˈɛzənt pɹɪzˈɛnt
        produce pɹˈo͡ʊduːs pɹədˈuːs
        progress pɹˈɑːɡɹɛs pɹəɡɹˈɛs
        project pɹˈɑːd͡ʒɛkt pɹəd͡ʒˈɛkt
        protest pɹˈo͡ʊtɛst pɹətˈɛst
        rebel ɹˈɛbə͡l ɹᵻbˈɛl
        recall ɹˈiːkɔːl ɹᵻkˈɔːl
        record ɹˈɛkɚd ɹᵻkˈɔː͡ɹd
        refund ɹˈiːfʌnd ɹᵻfˈʌnd
        refuse ɹˈɛfjuːs ɹᵻfjˈuːz
        reject ɹˈiːd͡ʒɛkt ɹᵻd͡ʒˈɛkt
        segment sˈɛɡmənt sɛɡmˈɛnt
        separate sˈɛpɹət sˈɛpɚɹˌe͡ɪt
        subject sˈʌbd͡ʒɛkt səbd͡ʒˈɛkt
        subordinate sʌbˈɔː͡ɹdᵻnət sʌbˈɔː͡ɹdᵻnˌe͡ɪt
        survey sˈɜːve͡ɪ sɚvˈe͡ɪ
        suspect sˈʌspɛkt səspˈɛkt
        torment tˈɔː͡ɹmɛnt tɔː͡ɹmˈɛnt
        transfer tɹˈænsfɜː tɹænsfˈɜː
        transplant tɹˈænsplænt tɹænsplˈænt
        transport tɹˈænspɔː͡ɹt tɹænspˈɔː͡ɹt
        upset ˈʌpsɛt ʌpsˈɛt
        use jˈuːs jˈuːz
        """.strip().splitlines()
    )
}
ADJECTIVES = frozenset(
    "abstract alternate appropriate approximate articulate deliberate duplicate elaborate frequent intimate "
    "moderate perfect present separate subordinate".split()
)
"""Those of them that are adjectives rather than nouns, and stand behind `is` and `very`."""

_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


def with_s(signs: str) -> str:
    """Returns the pronunciation of a word with the ending -s."""
    if signs.endswith(_SIBILANTS):
        return f"{signs}ᵻz"
    return f"{signs}{'s' if signs.endswith(_VOICELESS) else 'z'}"
