"""English words that are told apart by what is spoken of, each by a rule of its own: `lead`, `bass`, `tear`."""

from collections.abc import Callable, Mapping

from vozes.text.homographs.english_context import (
    BE,
    DETERMINERS,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    SUBJECTS,
    Context,
    is_plural,
)

Sense = Callable[[Context], str | None]

_PAST = frozenset("yesterday ago last already once earlier previously was were had did said when".split())
_READERS = frozenset("people children men women police".split())
_HABIT = frozenset("every always usually often sometimes daily now never regularly".split())
_HAVE = frozenset(
    "have has had having i've you've we've they've he's she's it's been was were is are be being haven't hasn't hadn't "
    "wasn't weren't get got".split()
)
_BETWEEN = frozenset("not never ever already just also you he she they we i it all both always really yet".split())
_LIVE_THINGS = frozenset(
    "music show shows concert concerts stream streams streaming tv television event events performance "
    "performances audience broadcast broadcasts bait wire chat band bands album albums recording recordings "
    "coverage ammunition fire animals animal birth births version versions session sessions data feed video "
    "videos update updates webcam stage debate game games interview interviews radio sports match demo "
    "demonstration show comedy theater webinar class classes wires traffic".split()
)
_LIVE_VERBS = frozenset(
    "go goes going went gone is are was were be been came come broadcast recorded streamed streaming watch "
    "watched watching perform performed performing play played playing sing sang sung see saw seen hear heard "
    "aired air shown fully".split()
)
_LIVE_PLACES = frozenset(
    "in at with near alone there here by under together forever happily next within longer".split()
)
_METAL = frozenset(
    "pipe pipes paint paints poisoning acid bullet bullets pencil pencils ore metal metals zinc copper mercury "
    "asbestos arsenic battery batteries toxic heavy solder radiation tin iron steel melted shielding contaminated "
    "gasoline".split()
)
_OF_METAL = frozenset("made contains levels amount traces weight water paint blood soil".split())
_FEELING = BE | frozenset(
    "feel feels felt seem seems seemed look looks looked so very really too quite get gets got getting deeply not "
    "perfectly rest remain remains live".split()
)
_DETAILS = frozenset(
    "amount amounts detail details quantity quantities particles particle traces trace difference differences fraction "
    "changes change creatures organisms variations size doses".split()
)
_COUNTED = frozenset("two three four five several many some and the".split())
_DIRECTIONS = frozenset(
    "into in down under off deep toward towards headfirst right straight through beneath after below".split()
)
_SHIPS = frozenset(
    "ship ships boat boats stern deck port starboard vessel sail yacht canoe waves captain bridge".split()
)
_FISH = frozenset(
    "fish fishing caught catch lake river sea largemouth smallmouth striped trout grilled pond fisherman salmon "
    "fillet bait cooked fried hook tank ocean seabass cod swam swim swims swimming boat".split()
)
_MUSIC = frozenset(
    "guitar guitars band plays play played playing music singer singers drum drums player players line lines "
    "sound voice speaker speakers treble clef drop solo tenor jazz loud amp string song songs beat turn boost".split()
)
_DEER = frozenset("buck bucks deer fawn fawns doe forest woods hunter hunters herd stag stags".split())
_PIGS = frozenset("pig pigs piglet piglets farm barn pen boar boars hog hogs sty farmer".split())
_CRYING = frozenset(
    "eye eyes cheek cheeks cry crying cried face sad sadness weep sob joy shed sheds wiped wipe rolled".split()
)
_CLOTH = frozenset(
    "jacket shirt fabric paper muscle ligament sleeve dress pants page cloth skin curtain sail tendon jeans coat "
    "sheet bag meniscus retina wallpaper knee".split()
)
_SEWING = frozenset(
    "sew sews sewing quilt quilts fabric dress dresses clothes stitch stitches needle thread curtains".split()
)
_TOOLS = frozenset(
    "wood tree trees chop chopped chopping sharp sharpened lumberjack battle throwing handle hatchet swords".split()
)
_GRAPH = frozenset(
    "x y z graph coordinate rotation label labels chart vertical horizontal plane rotate rotates rotated origin "
    "parallel plot symmetry cartesian".split()
)
_BASES = frozenset(
    "army military air naval loaded stole steal covered cover baseball runner runners three run ran bridge "
    "germany camp troops all acids acid".split()
)
_THEORY = frozenset(
    "theory legal theoretical claim argument arguments evidence moral scientific decision philosophical".split()
)
_GOLF = frozenset("golf green greens golfer hole tournament course club tee stroke".split())
_COLD = frozenset("felt feel feels grew grow grows growing getting got became become becomes feeling go went".split())
_QUARREL = frozenset("terrible huge big blazing heated awful furious argument argued quarrel".split())


