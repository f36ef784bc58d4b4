"""eSpeak NG's library, for the engine that speaks with it and for `phonemes`, which asks it for phonemes alone."""
