"""The checks: each looks at a Case and says what it saw. How much that matters stands in the rulebook.

Importing this package fills the registry, one module per family.
"""

from intake.checks import cover, envelope, files, liaison, revision, senders, template, timing
from intake.checks.registry import REGISTRY

__all__ = ["REGISTRY", "cover", "envelope", "files", "liaison", "revision", "senders", "template", "timing"]
