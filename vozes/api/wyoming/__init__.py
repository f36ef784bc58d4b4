"""Speech for Home Assistant and its like, by the Wyoming protocol: events over a plain TCP connection, beside HTTP.

`events` are how they look on the wire, `messages` what a client asks, `programs` what it is told of the voices;
`streamed_text` takes text in pieces, `speaking` answers, `conversation` is one client, `server` all of them, and
`discovery` tells the network of it. Nothing here knows HTTP, and the protocol knows no key.
"""
