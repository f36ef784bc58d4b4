"""The words around an English word, and whether they want a verb or a noun there."""

from collections.abc import Sequence
from dataclasses import dataclass

DETERMINERS = frozenset(
    "a an the my your his her its our their this these those some any no every each another either neither what "
    "which whose one two three four five six seven eight nine ten several many few more much most all both".split()
)
_POSSESSIVE_IS = frozenset("it's that's what's he's she's there's who's here's where's how's".split())
PREPOSITIONS = frozenset(
    "of in on at with for from by about into onto over under without within between during after before through "
    "per versus than as like against among across behind beyond despite until since via upon off".split()
)
MODALS = frozenset(
    "will would can could should may might must shall do does did don't doesn't didn't can't cannot couldn't "
    "won't wouldn't shouldn't mustn't let's please i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd "
    "she'd we'd they'd gonna wanna dare helps help helped to".split()
)
SUBJECTS = frozenset("i you we they who i've you've we've they've".split())
_OTHER_SUBJECTS = frozenset("he she it".split())
_INDEFINITE = frozenset("anyone someone everyone nobody everybody somebody anybody people he she it".split())
_INVERTED = frozenset("do does did will would can could should may might must shall".split())
_LETTING = frozenset(
    "let help helped helps make makes made making watch watched see saw hear heard had have lets".split()
)
OBJECT_PRONOUNS = frozenset("me him her them us you it".split())
OBJECTS = frozenset(
    "the a an my your his her its our their this these those him them me us it you yourself himself herself "
    "themselves ourselves myself everything everyone nothing something anything nobody somebody anybody each "
    "every some any all both whether what how why".split()
)
BE = frozenset(
    "is are was were be been being am i'm you're we're they're he's she's it's isn't aren't wasn't weren't".split()
)
_SEEM = frozenset(
    "feel feels felt seem seems seemed look looks looked become became becomes stay stayed remain remained very "
    "so too quite rather more most less really pretty extremely fairly somewhat equally".split()
)
_FINITE = frozenset(
    "is was are were has had have will would can could should must may might does did isn't wasn't".split()
)
_ADVERBS = frozenset(
    "always never often usually also just still even ever already sometimes rarely seldom soon now then both all "
    "further fully better not instead simply easily quickly slowly hardly actually really only n't ever maybe "
    "perhaps together".split()
)
_ADJECTIVE_ENDS = ("al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ary", "est", "ical", "ish")
_ADJECTIVES = frozenset(
    "new old big small large great good bad best worst better first last next final own same other whole main "
    "public private free early late long short high low full fresh common clear strong weak hard soft real true "
    "major minor huge little young world prime recent current future past modern daily weekly annual third second "
    "fourth key top deep serious rising sharp slow fast steady rapid foreign local direct legal mutual such sole "
    "open close military student building school".split()
)
_NO_PLURALS = frozenset(
    "this is was has his its as us yes always perhaps towards across besides less unless plus versus thus does "
    "sports sales news physics politics economics mathematics series species goods business boss class glass "
    "process access success address press loss mass pass cross dress stress chess mess illness campus virus "
    "status focus bus gas bonus various previous obvious serious famous it's that's he's she's let's what's makes "
    "takes says goes gets gives comes sees wants needs looks keeps finds knows thinks tells asks works seems "
    "feels tries leaves calls likes loves hates means sounds".split()
)
_PLURALS = frozenset("people men women children police feet mice teeth cattle data media both".split())
_NOT_INFINITIVE = frozenset(
    "according due prior addition access relative compared similar response reaction opposed committed dedicated "
    "attention key solution thanks contrary owing".split()
)
_JOINING = frozenset("and or but to that".split())
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Context:
    """A word in its sentence."""

    written: Sequence[str]
    words: Sequence[str]
    """The same in small letters, with straight apostrophes."""
    place: int

    @property
    def word(self) -> str:
        return self.words[self.place]

    def before(self, distance: int = 1) -> str:
        """Returns a word before; empty at the sentence's beginning and for a mark."""
        return self._at(self.place - distance)

    def after(self, distance: int = 1) -> str:
        return self._at(self.place + distance)

    def near(self, wanted: frozenset[str], distance: int = 8) -> bool:
        """Returns whether one of some words stands around."""
        first = max(0, self.place - distance)
        return not wanted.isdisjoint(self.words[first : self.place + distance + 1])

    def _at(self, place: int) -> str:
        if not 0 <= place < len(self.words) or not self.words[place][:1].isalnum():
            return ""
        return self.words[place]

    def verb_score(self, *, third_person: bool = False, adjective: bool = False) -> int:
        """Returns how much speaks for a verb (above 0) or for a noun or adjective (below 0)."""
        return self._from_before(third_person, adjective) + self._from_after(adjective)

    def _from_before(self, third_person: bool, adjective: bool) -> int:
        distance = 1
        while self.before(distance) in _ADVERBS or (
            self.before(distance).endswith("ly") and len(self.before(distance)) > 4
        ):
            distance += 1
            if distance > _FARTHEST:
                return 0
        if adjective and any(self.before(back) in BE | _SEEM for back in range(1, distance + 1)):
            return -3
        last, second = self.before(distance), self.before(distance + 1)
        if not last:
            return self._from_beginning(third_person)
        if last == "to" and third_person:
            return -3
        if last == "to":
            return -1 if second in _NOT_INFINITIVE else 4
        if last in MODALS and not third_person:
            return 4
        if last in OBJECT_PRONOUNS and second in _LETTING and not third_person:
            return 3
        if last in SUBJECTS or (last in _OTHER_SUBJECTS and third_person):
            return 4
        if last in _INDEFINITE and second in _INVERTED:
            return 4
        if last in ("which", "that") and (third_person or is_plural(second)):
            return 3 if second not in PREPOSITIONS and second else -2
        if last == "that" or last in DETERMINERS:
            return -4
        if last in PREPOSITIONS:
            return -3
        if last in BE:
            return -1
        if last.endswith("'s") and last not in _POSSESSIVE_IS:
            return -3
        return self._from_noun(last, distance, third_person, adjective)

    def _from_beginning(self, third_person: bool) -> int:
        """Returns what speaks for an order (`Polish the table`), or else for a noun, where no word stands before."""
        return 3 if self.after() in OBJECTS and not third_person else -1

    def _from_noun(self, last: str, distance: int, third_person: bool, adjective: bool) -> int:
        """Returns what a word before tells that is no small one: a plural wants a verb, an adjective a noun."""
        second = self.before(distance + 1)
        if second in DETERMINERS and self.before(distance + 2) in _INVERTED and not third_person:
            return 4
        if adjective and not self.after():
            return -2
        if (is_plural(last) or (distance > 1 and last.endswith("s"))) and not third_person:
            compound = second and second not in DETERMINERS | PREPOSITIONS | _ADJECTIVES
            return 0 if compound and self.before(distance + 2) in DETERMINERS else 3
        if last in _ADJECTIVES or last.endswith(_ADJECTIVE_ENDS):
            return -2
        if third_person and self.after() in OBJECTS:
            return 1
        for back in range(distance + 1, distance + _FARTHEST):
            word = self.before(back)
            if not word or word in SUBJECTS | _OTHER_SUBJECTS | MODALS:
                return 0
            if word in DETERMINERS or word in PREPOSITIONS or word == "that":
                return -2
        return 0

    def _from_after(self, adjective: bool) -> int:
        following = self.after()
        if following in OBJECTS:
            return 2
        if following == "of" or (following in _FINITE and not adjective):
            return -2
        return -1 if adjective and following and following not in PREPOSITIONS | _JOINING else 0


def is_plural(word: str) -> bool:
    """Returns whether a word looks like a noun in the plural."""
    if word in _PLURALS:
        return True
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in _NO_PLURALS
    )