def _read(context: Context) -> str | None:
    past, present = "ɹˈɛd", "ɹˈiːd"
    last = context.before()
    for back in (1, 2, 3):
        word = context.before(back)
        if word in _HAVE:
            return past
        if word in MODALS or word in ("let", "must"):
            return present
        if word not in _BETWEEN:
            break
    if last in ("he", "she", "it") or (last.endswith("ly") and context.before(2) in BE) or last == "well":
        return past
    if not last and context.place == 0:
        return present
    if last in DETERMINERS:
        return present
    if context.before(2) in DETERMINERS and not is_plural(last) and last not in _READERS | SUBJECTS:
        return past
    if context.near(_PAST, 12):
        return past
    if context.near(_HABIT) or (last in ("and", "or") and context.before(2) in ("write", "writing")):
        return present
    if last[:1] and context.written[context.place - 1][:1].isupper() and last not in SUBJECTS:
        return past
    return None


def _live(context: Context) -> str | None:
    verb, adjective = "lˈɪv", "lˈa͡ɪv"
    last, following = context.before(), context.after()
    if following in _LIVE_THINGS:
        return adjective if last not in SUBJECTS | MODALS else verb
    if following == "on" and context.after(2) in ("tv", "air", "stage", "television", "radio", "youtube", "camera"):
        return adjective
    if following == "from" and last not in SUBJECTS | MODALS:
        return adjective
    if context.before(2) in SUBJECTS and last in ("only", "still", "also", "all", "both", "always", "just", "now"):
        return verb
    if last in SUBJECTS or last in MODALS or context.before(2) in MODALS:
        return verb if last != "be" else adjective
    if last in _LIVE_VERBS or (last in DETERMINERS and not is_plural(last)):
        return adjective
    if following in _LIVE_PLACES or is_plural(last):
        return verb
    return adjective if context.near(_LIVE_VERBS - BE, 5) and not following else verb if following in OBJECTS else None


def _lives(context: Context) -> str | None:
    score = context.verb_score(third_person=True)
    if context.before() in ("save", "saves", "saved", "saving", "human", "lost", "change", "changed", "risk"):
        return "lˈa͡ɪvz"
    if context.after() in _LIVE_PLACES and context.before() not in DETERMINERS | PREPOSITIONS:
        return "lˈɪvz"
    return "lˈa͡ɪvz" if score < 0 else "lˈɪvz" if score > 0 else None


def _lead(context: Context) -> str | None:
    metal, other = "lˈɛd", "lˈiːd"
    last = context.before()
    if context.after() in _METAL or last in ("pencil", "molten", "contain", "contains", "contained", "molded"):
        return metal
    if last in MODALS or last in SUBJECTS or last in DETERMINERS or is_plural(last):
        return other
    if last in ("of", "was", "is", "as", "no", "and") and (context.near(_METAL, 6) or context.near(_OF_METAL, 5)):
        return metal
    return other if context.verb_score() != 0 or context.after() in ("singer", "role", "actor", "to") else None


def _wind(context: Context) -> str | None:
    if context.after() in ("up", "down") and context.before() not in DETERMINERS | PREPOSITIONS:
        return "wˈa͡ɪnd"
    score = context.verb_score()
    if context.before() == "just" and context.after() in OBJECTS:
        return "wˈa͡ɪnd"
    return "wˈa͡ɪnd" if score > 1 else "wˈɪnd" if score < 0 else None


def _winds(context: Context) -> str | None:
    if context.after() in ("through", "along", "around", "up", "down", "its", "past", "between"):
        return "wˈa͡ɪndz"
    return "wˈɪndz" if context.verb_score(third_person=True) <= 0 else "wˈa͡ɪndz"


