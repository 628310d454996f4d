// What makes the pages quicker where scripts run; every page does the same without this file.
//
// Marks in the pages:
//   data-keys          a list with shortcuts
//   data-item          what j and k move between; focus goes to its first summary, link or button
//   data-head          what focus goes to instead: the head of an item whose buttons are far below it
//   data-key="a|r|u"   what a letter goes to: a button is pressed, a field or a group is focused
//   data-digits        a group of choices in which a digit chooses and sends
//   data-next          a link that j follows behind the last item
//   data-partial       a form whose answer takes the place of the page without loading it anew
"use strict";

(() => {
  const OFF = "stegvis.shortcuts-off";
  const dialog = document.getElementById("shortcuts");
  const live = document.getElementById("live");
  let lastSent = "";
  let shown = location.pathname;

  const areOn = () => {
    try { return localStorage.getItem(OFF) === null; } catch { return true; }
  };
  const turn = (on) => {
    try { if (on) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* for this page only */ }
    document.documentElement.classList.toggle("with-shortcuts", on);
  };
  const items = () => [...document.querySelectorAll("[data-keys] [data-item]")];
  const current = () => document.activeElement?.closest("[data-item]") ?? null;

  function reveal(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function goTo(item) {
    const head = item.querySelector("[data-head]");
    const fold = head ? null : item.querySelector("details");
    if (fold) fold.open = true;
    reveal(head ?? item.querySelector("summary, a[href], button") ?? item);
    item.scrollIntoView({ block: "start", behavior: "instant" });
  }

  function move(by) {
    const all = items();
    if (all.length === 0) return false;
    const at = all.indexOf(current());
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (to >= all.length) {
      const next = document.querySelector("a[data-next]");
      if (next) next.click();
      return next !== null;
    }
    goTo(all[Math.max(0, to)]);
    return true;
  }

  function act(letter) {
    const undo = letter === "u";
    const last = undo && lastSent ? document.getElementById(lastSent) : null;
    const place = undo ? last ?? document : current() ?? items()[0];
    const target = place?.querySelector(`[data-key="${letter}"]`) ?? (undo ? document.querySelector('[data-key="u"]') : null);
    if (!target) return false;
    reveal(target);
    // Which decision was the last one is known on the page on which it was made; elsewhere, only look.
    if (target.matches("button") && (!undo || last)) target.click();
    return true;
  }

  function choose(digit) {
    const group = document.activeElement?.closest("[data-digits]");
    const choice = group?.querySelectorAll("input[type=radio]")[Number(digit) - 1];
    if (!choice) return false;
    choice.checked = true;
    choice.form.requestSubmit();
    return true;
  }

  function openDialog() {
    dialog.querySelector("input").checked = areOn();
    dialog.showModal();
    return true;
  }

  // The letter that is meant, whatever the keyboard writes: Arabic keys have letters of their own.
  function letterOf(event) {
    if (event.key === "?") return "?";
    const key = event.key.toLowerCase();
    if (/^[a-z0-9]$/.test(key)) return key;
    return /^(Key[A-Z]|Digit[0-9])$/.test(event.code) ? event.code.slice(-1).toLowerCase() : "";
  }

  function isWriting(element) {
    return element.matches("textarea, select, [contenteditable]") ||
      (element.matches("input") && !["checkbox", "radio", "button", "submit"].includes(element.type));
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!areOn() || dialog?.open || isWriting(event.target) || !document.querySelector("[data-keys]")) return;
    const letter = letterOf(event);
    const done =
      letter === "j" ? move(1) :
      letter === "k" ? move(-1) :
      letter === "?" ? dialog !== null && openDialog() :
      ["a", "r", "u"].includes(letter) ? act(letter) :
      /^[1-9]$/.test(letter) && choose(letter);
    if (done) event.preventDefault();
  });

  // Where focus goes when the page has changed under it: a fault, what was undone, the next item.
  function settle(at, undone) {
    const summary = document.querySelector("main [role=alert]");
    const said = document.querySelector("main [role=status]");
    const all = items();
    const item = undone ? document.getElementById(lastSent) : all[Math.min(at, all.length - 1)];
    const other = summary ?? (item ? null : said ?? document.querySelector("main h1") ?? document.querySelector("main"));
    if (other) {
      other.tabIndex = -1;
      reveal(other);
    } else {
      goTo(item);
    }
  }

  async function send(form, button) {
    const main = document.querySelector("main");
    const at = items().indexOf(form.closest("[data-item]"));
    const body = new URLSearchParams(new FormData(form, button));
    main.setAttribute("aria-busy", "true");
    live.textContent = "";
    let answer, page;
    try {
      answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("main")) throw new TypeError("no page came back");
    } catch {
      live.textContent = live.dataset.offline;
      return;
    } finally {
      main.removeAttribute("aria-busy");
    }
    const moved = answer.redirected && new URL(answer.url).pathname !== location.pathname;
    lastSent = form.closest("[id^='s-']")?.id ?? "";
    for (const part of [".site-header", "main"]) {
      document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
    }
    document.title = page.title;
    if (answer.redirected) history[moved ? "pushState" : "replaceState"](null, "", answer.url.split("#")[0]);
    shown = location.pathname;
    settle(moved ? 0 : Math.max(0, at), button?.dataset.key === "u");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-partial][method=post]")) return;
    event.preventDefault();
    if (!document.querySelector("main[aria-busy]")) send(form, event.submitter);
  });
  // A way to a place on the same page comes by here too, and needs nothing.
  window.addEventListener("popstate", () => {
    if (location.pathname !== shown) location.reload();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-shortcuts]")) openDialog();
  });

  if (dialog) {
    const hasKeys = document.querySelector("[data-keys]") !== null;
    for (const button of document.querySelectorAll("[data-open-shortcuts]")) button.hidden = !hasKeys;
    dialog.querySelector("input").addEventListener("change", (event) => turn(event.target.checked));
    document.documentElement.classList.toggle("with-shortcuts", areOn() && hasKeys);
  }
})();
