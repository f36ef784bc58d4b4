"""What other programs send, as their sources have it, and what they read of the answers, against a live server.

Programs that are tested elsewhere, with their own clients or word for word: OpenAI's client, ElevenLabs', Wyoming's and
that of the Model Context Protocol (`test_openai`, `test_elevenlabs`, `test_every_engine`, `test_mcp` beside this
folder), Home Assistant (`test_home_assistant`), LiveKit's and Pipecat's sockets as ElevenLabs has them, with what is
heard (`test_elevenlabs_sockets`), browsers' questions for every preset of `cors_origins`
(`tests/api/middleware/test_origins`), and Speech Dispatcher (`tests/cli`).
"""
