"""What can be done: one file per command. A command shows its request (`params()`) before it sends it."""
