"""An endpoint that does only some of a batch at a time, as AWS does under load."""

from typing import Any

from dynamodb_toolbox.protocol.calls import Endpoint, Reply

Part = tuple[str, dict[str, Any]]


class Reluctant:
    """Keeps back all but the first `most` requests of a batch, the first `times` times.

    What is done is done by the endpoint beneath. Everything else goes there as it is.

    Attributes:
        sizes: How many requests each batch had.
    """

    def __init__(self, beneath: Endpoint, most: int, times: int = 1_000_000) -> None:
        self.sizes: list[int] = []
        self._beneath = beneath
        self._most = most
        self._times = times

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        if operation == "BatchWriteItem":
            return self._write(request)
        if operation == "BatchGetItem":
            return self._read(request)
        return self._beneath.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._beneath.close()

    def _write(self, request: dict[str, Any]) -> Reply:
        parts = [(table, part) for table, parts in request["RequestItems"].items() for part in parts]
        taken, kept = self._split(parts)
        return self._forward("BatchWriteItem", request, _grouped(taken)) | {
            "UnprocessedItems": {table: list(map(_reordered, rest)) for table, rest in _grouped(kept).items()}
        }

    def _read(self, request: dict[str, Any]) -> Reply:
        wanted = request["RequestItems"]
        taken, kept = self._split([(table, key) for table, spec in wanted.items() for key in spec["Keys"]])

        def specs(parts: list[Part]) -> dict[str, Any]:
            return {table: wanted[table] | {"Keys": keys} for table, keys in _grouped(parts).items()}

        reply = self._forward("BatchGetItem", request, specs(taken))
        return {"Responses": {}, **reply, "UnprocessedKeys": specs(kept)}

    def _split(self, parts: list[Part]) -> tuple[list[Part], list[Part]]:
        most = self._most if len(self.sizes) < self._times else len(parts)
        self.sizes.append(len(parts))
        return parts[:most], parts[most:]

    def _forward(self, operation: str, request: dict[str, Any], items: dict[str, Any]) -> Reply:
        return self._beneath.call(operation, request | {"RequestItems": items}) if items else {}


def _grouped(parts: list[Part]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for table, part in parts:
        grouped.setdefault(table, []).append(part)
    return grouped


def _reordered(part: dict[str, Any]) -> dict[str, Any]:
    """Give a request with its sets in another order, which means the same."""
    [(kind, fields)] = part.items()
    item = fields.get("Item")
    if item is None:
        return part
    turned = {n: {t: c[::-1] if t == "SS" else c for t, c in value.items()} for n, value in item.items()}
    return {kind: {"Item": dict(reversed(turned.items()))}}
