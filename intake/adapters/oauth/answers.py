"""What a provider's refusal of a token means: its cause and its remedy in words, and whether it passes by itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.adapters.endpoint import one_line
from intake.adapters.oauth.aadsts import AGAIN, MICROSOFT, PASSING
from intake.domain.errors import LoginError, UnavailableError


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """A refusal as the token endpoint told it (RFC 6749, section 5.2). `code` is Microsoft's AADSTS number, or 0."""

    error: str
    described: str = ""
    code: int = 0
    status: int = 400


_CODE = re.compile(r"AADSTS(\d{4,9})")
_PASSING = {"temporarily_unavailable", "server_error", "slow_down", "rate_limit_exceeded", "rateLimitExceeded"}

GENERAL: Mapping[str, str] = {
    "invalid_client": "the client ID or its secret is wrong: check client_id and the secret's file",
    "invalid_grant": f"the login or the key has ended or was revoked: {AGAIN}, or make a new key",
    "unauthorized_client": "the account's administrator has not allowed this client: at Google, allow the service "
    "account's client ID with the scope https://mail.google.com/ under domain-wide delegation",
    "invalid_scope": "the provider does not know the permission that we ask for: check the app's permissions",
    "access_denied": "the provider does not let this client in: check the app's permissions",
    "authorization_pending": f"nobody has logged in as long as the code was good: {AGAIN}",
    "expired_token": f"nobody has logged in as long as the code was good: {AGAIN}",
    "authorization_declined": f"the person did not agree: {AGAIN}",
    "admin_policy_enforced": "a policy of the organization keeps this app out: an administrator of Google Workspace "
    "allows it under API controls",
}


GOOGLE: Sequence[tuple[re.Pattern[str], str]] = (
    (
        re.compile(r"invalid email or user id", re.IGNORECASE),
        "Google knows no such user: check user, which is the mailbox's own address and no alias or group",
    ),
    (
        re.compile(r"invalid jwt signature|no valid verifier|account not found|account .*deleted", re.IGNORECASE),
        "Google does not know the service account's key: put the JSON of a new one into service_account_file",
    ),
    (
        re.compile(r"short-lived|reasonable timeframe", re.IGNORECASE),
        "the clock of this machine is wrong: set it by NTP",
    ),
)
"""By what Google says beside a general name of the refusal (Google, "Using OAuth 2.0 for Server to Server")."""


def answer_of(told: Mapping[str, object], status: int = 400) -> TokenAnswer:
    """Read the JSON of a refusal; a field that is missing or of another kind counts as empty."""
    described = told.get("error_description")
    described = described if isinstance(described, str) else ""
    error = told.get("error")
    codes = told.get("error_codes")
    first = codes[0] if isinstance(codes, list) and codes else 0
    found = _CODE.search(described)
    code = int(found[1]) if found else first if isinstance(first, int) else 0
    return TokenAnswer(error if isinstance(error, str) else "", described, code, status)


def is_passing(answer: TokenAnswer) -> bool:
    """Whether the same question may be answered well a little later (hazard M36), without anybody's doing."""
    return answer.status == 429 or answer.status >= 500 or answer.error in _PASSING or answer.code in PASSING


def refusal(account: str, answer: TokenAnswer) -> UnavailableError:
    """The error for a person: UnavailableError for what passes by itself, LoginError for what somebody must do."""
    said = next((words for found, words in GOOGLE if not answer.code and found.search(answer.described)), "")
    cause = MICROSOFT.get(answer.code) or said or GENERAL.get(answer.error)
    if is_passing(answer):
        why = cause or "the provider has too much to do, or a fault of its own"
        return UnavailableError(f"no token for {account} now: {why}; we ask again by ourselves ({_named(answer)})")
    why = (cause or "the provider gives a reason that we do not know").format(account=account)
    return LoginError(f"no token for {account}: {why} ({_named(answer)}); until then we ask seldom")


def _named(answer: TokenAnswer) -> str:
    """The provider's name of the refusal; its long text is left out where we have better words, as it holds ids."""
    if answer.code:
        return f"AADSTS{answer.code}"
    if answer.error:
        return (
            one_line(answer.error, 80)
            if answer.error in GENERAL
            else one_line(f"{answer.error} {answer.described}", 200)
        )
    return f"status {answer.status}"
