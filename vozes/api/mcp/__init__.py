"""The Model Context Protocol over HTTP: what `vozes.mcp` answers, by requests and events."""
