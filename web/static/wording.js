// Says while somebody writes which words of an opening should be others; without this file the same
// is said when the answers are checked.
//
// Marks in the page:
//   data-wording="..."  a form, and where its words are sent to be looked at
//   data-worded         the fields whose words are looked at
//   data-findings       where what was found is put, a live region
"use strict";

(() => {
  const PAUSE_MS = 700;
  const form = document.querySelector("form[data-wording]");
  const place = form?.querySelector("[data-findings]");
  if (!place) return;
  let timer = 0;
  let asked = 0;

  async function look() {
    const turn = ++asked;
    const body = new URLSearchParams();
    for (const field of form.querySelectorAll("[name=csrf_token], [name=step], [data-worded]")) {
      body.append(field.name, field.value);
    }
    let found;
    try {
      const answer = await fetch(form.dataset.wording, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) return;
      found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    } catch {
      return; // What was written is looked at again when the answers are checked.
    }
    // An answer that was overtaken, or that says the same once more, is not read out.
    if (turn !== asked || found.textContent.trim() === place.textContent.trim()) return;
    place.replaceChildren(...found.childNodes);
  }

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-worded]")) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
})();
