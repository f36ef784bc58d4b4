"""The Model Context Protocol, by which assistants call tools: messages, revisions, and the tools that speak.

`vozes mcp` serves it through pipes and the API at `/mcp`; how bytes travel is known there. The official SDK for Python
(mcp 2.3) is left to the tests: it would add 16 packages and 28 MB, three of them compiled and an HTTP client and server
of its own among them, and takes 0.7 s of a core to import, more than the whole command. Of the protocol, tools alone
are needed here, which are six methods; all that the SDK has beside them is for others. Batches, which one old revision
had and no client sends, are refused.
"""
