// The place where one stands, into the three fields of the point. Without it the numbers are typed.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const field = document.querySelector("[data-point]");
    if (!field || !("geolocation" in navigator)) return;
    const take = field.querySelector("[data-point-take]");
    const told = field.querySelector("[data-point-told]");
    const put = (name, value) => { field.querySelector(`[name=${name}]`).value = value; };
    take.hidden = false;
    take.addEventListener("click", () => {
      told.textContent = "Mencari titik …";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          put("lintang", coords.latitude.toFixed(6));
          put("bujur", coords.longitude.toFixed(6));
          put("ketelitian", Math.round(coords.accuracy));
          told.textContent = `Titik terisi, ketelitian ${Math.round(coords.accuracy)} m. Simpan berkas untuk menyimpannya.`;
        },
        () => { told.textContent = "Titik tidak didapat. Izinkan lokasi untuk halaman ini, atau tulis angkanya."; },
        { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
      );
    });
  });
})();
