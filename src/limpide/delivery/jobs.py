"""What delivery asks of the job processes."""

from typing import Final

# Payload: message, attempt (the number of the one attempt that may be made).
ATTEMPT: Final = "delivery.attempt"
# Payload: ladder, place (of the last rung that began).
CLIMB: Final = "delivery.climb"
