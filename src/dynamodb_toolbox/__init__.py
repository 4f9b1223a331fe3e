"""DynamoDB for Python: tables, schemas, entities and commands, and an engine to run them on."""
