"""The engine behind HTTP (extra `server`): AWS's envelope around the calls that an `Endpoint` answers."""
