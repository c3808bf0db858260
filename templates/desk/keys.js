// Letters for people who work through lists: j and k go to the next and the previous entry, Enter opens it, x ticks it where it is
// a box, and ? shows them all. What has a letter of its own (data-key) is pressed, or, where people type or choose, gone to.
"use strict";
(() => {
  const OFF = "desk-keys-off";
  const off = () => localStorage.getItem(OFF) === "1";
  const dialog = document.getElementById("keys");
  const typing = (one) => one.isContentEditable || one.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  const entries = () => [...document.querySelectorAll("[data-entry]")].filter((one) => one.offsetParent !== null);
  const keyed = () => [...document.querySelectorAll("[data-key]")].filter((one) => one.offsetParent !== null);

  for (const one of document.querySelectorAll(".script-only")) one.hidden = false;

  function step(by) {
    const all = entries(), at = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    if (!next) return false;
    const target = next.matches("a, button, input") ? next : next.querySelector("a, button");
    if (target) target.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  const named = (one) => (one.labels?.[0] ?? one).textContent.trim();
  const ticked = (one) => one.matches("[data-entry][type=checkbox]");

  function press(key) {
    const at = document.activeElement;
    const found = key === "x" && ticked(at) ? at : keyed().find((one) => one.dataset.key === key);
    if (!found) return false;
    if (found.matches("select, textarea, input:not([type=checkbox], [type=radio])")) found.focus();
    else found.click();
    return true;
  }

  function list() {
    const rows = dialog.querySelector("dl");
    for (const one of rows.querySelectorAll("[data-ticks]")) one.hidden = !entries().some(ticked);
    for (const one of rows.querySelectorAll("[data-more]")) one.remove();
    for (const one of keyed()) {
      const key = document.createElement("dt"), told = document.createElement("dd");
      key.dataset.more = told.dataset.more = "";
      key.append(Object.assign(document.createElement("kbd"), { textContent: one.dataset.key }));
      told.textContent = named(one);
      rows.append(key, told);
    }
    dialog.querySelector("input").checked = !off();
    dialog.showModal();
  }

  if (dialog) {
    dialog.querySelector("input").addEventListener("change", (event) => {
      localStorage.setItem(OFF, event.target.checked ? "0" : "1");
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (event.key === "?" && dialog && !dialog.open) list();
    else if (off() || (dialog && dialog.open)) return;
    else if (event.key === "j" || event.key === "k") {
      if (!step(event.key === "j" ? 1 : -1)) return;
    } else if (!press(event.key)) return;
    event.preventDefault();
  });
})();
