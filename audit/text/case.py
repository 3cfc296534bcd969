"""Text in lower case, each character in its place."""


def lower(text: str) -> str:
    """The same in lower case, but for a character that would become two.

    >>> lower("İX")
    'İx'
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(min(letter.lower(), letter, key=len) for letter in text)
