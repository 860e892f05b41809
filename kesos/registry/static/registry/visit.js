// A visit's step: questions that are not put are hidden and not sent. The server asks the same conditions again.
(function () {
  "use strict";
  const compare = {
    "=": (given, wanted) => given === wanted,
    "!=": (given, wanted) => given !== wanted,
    ">=": (given, wanted) => Number(given) >= Number(wanted),
    "<=": (given, wanted) => Number(given) <= Number(wanted),
  };
  function given(form, name) {
    const control = form.elements.namedItem(name);
    if (!control) return "";
    const one = control instanceof RadioNodeList ? control[0] : control;
    // what is hidden itself has no answer
    if (one && one.disabled) return "";
    return control.value;
  }
  function holds(form, text) {
    const told = text.match(/^(\w+?)(>=|<=|!=|=)(\w+)$/);
    if (!told) return true;
    const answer = given(form, told[1]);
    return answer !== "" && compare[told[2]](answer, told[3]);
  }
  function look(form) {
    form.querySelectorAll("[data-asked-when]").forEach((place) => {
      const asked = place.dataset.askedWhen.split(";").every((text) => holds(form, text));
      // an answer that is refused must stay to be seen and emptied
      const kept = place.querySelector(".is-wrong") !== null;
      place.hidden = !asked && !kept;
      place.querySelectorAll("input, select, textarea").forEach((control) => {
        control.disabled = !asked && !kept;
      });
    });
  }
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-visit]").forEach((form) => {
      look(form);
      form.addEventListener("change", () => look(form));
      form.addEventListener("input", () => look(form));
    });
  });
})();
