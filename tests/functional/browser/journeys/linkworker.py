"""What a LinkWorker does on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class HandedOver:
    """A link as a LinkWorker reads it out, with the personal code if it has one."""

    address: str
    code: str = ""


@dataclass(frozen=True)
class LinkWorker:
    """A LinkWorker at a page."""

    page: Page

    def form(self, action: str) -> Locator:
        """Return the form that is sent to an address with this end."""
        return self.page.locator(f'main form[action$="{action}"]')

    def press(self, action: str) -> None:
        """Send a form as it stands."""
        self.form(action).locator("button:not([name])").first.click()

    def pick(self, name: str, value: str) -> None:
        """Choose one of several."""
        self.page.locator(f'main input[name="{name}"][value="{value}"]').check()

    def bring_in(self, file: Path, kind: str) -> None:
        """Read a sheet in, as it is, until it is saved."""
        self.page.goto("/imports")
        self.page.locator(f"#kind-{kind}").check()
        self.page.locator("#file").set_input_files(file)
        self.page.locator("main form button").click()
        self.page.locator("main form").first.locator("button").click()
        expect(self.page.locator("main [role=alert]")).to_have_count(0)
        self.form("/save").locator("button").click()
        self._wait_while('main a[href$="/saving"]')

    def first_jobs(self) -> None:
        """Ask for suggestions for everybody of the sheet that was read in last."""
        self.page.locator('main a[href$="/first"]').click()
        self.form("/first").locator("button").click()
        self._wait_while('main .btn-primary[href$="/first"]')

    def confirm(self, person: str, title: str) -> None:
        """Read a suggestion and confirm it."""
        self.page.goto(f"/people/{person}")
        card = self.card(title)
        if card.locator("details.fold").get_attribute("open") is None:
            card.locator("summary").first.click()
        card.get_by_role("checkbox").check()
        card.locator('form[action$="/confirm"] button').click()
        expect(self.decided(title)).to_be_visible()

    def undo(self, title: str) -> None:
        """Take back a decision on a page on which it stands."""
        self.decided(title).locator('form[action$="/undo"] button').click()
        expect(self.decided(title)).to_have_count(0)

    def card(self, title: str) -> Locator:
        """Return the card of a suggestion that is not decided."""
        return self.page.locator("article.suggestion:not(.decided)").filter(has_text=title).first

    def ask_by_link(self, person: str, title: str) -> HandedOver:
        """Ask about what was confirmed, by a link with a code."""
        self.page.goto(f"/people/{person}")
        self.decided(title).locator('form[action$="/ask"] button').click()
        return self.read_out()

    def own_page(self, person: str) -> HandedOver:
        """Give somebody the link to her own page."""
        self.page.goto(f"/people/{person}")
        self.press("/own-page")
        return self.read_out()

    def employer_link(self, person: str, title: str) -> HandedOver:
        """Make a link for the employer to whom somebody was presented."""
        self.page.goto(f"/people/{person}")
        self.decided(title).locator('form[action$="/employer"] button').click()
        return self.read_out()

    def read_out(self) -> HandedOver:
        """Return what stands on the page with a link."""
        address = self.page.locator("main p.empty code").inner_text()
        code = self.page.locator('main strong[dir="ltr"]')
        return HandedOver(address, code.inner_text() if code.count() else "")

    def way_to_the_job(self, person: str, title: str) -> None:
        """Open the page from the question to the hire."""
        self.page.goto(f"/people/{person}")
        self.decided(title).locator('a.btn[href^="/suggestions/"]').click()

    def answer_for(self, person: str, title: str, *, up_to: str) -> None:
        """Ask by phone, and write down a yes."""
        self.way_to_the_job(person, title)
        self.press("/asked")
        self.pick("answer", "yes")
        self.pick("mode", "phone")
        self.pick("up_to", up_to)
        self.press("/answer")

    def present(self, person: str, title: str) -> None:
        """Look at what the employer learns, and present somebody."""
        self.way_to_the_job(person, title)
        self.page.locator('main a[href$="/present"]').click()
        self.press("/present")

    def permit(self, person: str, title: str, *, up_to: str) -> None:
        """Write down that somebody lets the employer know more, said by phone."""
        self.way_to_the_job(person, title)
        self.page.locator('main details:has(> form[action$="/permit"]) > summary').click()
        self.pick("permit_up_to", up_to)
        self.pick("permit_mode", "phone")
        self.press("/permit")

    def to_placement(self, person: str, title: str) -> None:
        """Open the placement that a hire has made."""
        self.way_to_the_job(person, title)
        self.page.locator('main a[href^="/placements/"]').click()

    def state(self) -> str:
        """Return the state of a suggestion or a placement as its page says it."""
        return self.page.locator("main .state").first.inner_text()

    def decided(self, title: str) -> Locator:
        """Return the card of a suggestion that is decided."""
        return self.page.locator("article.decided").filter(has_text=title)

    def _wait_while(self, waiting: str) -> None:
        for _ in range(200):
            again = self.page.locator(waiting)
            if again.count() == 0:
                return
            self.page.wait_for_timeout(200)
            again.first.click()
        raise AssertionError(f"{self.page.url} goes on for too long")
