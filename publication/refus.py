class Refus(Exception):
    """A verb says no. Its message is the French sentence that the agent reads."""

    def __init__(self, *raisons: str):
        self.raisons = list(raisons)
        super().__init__(" ".join(raisons))
