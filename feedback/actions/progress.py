from feedback.domain.progress import Cancelled, Progress, no_progress

__all__ = ["Cancelled", "Progress", "no_progress"]
