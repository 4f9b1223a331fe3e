"""Bytes in, one answer out: llhttp's grammar, and what is left to say about it.

Informational answers (1xx) are passed over. What comes after an answer is no part of it: such a connection is
not used again, as the next answer on it could be another's.
"""

from __future__ import annotations

from typing import Any

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from dynamodb_toolbox.client.http.messages import HTTPResponse


class MalformedResponse(Exception):  # private to this room: turned into a TransportError
    """What came is no HTTP/1.1 answer."""


class ResponseReader:
    """Reads the answers of one connection, one after the other.

    Attributes:
        reusable: Whether the connection may carry another request, once an answer is whole.
        started: Whether any byte of the answer has come.
    """

    __slots__ = ("_chunks", "_headers", "_parser", "_response", "on_body", "on_header", "reusable", "started")

    def __init__(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._chunks: list[bytes] = []
        # llhttp calls these for each header and piece: methods of C, so that no frame of Python is made.
        self.on_header = self._headers.__setitem__
        self.on_body = self._chunks.append
        self._parser: Any = HttpResponseParser(self)
        self._response: HTTPResponse | None = None
        self.started = False
        self.reusable = True

    def feed(self, data: bytes | memoryview) -> HTTPResponse | None:
        """Take bytes as they come; give the answer once it is whole.

        Raises:
            MalformedResponse: They are no HTTP/1.1 answer.
        """
        self.started = True
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self.reusable = False
            if self._response is None:
                raise MalformedResponse(str(error)) from None
        response = self._response
        if response is not None:
            self._response = None
            self.started = False
        return response

    def end(self) -> HTTPResponse | None:
        """Tell that the connection was closed; give the answer where only that says where it ends."""
        self.reusable = False
        framed = any(name.lower() in {b"content-length", b"transfer-encoding"} for name in self._headers)
        return self._whole() if self._chunks and not framed else None

    def on_message_begin(self) -> None:
        """Note that an answer begins, behind another or not (called by the parser)."""
        if self._response is not None:
            self.reusable = False

    def on_message_complete(self) -> None:
        """Note that an answer is whole (called by the parser, which forgets its framing thereafter)."""
        if self._parser.get_status_code() < 200:
            self._headers.clear()
        elif self._response is None:
            if not self._parser.should_keep_alive():
                self.reusable = False
            self._response = self._whole()

    def _whole(self) -> HTTPResponse:
        chunks, headers = self._chunks, self._headers
        body = chunks[0] if len(chunks) == 1 else b"".join(chunks)
        response = HTTPResponse(self._parser.get_status_code(), headers.copy(), body)
        headers.clear()
        chunks.clear()
        return response
