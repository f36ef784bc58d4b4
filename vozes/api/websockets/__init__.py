"""WebSockets: messages of JSON in, messages and audio out. The routes know what the messages mean."""
