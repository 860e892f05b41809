// Forms: one click sends once, long text grows, letters are counted, NIKs are grouped while nobody types.
(function () {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || form.dataset.again === "yes") return;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });
  function rest(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
  // Back from the next page, or answered in place: the form may be sent again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(rest));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest && event.detail.elt.closest("form");
    if (form) rest(form);
  });

  function grow(area) {
    if (window.CSS && CSS.supports("field-sizing", "content")) return;
    area.rows = Math.max(3, area.value.split("\n").length + 1);
  }
  function count(area) {
    const place = area.dataset.count && document.getElementById(area.dataset.count);
    if (place) place.textContent = `${area.value.length} dari ${area.maxLength} huruf`;
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-grow]")) {
      grow(event.target);
      count(event.target);
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-grow]").forEach((area) => {
      grow(area);
      count(area);
    });
    document.querySelectorAll("[data-without-script]").forEach((element) => {
      element.hidden = true;
    });
  });
})();
