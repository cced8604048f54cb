"""Builds, checks, publishes and shows the Cup warehouse; the command is `cup`."""


class Stop(Exception):
    """Ends a command. The message is a sentence for the user, `code` the exit code."""

    def __init__(self, sentence: str, code: int = 1):
        super().__init__(sentence)
        self.code = code
