// The keys of the list: j and k go from box to box, x checks one, a leads to the items of the agenda, p to the reason.
"use strict";
(() => {
  const list = document.getElementById("list"), keys = document.querySelector("details.keys");
  if (!list || !keys) return;
  const boxes = [...list.querySelectorAll('input[name="number"]')];
  keys.hidden = false;

  const all = document.getElementById("check-all");
  const show = () => {
    const checked = boxes.filter((one) => one.checked).length;
    all.checked = checked > 0 && checked === boxes.length;
    all.indeterminate = checked > 0 && checked < boxes.length;
  };
  all.addEventListener("change", () => { for (const one of boxes) one.checked = all.checked; });
  list.addEventListener("change", (event) => { if (event.target !== all) show(); });
  show();
  all.hidden = false; // only now does it do what it says

  function go(by) {
    const at = boxes.indexOf(document.activeElement);
    const next = boxes[at < 0 ? (by > 0 ? 0 : boxes.length - 1) : Math.min(boxes.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }

  const acts = {
    j: () => go(1),
    k: () => go(-1),
    x: () => boxes.includes(document.activeElement) && document.activeElement.click(),
    a: () => document.getElementById("f-item")?.focus(),
    p: () => document.getElementById("f-reason")?.focus(),
    "?": () => { keys.open = !keys.open; },
  };

  document.addEventListener("keydown", (event) => {
    const into = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (into || event.ctrlKey || event.altKey || event.metaKey || !acts[event.key]) return;
    if (event.key !== "?" && localStorage.getItem("desk-keys-off") === "1") return; // as in keys.js
    event.preventDefault();
    acts[event.key]();
  });
})();
