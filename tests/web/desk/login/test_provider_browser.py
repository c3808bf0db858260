"""To the provider of identities and back in Chromium, which follows no redirection from a form to another site."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from intake.adapters.clock import SystemClock
from intake.app.people import gate_of
from intake.pipeline.persons.joining import let_join
from intake.settings import DeskSettings
from tests.line.worlds import World
from tests.servers.identity import CLIENT, SECRET, provider
from tests.web.desk.places import ServedDesk, browsed, desk_of


def test_a_browser_goes_to_the_provider_and_comes_back_to_its_page(
    world: World, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret").chmod(0o600)
    with provider() as house:
        oidc = {"issuer": house.issuer, "client_id": CLIENT, "client_secret_file": "secret", "name": "House account"}
        desk = desk_of(world, None, ServedDesk, oidc=oidc)
        assert isinstance(desk, ServedDesk)
        let_join(desk.desk.door, "ada", "sam")
        with browsed(desk, browser):
            page = desk.page(None)
            page.goto("/login")
            listen = urlsplit(page.url).netloc
            settings = DeskSettings.model_validate({"listen": listen, "oidc": oidc})
            vars(desk.desk)["gate"] = gate_of(settings, tmp_path, SystemClock())
            page.goto("/me")
            page.get_by_role("button", name="Log in with House account").press("Enter")
            expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
            page.get_by_role("link", name="sam").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
            assert urlsplit(page.url).path == "/me"
        desk.close()
