// An opened number covers itself again after its time.
(function () {
  "use strict";
  function watch(inside) {
    inside.querySelectorAll("[data-cover-after]").forEach((element) => {
      const seconds = Number(element.dataset.coverAfter);
      setTimeout(() => (element.textContent = element.dataset.masked), seconds * 1000);
      element.removeAttribute("data-cover-after");
    });
  }
  document.addEventListener("DOMContentLoaded", () => watch(document));
  document.addEventListener("htmx:afterSwap", () => watch(document));
})();
