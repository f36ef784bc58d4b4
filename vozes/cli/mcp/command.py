"""`vozes mcp`: what an assistant starts, and ends by closing its input."""

from vozes.cli.claimed_streams import claimed_streams
from vozes.cli.mcp.stdio import serve
from vozes.cli.mcp.tools import tool_server
from vozes.cli.progress import run
from vozes.cli.say.speaker import Speaker
from vozes.settings import Settings


def serve_assistant(settings: Settings) -> None:
    with claimed_streams() as (source, target):

        async def work() -> None:
            async with Speaker(settings) as speaker:
                await serve(tool_server(settings, speaker), source, target)

        run(work())
