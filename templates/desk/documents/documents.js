// The box in the head of the list checks all documents, and shows whether all are checked.
"use strict";
(() => {
  const list = document.getElementById("list"), all = document.getElementById("check-all");
  if (!list || !all) return;
  const boxes = [...list.querySelectorAll('input[name="number"]')];

  const show = () => {
    const checked = boxes.filter((one) => one.checked).length;
    all.checked = checked > 0 && checked === boxes.length;
    all.indeterminate = checked > 0 && checked < boxes.length;
  };
  all.addEventListener("change", () => { for (const one of boxes) one.checked = all.checked; });
  list.addEventListener("change", (event) => { if (event.target !== all) show(); });
  show();
  all.hidden = false; // only now does it do what it says
})();
