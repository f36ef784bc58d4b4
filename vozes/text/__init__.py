"""Text for speech: what can be said (`speakable`), language tags (`language`), the language of a text (`detection`)."""
