"""eSpeak NG's library, below the engine that speaks with it and `phonemes`, which only asks it for phonemes."""
