"""Speaks HTTP/1.1 as the server library does, but for what the library would answer by itself.

What is no HTTP never becomes a request, so no middleware and no route sees it. It is refused here, in the shape of
every error and with the headers of every answer.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from vozes.api.middleware.security_headers import standard_headers
from vozes.api.responses.errors import ErrorResponse
from vozes.errors import ErrorCode, VozesError
from vozes.service.request_ids import new_request_id

_READ_AT_ONCE = 16 * 1024
"""Bytes, between which others have their turn: what comes in chunks of one byte takes ten microseconds for each."""


class HttpProtocol(H11Protocol, asyncio.BufferedProtocol):
    def get_buffer(self, sizehint: int) -> bytearray:
        """Returns where the next bytes are put; asyncio's own choice would be sixteen times as large."""
        self._buffer = bytearray(_READ_AT_ONCE)
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        self.data_received(bytes(memoryview(self._buffer)[:nbytes]))

    def send_400_response(self, msg: str) -> None:
        self.end(VozesError(ErrorCode.MALFORMED_REQUEST, "What was sent is no HTTP/1.1 that can be read."))

    def end(self, error: VozesError) -> None:
        """Closes the connection, and says why where no answer has begun."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._refuse(error)
        if self.cycle is not None:  # its body is not read any further: whoever waits for it learns that
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()

    def _refuse(self, error: VozesError) -> None:
        request_id = new_request_id()
        answer = ErrorResponse(error, request_id)
        answer.headers.update({**standard_headers(request_id), "Cache-Control": "no-store", "Connection": "close"})
        status = answer.status_code
        events = (
            h11.Response(status_code=status, headers=answer.raw_headers, reason=STATUS_PHRASES[status]),
            h11.Data(data=bytes(answer.body)),
            h11.EndOfMessage(),
        )
        self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