def _tear(context: Context) -> str | None:
    cry, rip = "tˈɪ͡ɹ", "tˈɛ͡ɹ"
    if context.after() in ("gas", "duct", "ducts", "drop", "drops", "stained"):
        return cry
    if (
        context.verb_score() > 0
        or context.before(2) == "wear"
        or context.after() in ("apart", "up", "down", "off", "open")
    ):
        return rip
    if context.near(_CLOTH):
        return rip
    return cry if context.near(_CRYING) or context.verb_score() < 0 else None


def _tears(context: Context) -> str | None:
    cry, rip = "tˈɪ͡ɹz", "tˈɛ͡ɹz"
    if context.after() in ("apart", "up", "down", "off", "through") or context.verb_score(third_person=True) > 0:
        return rip
    return rip if context.near(_CLOTH) and not context.near(_CRYING) else cry


def _bow(context: Context) -> str | None:
    knot, bend = "bˈo͡ʊ", "bˈa͡ʊ"
    if context.near(_SHIPS):
        return bend
    if context.before() in DETERMINERS and context.before(2) in (
        "take",
        "took",
        "taken",
        "taking",
        "takes",
        "make",
        "made",
    ):
        return bend
    if context.verb_score() > 0 or context.after() in ("down", "before", "out"):
        return bend
    return knot if context.verb_score() < 0 or context.after() in ("tie", "and", "ties") else None


def _bass(context: Context) -> str | None:
    fish = context.near(_FISH)
    music = context.near(_MUSIC)
    return None if fish == music else "bˈæs" if fish else "bˈe͡ɪs"


def _content(context: Context) -> str | None:
    noun, adjective = "kˈɑːntɛnt", "kəntˈɛnt"
    last, following = context.before(), context.after()
    if (
        last in _FEELING
        or (last == "and" and context.before(3) in _FEELING)
        or following in ("himself", "herself", "yourself", "themselves", "myself")
    ):
        return adjective
    if last in DETERMINERS or last in PREPOSITIONS or following == "of":
        return noun
    return adjective if following == "with" else noun


def _deserts(context: Context) -> str | None:
    if context.before() == "just":
        return "dᵻzˈɜːts"
    score = context.verb_score(third_person=True)
    return "dᵻzˈɜːts" if score > 0 else "dˈɛzɚts" if score < 0 else None


def _minute(context: Context) -> str | None:
    tiny = "ma͡ɪnˈuːt"
    if context.after() in _DETAILS:
        return tiny
    if context.before() in BE | {"so", "very", "most", "extremely"} and not context.after():
        return tiny
    return "mˈɪnɪt"


def _close(context: Context) -> str | None:
    near, shut = "klˈo͡ʊs", "klˈo͡ʊz"
    last, following = context.before(), context.after()
    score = context.verb_score()
    if following == "of" or (last in DETERMINERS and not following):
        return shut
    if following in (
        "to",
        "by",
        "together",
        "enough",
        "behind",
        "range",
        "friend",
        "friends",
        "call",
        "together",
        "up",
        "relative",
    ):
        return near if score <= 0 or last in BE or following in ("to", "by", "together", "enough") else shut
    if last in MODALS | SUBJECTS or (following in OBJECTS and score > 0):
        return shut
    if last in BE or last in (
        "very",
        "so",
        "too",
        "really",
        "get",
        "gets",
        "got",
        "come",
        "came",
        "stay",
        "pretty",
        "how",
        "as",
    ):
        return near
    if context.before(2) in BE and last.endswith("ly"):
        return near
    if last in DETERMINERS:
        return near
    return shut if score > 0 else None


def _wound(context: Context) -> str | None:
    hurt, coiled = "wˈuːnd", "wˈa͡ʊnd"
    if context.after() in ("up", "around", "round", "through", "down", "its", "back", "tightly", "along"):
        return coiled
    if context.before() in DETERMINERS or context.verb_score() < 0:
        return hurt
    if context.before() in SUBJECTS | {"he", "she", "it"} and context.after() in OBJECTS:
        return coiled
    return hurt if context.before() in MODALS else None


def _does(context: Context) -> str | None:
    return "dˈo͡ʊz" if context.near(_DEER) and context.before() in _COUNTED else "dˈʌz"


def _dove(context: Context) -> str | None:
    if context.after() in _DIRECTIONS and context.before() not in ("a", "white"):
        return "dˈo͡ʊv"
    if context.before() in SUBJECTS | {"he", "she", "it"}:
        return "dˈo͡ʊv"
    return "dˈʌv"


