"""What is told about a check-in that was just registered, and kept for whoever asks a second time."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Somebody took part. `event_id` is the public one, `balance` what the person had right after.

    `is_repeated` when this was registered before and is only told again.
    """

    id: UUID
    created_at: datetime
    event_id: str
    event_title: str
    uitpas_number: str
    passholder_id: int
    points: int
    balance: int
    is_repeated: bool = False

    def to_text(self) -> str:
        """The form in which a second request with the same key finds it. The card number stands in the request."""
        return json.dumps(
            {
                "id": str(self.id),
                "created_at": self.created_at.isoformat(),
                "event_id": self.event_id,
                "event_title": self.event_title,
                "passholder_id": self.passholder_id,
                "points": self.points,
                "balance": self.balance,
            }
        )

    @classmethod
    def from_text(cls, text: str, uitpas_number: str) -> "CheckedIn":
        told = json.loads(text)
        return cls(
            id=UUID(told["id"]),
            created_at=datetime.fromisoformat(told["created_at"]),
            event_id=told["event_id"],
            event_title=told["event_title"],
            uitpas_number=uitpas_number,
            passholder_id=told["passholder_id"],
            points=told["points"],
            balance=told["balance"],
            is_repeated=True,
        )
