"""The voices that ElevenLabs gives to everybody: what programs send by default, and what they are called there.

`stand_ins` chooses who speaks in their place.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PremadeVoice:
    name: str
    gender: Literal["female", "male"]
    like: str
    """The voice of Kokoro's that is like it in English."""


PREMADE: dict[str, PremadeVoice] = {
    "9BWtsMINqrJLrRacOk9x": PremadeVoice("Aria", "female", "af_aoede"),
    "CwhRBWXzGAHq8TQ4Fs17": PremadeVoice("Roger", "male", "am_michael"),
    "EXAVITQu4vr4xnSDxMaL": PremadeVoice("Sarah", "female", "af_sarah"),
    "FGY2WhTYpPnrIDTdsKH5": PremadeVoice("Laura", "female", "af_kore"),
    "IKne3meq5aSn9XLyUdCD": PremadeVoice("Charlie", "male", "bm_lewis"),
    "JBFqnCBsd6RMkjVDRZzb": PremadeVoice("George", "male", "bm_george"),
    "N2lVS1w4EtoT3dr4eOWO": PremadeVoice("Callum", "male", "am_fenrir"),
    "SAz9YHcvj6GT2YYXdXww": PremadeVoice("River", "female", "af_river"),
    "SOYHLrjzK2X1ezoPC6cr": PremadeVoice("Harry", "male", "am_puck"),
    "TX3LPaxmHKxFdv7VOQHJ": PremadeVoice("Liam", "male", "am_liam"),
    "XB0fDUnXU5powFXDhCwa": PremadeVoice("Charlotte", "female", "bf_isabella"),
    "Xb7hH8MSUJpSbSDYk0k2": PremadeVoice("Alice", "female", "bf_alice"),
    "XrExE9yKIg1WjnnlVkGX": PremadeVoice("Matilda", "female", "af_heart"),
    "bIHbv24MWmeRgasZH58o": PremadeVoice("Will", "male", "am_puck"),
    "cgSgspJ2msm6clMCkdW9": PremadeVoice("Jessica", "female", "af_jessica"),
    "cjVigY5qzO86Huf0OWal": PremadeVoice("Eric", "male", "am_eric"),
    "hpp4J3VqNfWAUOO0d1Us": PremadeVoice("Bella", "female", "af_bella"),
    "iP95p4xoKVk53GoZ742B": PremadeVoice("Chris", "male", "am_michael"),
    "nPczCjzI2devNBz1zQrb": PremadeVoice("Brian", "male", "am_onyx"),
    "onwK4e9ZLuTAKqWW03F9": PremadeVoice("Daniel", "male", "bm_daniel"),
    "pFZP5JQG7iQjIQuC4Bku": PremadeVoice("Lily", "female", "bf_lily"),
    "pNInz6obpgDQGcFmaJgB": PremadeVoice("Adam", "male", "am_adam"),
    "pqHfZKP75CvOlQylNhV4": PremadeVoice("Bill", "male", "am_onyx"),
    # those of earlier years, which programs still have in their settings
    "21m00Tcm4TlvDq8ikWAM": PremadeVoice("Rachel", "female", "af_heart"),
    "29vD33N1CtxCmqQRPOHJ": PremadeVoice("Drew", "male", "am_michael"),
    "2EiwWnXFnvU5JabPnv8n": PremadeVoice("Clyde", "male", "am_onyx"),
    "5Q0t7uMcjvnagumLfvZi": PremadeVoice("Paul", "male", "am_echo"),
    "AZnzlk1XvdvUeBnXmlld": PremadeVoice("Domi", "female", "af_nova"),
    "CYw3kZ02Hs0563khs1Fj": PremadeVoice("Dave", "male", "bm_lewis"),
    "D38z5RcWu1voky8WS1ja": PremadeVoice("Fin", "male", "bm_lewis"),
    "ErXwobaYiN019PkySvjV": PremadeVoice("Antoni", "male", "am_michael"),
    "GBv7mTt0atIp3Br8iCZE": PremadeVoice("Thomas", "male", "am_echo"),
    "LcfcDJNUP1GQjkzn1xUU": PremadeVoice("Emily", "female", "af_sky"),
    "MF3mGyEYCl7XYWbV9V6O": PremadeVoice("Elli", "female", "af_sky"),
    "ODq5zmih8GrVes37Dizd": PremadeVoice("Patrick", "male", "am_fenrir"),
    "ThT5KcBeYPX3keUQqHPh": PremadeVoice("Dorothy", "female", "bf_emma"),
    "TxGEqnHWrfWFTfGW9XjX": PremadeVoice("Josh", "male", "am_fenrir"),
    "VR6AewLTigWG4xSOukaG": PremadeVoice("Arnold", "male", "am_onyx"),
    "ZQe5CZNOzWyzPSCn5a3c": PremadeVoice("James", "male", "bm_fable"),
    "flq6f7yk4E4fJM5XTYuZ": PremadeVoice("Michael", "male", "am_michael"),
    "g5CIjZEefAph4nQFvHAz": PremadeVoice("Ethan", "male", "am_puck"),
    "jBpfuIE2acCO8z3wKNLl": PremadeVoice("Gigi", "female", "af_sky"),
    "jsCqWAovK2LkecY7zXl4": PremadeVoice("Freya", "female", "af_nova"),
    "oWAxZDx7w5VEj9dCyTzz": PremadeVoice("Grace", "female", "af_bella"),
    "pMsXgVXv3BLzUgSXRplE": PremadeVoice("Serena", "female", "af_kore"),
    "piTKgcLEGmPE4e6mEKli": PremadeVoice("Nicole", "female", "af_nicole"),
    "t0jbNlBVZ17f02VDIeMI": PremadeVoice("Jessie", "male", "am_echo"),
    "yoZ06aMxZJJ28mfd3POQ": PremadeVoice("Sam", "male", "am_echo"),
    "zcAOhNBS3c14rBihAFp1": PremadeVoice("Giovanni", "male", "am_michael"),
    "zrHiDhphv9ZnVXBqCLjz": PremadeVoice("Mimi", "female", "af_aoede"),
}
"""By their ids there, as they are written."""
