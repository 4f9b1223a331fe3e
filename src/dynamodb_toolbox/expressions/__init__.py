"""DynamoDB's expression language as one tree: the toolbox prints it, the engine parses it."""
