"""Builds, checks, publishes and shows the Cup warehouse; the command is `cup`."""


class Stop(Exception):
    """Why nothing more is done, in a sentence for the person who asked; `code` is what the command ends with."""

    def __init__(self, sentence: str, code: int = 1):
        super().__init__(sentence)
        self.code = code
