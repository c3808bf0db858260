"""Each refusal of a token endpoint is a sentence with its remedy, and is either waited for or told at once."""

import pytest

from intake.adapters.oauth.aadsts import MICROSOFT, PASSING
from intake.adapters.oauth.answers import TokenAnswer, answer_of, refusal
from intake.domain.errors import LoginError


def _of_microsoft(code: int, error: str = "invalid_grant") -> dict[str, object]:
    return {
        "error": error,
        "error_description": f"AADSTS{code}: words of Microsoft. Trace ID: 0123 Correlation ID: 4567",
        "error_codes": [code],
    }


PERMANENT = [
    pytest.param(_of_microsoft(7000215, "invalid_client"), "secret's value, not its ID", id="wrong-secret"),
    pytest.param(_of_microsoft(7000222, "invalid_client"), "secret has ended", id="ended-secret"),
    pytest.param(_of_microsoft(700016, "unauthorized_client"), "check client_id and tenant", id="unknown-app"),
    pytest.param(_of_microsoft(90002, "invalid_request"), "knows no such tenant", id="unknown-tenant"),
    pytest.param(_of_microsoft(65001), "grants consent", id="no-consent"),
    pytest.param(_of_microsoft(50034), "does not know this account", id="unknown-account"),
    pytest.param(_of_microsoft(50126), "intake mailbox login jca-mv", id="wrong-password"),
    pytest.param(_of_microsoft(50076, "interaction_required"), "second factor", id="second-factor"),
    pytest.param(_of_microsoft(50079, "interaction_required"), "set up a second factor", id="no-second-factor"),
    pytest.param(_of_microsoft(70008), "intake mailbox login jca-mv", id="ended-login"),
    pytest.param(_of_microsoft(700082), "intake mailbox login jca-mv", id="ended-login-by-days"),
    pytest.param(_of_microsoft(50173), "revoked", id="revoked"),
    pytest.param(_of_microsoft(70043), "at fixed times", id="frequency"),
    pytest.param(_of_microsoft(7000112, "unauthorized_client"), "disabled", id="disabled-app"),
    pytest.param(_of_microsoft(53003), "conditional access", id="conditional-access"),
    pytest.param(_of_microsoft(700027, "invalid_client"), "certificate is not one of the app's", id="certificate"),
    pytest.param(_of_microsoft(50194, "unauthorized_client"), "tenant's ID into tenant", id="one-organization"),
    pytest.param(_of_microsoft(90038), "check authority", id="another-cloud"),
    pytest.param(_of_microsoft(500011, "invalid_resource"), "no Exchange Online", id="no-exchange"),
    pytest.param(_of_microsoft(70011, "invalid_scope"), "API permissions", id="scope"),
    pytest.param(_of_microsoft(7000218, "invalid_client"), "allow public client flows", id="not-public"),
    pytest.param(_of_microsoft(50057), "account is disabled", id="disabled-account"),
    pytest.param(_of_microsoft(50055), "password has ended", id="ended-password"),
    pytest.param(_of_microsoft(50053), "locked", id="locked-account"),
    pytest.param(_of_microsoft(65004), "did not agree", id="declined"),
    pytest.param(_of_microsoft(70019, "expired_token"), "in time", id="ended-code"),
    pytest.param(_of_microsoft(1234567, "of_tomorrow"), "do not know (AADSTS1234567)", id="unknown-number"),
    pytest.param({"error": "invalid_grant", "error_description": "Bad Request"}, "revoked", id="google-grant"),
    pytest.param({"error": "unauthorized_client"}, "domain-wide delegation", id="google-delegation"),
    pytest.param({"error": "invalid_scope"}, "permission", id="google-scope"),
    pytest.param({"error": "admin_policy_enforced"}, "API controls", id="google-policy"),
    pytest.param({"error": "of_tomorrow", "error_description": "New words"}, "of_tomorrow New words", id="unknown"),
    pytest.param({}, "do not know", id="without-a-word"),
    pytest.param({"error": 7, "error_description": None, "error_codes": "x"}, "do not know", id="of-other-kinds"),
]


@pytest.mark.parametrize(("told", "words"), PERMANENT)
def test_what_somebody_has_to_do_names_account_cause_and_remedy(told: dict[str, object], words: str) -> None:
    error = refusal("jca-mv", answer_of(told))
    assert isinstance(error, LoginError)
    assert str(error).startswith("no token for jca-mv: ")
    assert words in str(error)
    assert "Trace ID" not in str(error)


PASSES = [
    pytest.param(TokenAnswer("temporarily_unavailable"), id="unavailable"),
    pytest.param(answer_of(_of_microsoft(50196)), id="loop"),
    pytest.param(answer_of(_of_microsoft(90033, "temporarily_unavailable")), id="microsoft-fault"),
    *(pytest.param(answer_of(_of_microsoft(code)), id=str(code)) for code in sorted(PASSING)),
    pytest.param(TokenAnswer("", status=429), id="too-many"),
    pytest.param(TokenAnswer("invalid_request", status=500), id="fault"),
    pytest.param(TokenAnswer("", status=503), id="away"),
    pytest.param(TokenAnswer("rate_limit_exceeded", status=403), id="google-rate"),
]


@pytest.mark.parametrize("answer", PASSES)
def test_what_passes_is_waited_for(answer: TokenAnswer) -> None:
    error = refusal("jca-mv", answer)
    assert not isinstance(error, LoginError)
    assert "we ask again by ourselves" in str(error)


@pytest.mark.parametrize("code", sorted(MICROSOFT))
def test_every_sentence_is_whole(code: int) -> None:
    words = str(refusal("jca-mv", TokenAnswer("", code=code)))
    assert f"(AADSTS{code})" in words
    assert "{" not in words
