"""How deep or high Kokoro's voices are, for the table in `vozes.engines.styletts2.pitches`: the median fundamental
frequency of each one's sample, the sentence by which a server lets it be heard.
"""

import argparse
import urllib.request
from pathlib import Path

from benchmarks.report import Report, print_reports
from tests.live import LiveServer, running_server
from vozes.audio.activity import find_speech
from vozes.audio.decoding import decode_recording

_LONGEST = 60.0
_PATIENCE = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of Kokoro in its published layout")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    arguments = parser.parse_args()
    settings = {"VOZES_STYLETTS2_CHECKPOINTS": str(arguments.checkpoint), "VOZES_FIRST_SOUND_SECONDS": "600"}
    report = Report("Pitch of the samples")
    with running_server(env=settings) as server:
        for voice in server.get_json("/v1/voices?engine=kokoro&limit=1000")["voices"]:
            report.rows.append({"voice": voice["id"], "pitch Hz": _pitch(server, voice["id"])})
    print_reports(report, as_json=arguments.json)


def _pitch(server: LiveServer, voice: str) -> int | str:
    with urllib.request.urlopen(f"{server.url}/v1/voices/{voice}/preview", timeout=_PATIENCE) as answer:
        recording = decode_recording(answer.read(), _LONGEST)
    pitch = find_speech(recording.samples, recording.sample_rate).pitch
    return "" if pitch is None else round(pitch)


if __name__ == "__main__":
    main()
