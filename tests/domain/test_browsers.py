"""Browsers by what they call themselves; the fields are shaped as their makers document them."""

import pytest

from intake.domain.persons.browsers import browser_and_system

MOZILLA = "Mozilla/5.0 "
KHTML = "AppleWebKit/537.36 (KHTML, like Gecko) "

CASES = (
    (f"{MOZILLA}(Windows NT 10.0; Win64; x64) {KHTML}Chrome/130.0.0.0 Safari/537.36", ("Chrome", "Windows")),
    (f"{MOZILLA}(Windows NT 10.0; Win64; x64) {KHTML}Chrome/130.0.0.0 Safari/537.36 Edg/130.0", ("Edge", "Windows")),
    (f"{MOZILLA}(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", ("Firefox", "Linux")),
    (f"{MOZILLA}(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1", ("Safari", "macOS")),
    (f"{MOZILLA}(iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", ("Safari", "iPhone")),
    (f"{MOZILLA}(iPhone; CPU iPhone OS 18_0 like Mac OS X) FxiOS/130.0 Mobile Safari/604.1", ("Firefox", "iPhone")),
    (
        f"{MOZILLA}(Linux; Android 14; SM-S921B) {KHTML}SamsungBrowser/26.0 Chrome/122.0",
        ("Samsung Internet", "Android"),
    ),
    (f"{MOZILLA}(Linux; Android 10; K) {KHTML}Chrome/130.0.0.0 Mobile Safari/537.36", ("Chrome", "Android")),
    ("curl/8.5.0", ("", "")),
    ("", ("", "")),
)


@pytest.mark.parametrize(("agent", "named"), CASES)
def test_a_browser_is_called_as_people_call_it(agent: str, named: tuple[str, str]) -> None:
    assert browser_and_system(agent) == named
