// Everything here only adds to pages that work without it.
(function () {
  "use strict";
  const root = document.documentElement;
  root.dataset.scripts = "on";

  // Put the reader where the news is: an error summary, a refusal.
  function focusNews(inside) {
    const news = inside.querySelector("[data-focus]");
    if (news) news.focus();
  }
  document.addEventListener("DOMContentLoaded", () => focusNews(document));

  // Paper: the button stands only where it can do something.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    document.querySelectorAll("[data-no-scripts]").forEach((hint) => { hint.hidden = true; });
  });

  // A menu closes with Escape and with a click elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open], details.reveal[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest && event.target.closest("details[open]");
    if (!menu || !menu.matches("[data-menu], .reveal")) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Sixteen digits are a whole NIK: what stands beside the box may be asked for before anybody presses a button.
  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-whole-nik]");
    if (!box || !window.htmx) return;
    const digits = box.value.replace(/[\s.-]/g, "");
    if (/^\d{16}$/.test(digits) && digits !== box.dataset.asked) window.htmx.trigger(box, "whole-nik");
    box.dataset.asked = digits;
  });

  // A control that cannot be used now says why and does nothing.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
  }, true);

  function say(sentence) {
    const place = document.querySelector("#pesan");
    if (!place) return;
    const alert = document.createElement("div");
    alert.className = "alert alert-negative";
    alert.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = sentence;
    alert.append(words);
    place.replaceChildren(alert);
  }
  // A refusal from our server names its own place; anything else must not land in the page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr;
    if (answer.status < 400 || answer.getResponseHeader("HX-Retarget")) return;
    event.detail.shouldSwap = false;
    say("Server tidak dapat menjawab sekarang. Coba lagi sebentar lagi.");
  });
  document.addEventListener("htmx:sendError", () => say("Sambungan terputus. Isian Anda belum terkirim; coba lagi."));
  document.addEventListener("htmx:afterSwap", (event) => focusNews(event.target));
})();
