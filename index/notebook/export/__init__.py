"""Notes in the forms that colleagues use: pure functions from annotations to text, a module a format.

The same annotations give the same text, byte for byte: nothing says when it was written.
"""
