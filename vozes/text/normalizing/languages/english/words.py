"""Words in capitals: which abbreviations of English are spelled, and which are read as words."""

import re

SPOKEN = frozenset(
    "NASA NATO UNICEF UNESCO AIDS LASER RADAR SCUBA SONAR JPEG JPG GIF PIN SIM RAM ROM LAN WAN FIFA UEFA OPEC "
    "NAFTA FEMA OSHA HIPAA POTUS SCOTUS FLOTUS SWAT SARS MERS ASCII BIOS CAPTCHA JSON YAML TOML WYSIWYG MIDI DOS "
    "CAD REM FOMO YOLO ZIP MASH RICO DACA FICA ERISA NIMBY WASP DARPA CERN JAXA NOAA CUDA LIDAR TASER OLED IMAX "
    "IKEA LEGO NVIDIA AWOL GMAT LSAT MCAT ICE RADAR PETA NASDAQ DOGE ROFL OK CAT PET SIDS MIDI WIFI GIMP MIMO "
    "NASCAR INTERPOL EULA IATA SAM BASIC COBOL FORTRAN LISP UNIX LINUX LAMP AJAX REST CRUD GNOME VHDL VAT HOV "
    "ROTC NORAD TARP COBRA".split()
) - {"VHDL", "HOV", "ROTC", "VAT"}
SPELLED = frozenset(
    "UCLA ACLU USDA USAF USMC USSR YMCA YWCA ESPN ASAP AARP NAACP NCAA IEEE OECD IAEA ICAO UNHCR USPS USAA UNLV "
    "AAAS ESRB EIEIO EEOC AOL AKA ETA IRA ISO UFO UAE IOU IPO IPA AOC EPA OAS ABBA ECOWAS ASEAN EFTA EASA AAA AA "
    "UAW UPS USB URL USA UAV UCI UCSD UCSB UMASS UPC URI USC USD UTC UTI UX UI UK UN EU AI ID IQ ER ET EQ ESL ESP "
    "ETC APR APY API APA ABC ADA AM PM AMA AMD ATM ATV IBM ICU IMF INS IRC IRS IUD IV IVF OB OS OCD OCR OED OTC "
    "OTP SUV EMT ICBM IMDB ECG EKG EEG ECMO ERA OLAP ISIS ADHD ASMR EBITDA IRL IMO IMHO IDK HIV HBO HQ BBQ DIY "
    "FAQ FYI GPA MIA SAT ACT SOS TBA TBD VIP VIN RIP DOA DUI CIO CFO CTO COO CEO CIA NBA NFL MLB NHL WHO ICQ AFK "
    "BAFTA NGO NIH SEO".split()
) - {"ABBA", "ECOWAS", "ASEAN", "BAFTA", "ISIS", "EBITDA"}
"""Those that could be read as words."""
SHOUTED = frozenset(
    "AN AS AT BE BY DO GO HE HI IF IN IS ME MY NO OF OH OK ON OR SO TO UP WE AH HA HO HEY UH UM YO OW OX ACE ADD "
    "AGE AGO AID AIM AIR ALL AND ANY APE APP ARE ARM ART ASK ASS ATE BAD BAG BAN BAR BAT BED BEE BET BIG BIT BOX "
    "BOY BUG BUS BUT BUY BYE CAN CAR COP COW CRY CUP CUT DAD DAY DEN DID DIE DIG DOG DOT DRY DUE EAR EAT EGG END "
    "EVE EYE FAN FAR FAT FED FEE FEW FIT FIX FLY FOR FOX FUN GAP GAS GAY GET GOD GOT GUN GUY GYM HAD HAS HAT HER "
    "HID HIM HIP HIS HIT HOT HOW HUG ILL INK ITS JAM JAR JET JOB JOY KEY KID LAP LAW LAY LEG LET LID LIE LIP LOG "
    "LOT LOW MAD MAN MAP MAY MEN MET MIX MOM MUD MUM NEW NOD NOR NOT NOW NUT ODD OFF OIL OLD ONE OUR OUT OWE OWN "
    "PAN PAY PEN PIE PIG PIT POP POT PUB PUT RAN RAT RAW RED RIB RID ROW RUB RUN SAD SAW SAY SEA SEE SET SEX SHE "
    "SHY SIT SIX SKY SON SUN TAX TEA TEN THE TIE TIP TOE TON TOO TOP TOY TRY TWO USE VAN WAR WAS WAX WAY WET WHY "
    "WIG WIN WON YES YET YOU ZOO WOW BOO YAY DUH ER AX EVEN LOL OMG WTF BTW MAX PRO".split()
) - {"ER", "AX"}
"""Short words that are rather emphasised than spelled where they stand in capitals."""
AMBIGUOUS = {"US": "us", "IT": "it", "WHO": "who", "AM": "am", "ACT": "act", "SAT": "sat", "LA": "la"}
"""Abbreviations that are words beside other words in capitals."""

_ONSETS = (
    "bl br ch chr cl cr dr dw fl fr gh gl gn gr kh kl kn kr ph phr pl pr ps qu rh sc sch scr sh shr sk sl sm sn sp "
    "sph spl spr squ st str sw th thr thw tr ts tw wh wr"
).split()
_CODAS = (
    "ck ch sh th ng nk nd nt mp ld lt lk lf lm lp lb ll ss ff zz gg dd tt bb nn rr pp mm rd rt rk rm rn rp rs rl rb "
    "rg rc rf st sk sp ct pt ft xt ps ts ks ns ms ls ds bs gs gh mb mn gn wn wl wk ws lv rv nc nx nz rz lz hn hm ys "
    "cks ngs nds nts nks mps lds lts lks rds rts rks rms rns rps rls rbs sts sks sps cts pts fts ght tch nch lch "
    "rch nth lth rth fth lps lms lfs lls ffs bbs tts rst nst rld mpt"
).split()


def _pronounceable() -> re.Pattern[str]:
    consonant = "[bcdfghjklmnpqrstvwxyz]"
    onset = f"(?:{'|'.join(sorted(_ONSETS, key=len, reverse=True))}|{consonant})"
    coda = f"(?:{'|'.join(sorted(_CODAS, key=len, reverse=True))}|{consonant})"
    return re.compile(f"{onset}?(?:[aeiouy]{{1,3}}{coda}?{onset}?){{0,5}}[aeiouy]{{1,3}}{coda}?")


_PRONOUNCEABLE = _pronounceable()
_FEWEST_LETTERS = 4
_FEW_LETTERS = 6


def is_pronounceable(word: str) -> bool:
    """Returns whether letters could be a word of English: longer ones by their vowels, short ones by their clusters."""
    small = word.lower()
    if len(small) < _FEWEST_LETTERS:
        return False
    if len(small) <= _FEW_LETTERS:
        return _PRONOUNCEABLE.fullmatch(small) is not None
    return re.search("[aeiouy]", small) is not None and re.search("[^aeiouy]{6}", small) is None
