// A button or link that says its key is pressed by it: one letter, while nobody types.
(function () {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key.length !== 1) return;
    if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted || wanted.disabled) return;
    event.preventDefault();
    wanted.click();
  });
})();
