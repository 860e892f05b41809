// Chosen files: what was chosen, a small picture of each photo, and how far the sending is.
(function () {
  "use strict";
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);
  function show(input, list) {
    list.querySelectorAll("img").forEach((picture) => URL.revokeObjectURL(picture.src));
    list.replaceChildren(...Array.from(input.files, (file) => {
      const line = document.createElement("li");
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = "";
        line.append(picture);
      }
      const words = document.createElement("span");
      words.textContent = `${file.name} · ${size(file.size)}`;
      line.append(words);
      return line;
    }));
    list.hidden = input.files.length === 0;
  }
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("input[type=file]")) return;
    const field = input.closest(".field");
    const list = field && field.querySelector(".file-list");
    if (list) show(input, list);
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest && event.target.closest("form");
    const bar = form && form.querySelector("[data-sending]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
  });
})();
