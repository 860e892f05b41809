"""The expected no. Anything else that is raised is a bug."""


class Refused(Exception):
    """An act that is not allowed or not possible now, with a sentence for the user.

    `code` is stable and goes into the API's problem document; `sentence` is Indonesian and says what is
    wrong and how to mend it; `field` names the field of a form it belongs to, if any.
    """

    code = "refused"
    status = 409

    def __init__(self, sentence: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        if code:
            self.code = code


class NotFound(Refused):
    """There is no such thing, or it is out of the actor's reach: the two look the same on purpose."""

    code = "not_found"
    status = 404

    def __init__(self, sentence: str = "Data tidak ditemukan.", **more: str | None) -> None:
        super().__init__(sentence, **more)


class NotAllowed(Refused):
    """The actor can see the thing but holds no permission for this act."""

    code = "not_allowed"
    status = 403

    def __init__(self, sentence: str = "Anda tidak berwenang untuk tindakan ini.", **more: str | None) -> None:
        super().__init__(sentence, **more)


class TooMany(Refused):
    """Asked too often; try again later."""

    code = "too_many"
    status = 429
