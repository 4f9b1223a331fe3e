"""Classes as schemas: how a class is read as a schema, and how its instances and items become each other."""
