// The menu on a phone: a link to its place becomes a button that opens it.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-drawer]").forEach((link) => {
      const lists = document.getElementById(link.dataset.drawer);
      if (!lists) return;
      link.setAttribute("role", "button");
      link.setAttribute("aria-controls", lists.id);
      const show = (open) => {
        lists.classList.toggle("is-open", open);
        lists.classList.toggle("is-shut", !open);
        link.setAttribute("aria-expanded", String(open));
      };
      const turn = (event) => {
        event.preventDefault();
        show(!lists.classList.contains("is-open"));
      };
      show(false);
      link.addEventListener("click", turn);
      link.addEventListener("keydown", (event) => {
        if (event.key === " ") turn(event);
      });
    });
  });
})();
