"""`vozes mcp`: the Model Context Protocol through pipes, for assistants on this machine."""
