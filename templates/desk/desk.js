// Keeps a page up to date: when the log grows, the page asks for itself once more and takes over its live parts.
"use strict";
(() => {
  const body = document.body, events = body.dataset.events, lost = document.getElementById("lost");
  const REST = 2000; // milliseconds between two refreshes
  let position = Number(body.dataset.position), source = null, waiting = 0, last = 0;

  const parts = () => [...document.querySelectorAll("[data-live][id]")].filter((one) => !one.contains(document.activeElement));

  function refresh() {
    waiting = 0;
    last = Date.now();
    const wanted = parts().map((one) => `#${CSS.escape(one.id)}`);
    if (wanted.length) {
      htmx.ajax("GET", location.href, { source: body, swap: "none", selectOOB: wanted.join(","), headers: { "Desk-Live": "1" } });
    }
  }

  // What a person ticked or opened stays so, where it is still there; a part that says what changed in it is read aloud.
  const plain = (summary) => summary.textContent.replace(/\d+/g, "");
  body.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
    const ticked = [...target.querySelectorAll("input:checked")].map((one) => `${one.name} ${one.value}`);
    for (const one of fragment.querySelectorAll("input[type=checkbox]")) {
      if (ticked.includes(`${one.name} ${one.value}`)) one.checked = true;
    }
    const opened = [...target.querySelectorAll("details[open] > summary")].map(plain);
    for (const one of fragment.querySelectorAll("details > summary")) {
      if (opened.includes(plain(one))) one.parentElement.open = true;
    }
    const told = fragment.querySelector("[data-told]");
    if (told && told.dataset.told !== target.dataset.told) document.getElementById("told").textContent = told.dataset.told;
  });

  function soon() {
    if (!waiting) waiting = setTimeout(refresh, Math.max(0, last + REST - Date.now()));
  }

  function open() {
    if (source) return;
    source = new EventSource(`${events}?after=${position}`);
    source.addEventListener("open", () => { lost.hidden = true; });
    source.addEventListener("error", () => {
      lost.hidden = false;
      if (source.readyState === EventSource.CLOSED) close(); // the session has ended, or there are too many pages
    });
    source.addEventListener("log", (event) => {
      position = Number(event.data);
      body.dispatchEvent(new CustomEvent("desk:log", { detail: { position } }));
      soon();
    });
  }

  function close() {
    if (source) source.close();
    source = null;
  }

  // A page that nobody sees does not listen: a browser has few connections to one server.
  const follow = () => (document.hidden ? close() : open());

  if (events && parts().length) {
    document.addEventListener("visibilitychange", follow);
    addEventListener("pagehide", close);
    addEventListener("pageshow", follow);
    follow();
    body.addEventListener("desk:refresh", soon);
    body.addEventListener("htmx:responseError", () => { lost.hidden = false; });
    body.addEventListener("htmx:sendError", () => { lost.hidden = false; });
  }

  // The menu closes at Escape, and at a click beside it.
  const menu = document.querySelector("details.menu");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
})();
