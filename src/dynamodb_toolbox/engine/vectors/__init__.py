"""Vector indexes: declared with a table, checked with each item, searched exactly.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearch.html
"""
