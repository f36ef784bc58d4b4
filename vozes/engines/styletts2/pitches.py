"""How deep or high the voices of Kokoro are."""

PITCHES = {
    "af_heart": 195, "af_alloy": 138, "af_aoede": 168, "af_bella": 189, "af_jessica": 203, "af_kore": 145,
    "af_nicole": 139, "af_nova": 155, "af_river": 174, "af_sarah": 193, "af_sky": 163, "am_adam": 115,
    "am_echo": 103, "am_eric": 156, "am_fenrir": 127, "am_liam": 114, "am_michael": 111, "am_onyx": 85,
    "am_puck": 110, "am_santa": 176,
    "bf_alice": 211, "bf_emma": 178, "bf_isabella": 200, "bf_lily": 178, "bm_daniel": 120, "bm_fable": 113,
    "bm_george": 140, "bm_lewis": 82,
    "ef_dora": 170, "em_alex": 128, "em_santa": 124,
    "ff_siwis": 200,
    "hf_alpha": 203, "hf_beta": 180, "hm_omega": 121, "hm_psi": 122,
    "if_sara": 219, "im_nicola": 96,
    "jf_alpha": 276, "jf_gongitsune": 250, "jf_nezumi": 239, "jf_tebukuro": 327, "jm_kumo": 91,
    "pf_dora": 176, "pm_alex": 128, "pm_santa": 133,
    "zf_xiaobei": 225, "zf_xiaoni": 211, "zf_xiaoxiao": 235, "zf_xiaoyi": 294, "zm_yunjian": 114, "zm_yunxi": 158,
    "zm_yunxia": 291, "zm_yunyang": 106,
}  # fmt: skip
"""The pitch of each voice's sample in Hz, as `python -m benchmarks.voice_pitches` measured it with the published
weights on 2026-12-01."""
