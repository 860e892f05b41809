// Forms: one click sends once, long text grows, letters are counted, NIKs are grouped while nobody types.
(function () {
  "use strict";
  const flying = new WeakSet();
  function rest(form) {
    flying.delete(form);
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
  // At the very beginning of the event, so that neither the browser nor htmx sees a second click.
  // A form that answers with a file says data-again="yes": the page stays, and it may be sent again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.again === "yes") return;
    if (form.method === "get" && !form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    // stopped by somebody else (a question answered with no): it may be sent again
    setTimeout(() => event.defaultPrevented && !flying.has(form) && rest(form));
  }, true);
  const formOf = (event) => event.detail.elt.closest && event.detail.elt.closest("form");
  document.addEventListener("htmx:beforeSend", (event) => formOf(event) && flying.add(formOf(event)));
  document.addEventListener("htmx:afterRequest", (event) => formOf(event) && rest(formOf(event)));
  // back from the next page
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(rest));

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
