"""The StyleTTS 2 family: LibriTTS, LJSpeech and Kokoro."""
