"""The one exception for a request that cannot be carried out as asked; the words stand in `texts/` under `refusal.`."""


class Refusal(Exception):  # noqa: N818 - it is an answer to a person, not an error of ours
    """A request that cannot be done: a code for the sentence and the values for its places. Nothing was saved."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
