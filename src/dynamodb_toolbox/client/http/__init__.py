"""HTTP/1.1 to a few origins over kept connections: the only code of the client that waits."""
