// Lets the counter to the next date run, and asks for the page anew while nothing arrives: mailboxes are read meanwhile.
"use strict";
(() => {
  const REFRESH = 30000; // milliseconds
  const begun = new WeakMap(); // when a counter was first seen, by the browser's own steady clock
  const two = (number) => String(number).padStart(2, "0");

  function words(one, seconds) {
    const days = Math.floor(seconds / 86400), rest = seconds % 86400;
    if (days) return `${days} ${one.dataset.day} ${two(Math.floor(rest / 3600))} ${one.dataset.hour}`;
    return `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`;
  }

  function tick() {
    for (const one of document.querySelectorAll("[data-seconds]")) {
      if (!begun.has(one)) begun.set(one, performance.now());
      const left = Number(one.dataset.seconds) - Math.floor((performance.now() - begun.get(one)) / 1000);
      one.textContent = words(one, Math.max(0, left));
    }
  }

  tick();
  setInterval(tick, 1000);
  setInterval(() => {
    if (!document.hidden) document.body.dispatchEvent(new CustomEvent("desk:refresh"));
  }, REFRESH);
})();
