// Lists: tick all, the bar of acts for ticked rows, filters that fold on a phone.
(function () {
  "use strict";
  const boxes = (sheet) => Array.from(sheet.querySelectorAll("[data-check]"));
  function tell(sheet) {
    const bar = sheet.querySelector("[data-bulk]");
    const all = sheet.querySelector("[data-check-all]");
    const rows = boxes(sheet);
    const chosen = rows.filter((box) => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === rows.length;
      all.indeterminate = chosen > 0 && chosen < rows.length;
    }
    if (!bar) return;
    bar.hidden = chosen === 0;
    bar.querySelector("[data-bulk-count]").textContent = `${chosen} dipilih`;
    bar.querySelector("[data-check-none]").hidden = false;
  }
  const sheetOf = (element) => element.closest(".sheet, form, main") || document;
  function tellAll() {
    new Set(Array.from(document.querySelectorAll("[data-bulk]"), sheetOf)).forEach(tell);
  }
  document.addEventListener("change", (event) => {
    const sheet = sheetOf(event.target);
    if (event.target.matches("[data-check-all]")) boxes(sheet).forEach((box) => (box.checked = event.target.checked));
    else if (!event.target.matches("[data-check]")) return;
    tell(sheet);
  });
  document.addEventListener("click", (event) => {
    const none = event.target.closest("[data-check-none]");
    if (!none) return;
    const sheet = sheetOf(none);
    boxes(sheet).forEach((box) => (box.checked = false));
    tell(sheet);
  });
  document.addEventListener("DOMContentLoaded", tellAll);
  document.addEventListener("htmx:afterSwap", tellAll);

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-filters]").forEach((form) => {
      const fields = form.querySelectorAll(".field");
      if (fields.length < 3) return;
      const turn = document.createElement("button");
      turn.type = "button";
      turn.className = "button button-bare filters-turn";
      turn.textContent = "Saringan lain";
      const fold = (folded) => {
        form.classList.toggle("is-folded", folded);
        turn.setAttribute("aria-expanded", String(!folded));
      };
      turn.addEventListener("click", () => fold(!form.classList.contains("is-folded")));
      fields[0].after(turn);
      fold(true);
    });
  });
})();
