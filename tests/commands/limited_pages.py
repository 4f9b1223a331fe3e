"""An endpoint whose queries and scans read few items a page, as AWS's do of large items."""

from typing import Any

from dynamodb_toolbox.protocol.calls import Endpoint, Reply


class LimitedPages:
    """Gives pages of at most `size` items; everything else goes to the endpoint beneath as it is.

    Attributes:
        requests: The requests of all queries and scans.
    """

    def __init__(self, beneath: Endpoint, size: int) -> None:
        self.requests: list[dict[str, Any]] = []
        self._beneath = beneath
        self._size = size

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        if operation in {"Query", "Scan"}:
            self.requests.append(request)
            request = request | {"Limit": self._size}
        return self._beneath.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._beneath.close()
