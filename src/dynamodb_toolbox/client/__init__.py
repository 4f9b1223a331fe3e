"""Who drives commands: a call out, a reply in, synchronously or not."""
