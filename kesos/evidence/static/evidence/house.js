// A chosen front photo between two lines, roof to floor; and the place where one stands, into the fields of the point.
(function () {
  "use strict";
  function frame(input) {
    const figure = document.querySelector("[data-house-frame]");
    if (!figure) return;
    const picture = figure.querySelector("img");
    const side = document.querySelector("[name=sisi]");
    const file = input.files[0];
    URL.revokeObjectURL(picture.src);
    figure.hidden = true;
    if (!file || (side && side.value !== "front")) return;
    picture.onload = () => { figure.hidden = false; };
    picture.src = URL.createObjectURL(file);  // what the browser cannot draw (HEIC) stays hidden
  }
  function point(form) {
    const take = form.querySelector("[data-house-take]");
    const told = form.querySelector("[data-house-told]");
    const way = form.querySelector("[data-house-way]");
    const field = (name) => form.querySelector(`[name=${name}]`);
    ["lintang", "bujur"].forEach((name) => field(name).addEventListener("input", () => { way.value = "typed"; }));
    if (!take || !("geolocation" in navigator)) return;
    take.hidden = false;
    take.addEventListener("click", () => {
      told.textContent = "Mencari titik …";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          field("lintang").value = coords.latitude.toFixed(6);
          field("bujur").value = coords.longitude.toFixed(6);
          field("ketelitian").value = Math.round(coords.accuracy);
          way.value = "device";
          form.dispatchEvent(new CustomEvent("house:placed", { bubbles: true }));
          told.textContent = `Titik terisi, ketelitian ${Math.round(coords.accuracy)} m. Simpan titik untuk menyimpannya.`;
        },
        () => { told.textContent = "Titik tidak didapat. Izinkan lokasi untuk halaman ini, tunjuk di peta, atau tulis angkanya."; },
        { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
      );
    });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][name=foto], input[type=file][name=foto_rumah_depan]")) frame(event.target);
  });
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-house-point]").forEach(point));
})();
