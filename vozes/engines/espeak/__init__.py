"""eSpeak NG: small, instant, over a hundred languages; always there."""
