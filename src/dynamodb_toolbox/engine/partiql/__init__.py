"""PartiQL: statements read into the same trees and actions as all other requests.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
"""
