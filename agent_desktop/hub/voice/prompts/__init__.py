"""Prompts: what callers hear that nobody says live. Sentences, numbers, tones and music, by language.

Promises that a prompt is a name ("welcome", "number/7", "tone/busy") until it is played: which clip it is depends on
the language and on what the team uploaded (`catalogue`). Numbers are spoken by putting clips together (`speaking`,
pure). Uploaded files and a synthesiser's output are made into one shape of sound: 16 kHz, mono, int16.

Refuses to trust a file: every header that an upload brings is hostile until it is checked (`wav`).
"""
