"""Wrapping, highlights, caret and selection: pure logic over a text and its offsets, without Textual."""