def _sow(context: Context) -> str | None:
    if context.verb_score() > 0:
        return "sˈo͡ʊ"
    return "sˈa͡ʊ" if context.before() in DETERMINERS or context.near(_PIGS) else "sˈo͡ʊ"


def _polish(context: Context) -> str | None:
    nation, shine = "pˈo͡ʊlɪʃ", "pˈɑːlɪʃ"
    if context.written[context.place][:1].islower():
        return shine
    if context.place == 0 and context.after() in OBJECTS:
        return shine
    return nation


def _row(context: Context) -> str | None:
    quarrel = context.before() in DETERMINERS | _QUARREL and context.after() in ("with", "about", "over", "between")
    angry = context.before() in _QUARREL or context.before(2) in ("had", "having")
    return "ɹˈa͡ʊ" if quarrel and angry else "ɹˈo͡ʊ"


def _resume(context: Context) -> str | None:
    score = context.verb_score()
    return "ɹˈɛzəmˌe͡ɪ" if score < 0 else "ɹᵻzˈuːm" if score > 0 else None


def _sewer(context: Context) -> str | None:
    return "sˈo͡ʊɚ" if context.near(_SEWING, 10) else "sˈuːɚ"


def _upset(context: Context) -> str | None:
    if context.before() in _FEELING:
        return "ʌpsˈɛt"
    score = context.verb_score()
    return "ˈʌpsɛt" if score < 0 and context.after() not in ("stomach", "about", "with") else "ʌpsˈɛt"


def _axes(context: Context) -> str | None:
    graph, tools = context.near(_GRAPH), context.near(_TOOLS)
    return None if graph == tools else "ˈæksiːz" if graph else "ˈæksᵻz"


def _bases(context: Context) -> str | None:
    theory, base = context.near(_THEORY), context.near(_BASES)
    return None if theory == base else "bˈe͡ɪsiːz" if theory else "bˈe͡ɪsᵻz"


def _number(context: Context) -> str | None:
    numb = context.before() in _COLD and context.after() not in ("of", "one", "two", "three")
    return "nˈʌmɚ" if numb else "nˈʌmbɚ"


def _putting(context: Context) -> str | None:
    return "pˈʌɾɪŋ" if context.near(_GOLF, 10) or context.before() in ("his", "her", "my", "your") else "pˈʊɾɪŋ"


def _moped(context: Context) -> str | None:
    if context.before() in DETERMINERS:
        return "mˈo͡ʊpɛd"
    if context.after() in ("around", "about", "for", "all") or context.before() in SUBJECTS | {"he", "she"}:
        return "mˈo͡ʊpt"
    return None


def _invalid(context: Context) -> str | None:
    person, void = "ˈɪnvəlɪd", "ɪnvˈælɪd"
    if context.before() in BE | {"not"}:
        return void
    alone = not context.after() or context.after() in MODALS | BE | {"who", "for", "since", "had", "has", "and", "in"}
    return person if context.before() in DETERMINERS and alone else void


def _used(context: Context) -> str | None:
    if context.after() != "to":
        return "jˈuːzd"
    passive = context.before() in BE and not (
        context.after(2) in DETERMINERS | OBJECTS or context.after(2).endswith("ing")
    )
    return "jˈuːzd" if passive else "jˈuːst"


SENSES: Mapping[str, Sense] = {
    "read": _read,
    "live": _live,
    "lives": _lives,
    "lead": _lead,
    "wind": _wind,
    "winds": _winds,
    "tear": _tear,
    "tears": _tears,
    "bow": _bow,
    "bass": _bass,
    "content": _content,
    "contents": lambda _: "kˈɑːntɛnts",
    "deserts": _deserts,
    "minute": _minute,
    "close": _close,
    "wound": _wound,
    "does": _does,
    "dove": _dove,
    "sow": _sow,
    "polish": _polish,
    "row": _row,
    "resume": _resume,
    "sewer": _sewer,
    "upset": _upset,
    "axes": _axes,
    "bases": _bases,
    "number": _number,
    "putting": _putting,
    "moped": _moped,
    "invalid": _invalid,
    "used": _used,
    "houses": lambda _: "hˈa͡ʊzᵻz",
}
