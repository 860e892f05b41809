// Maps of a kelurahan: Leaflet and the points are fetched when the map comes into view, not before.
(function () {
  "use strict";
  let leaflet;
  function fetched(box) {
    leaflet = leaflet || new Promise((done, failed) => {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.leafletSheet });
      const script = Object.assign(document.createElement("script"), { src: box.dataset.leaflet, onload: done, onerror: failed });
      document.head.append(sheet, script);
    });
    return Promise.all([leaflet, fetch(box.dataset.points, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    })]);
  }
  function missing(box) {
    box.textContent = "Peta tidak dapat dimuat. Muat ulang halaman; tanpa peta pun semuanya dapat dikerjakan.";
    box.dataset.missing = "yes";
  }
  // an outline as it is kept: absolute M, then relative l, in whole units of a degree, y downwards
  function rings(path, units) {
    return path.split("z").filter(Boolean).map((ring) => {
      const numbers = ring.match(/-?\d+/g).map(Number);
      let [x, y] = numbers;
      const points = [[-y / units, x / units]];
      for (let at = 2; at < numbers.length; at += 2) {
        x += numbers[at]; y += numbers[at + 1];
        points.push([-y / units, x / units]);
      }
      return points;
    });
  }
  const SHAPES = {
    1: [[-1, -1], [1, -1], [1, 1], [-1, 1]], 2: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]], 3: [[0, -1.3], [1.3, 1], [-1.3, 1]],
  };
  function signs() {
    return L.Canvas.extend({
      _updateCircle(layer) {
        const shape = layer.options.shape, pen = this._ctx, { x, y } = layer._point, r = layer._radius;
        if (!this._drawing || layer._empty()) return;
        pen.beginPath();
        if (SHAPES[shape]) {
          SHAPES[shape].forEach(([dx, dy], at) => pen[at ? "lineTo" : "moveTo"](x + dx * r, y + dy * r));
          pen.closePath();
        } else if (shape === 4) {
          [[-1, -1, 1, 1], [1, -1, -1, 1]].forEach(([a, b, c, d]) => { pen.moveTo(x + a * r, y + b * r); pen.lineTo(x + c * r, y + d * r); });
        } else {
          pen.arc(x, y, r, 0, Math.PI * 2);
        }
        this._fillStroke(pen, layer);
      },
    });
  }
  function drawn(box, told) {
    const land = getComputedStyle(box);
    const map = L.map(box, { renderer: new (signs())({ padding: 0.3 }), zoomControl: false, attributionControl: Boolean(box.dataset.tiles), zoomSnap: 0.25 });
    L.control.zoom({ zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 19 }).addTo(map);
    const line = { color: land.borderTopColor, fill: false, interactive: false };
    told.around.forEach((path) => L.polygon(rings(path, told.units), { ...line, weight: 1, opacity: 0.5 }).addTo(map));
    const own = told.own && L.polygon(rings(told.own, told.units), { ...line, weight: 3 }).addTo(map);
    return { map, bounds: own ? own.getBounds() : null };
  }
  function village(box) {
    fetched(box).then(([, told]) => {
      const { map, bounds } = drawn(box, told), found = new Map(), ink = {};
      document.querySelectorAll(".map-legend [data-state]").forEach((item) => {
        ink[item.dataset.state] = getComputedStyle(item.querySelector("svg")).color;
      });
      let id = 0;
      told.ids.forEach((step, at) => {
        id += step;
        const own = id, state = Number(told.states[at]);
        const place = [(told.south + told.lat[at]) / told.grain, (told.west + told.lon[at]) / told.grain];
        found.set(own, L.circleMarker(place, {
          shape: state, radius: state === 5 ? 4 : 6, weight: state > 3 ? 2 : 1, color: ink[state], fillColor: ink[state],
          fill: true, fillOpacity: state > 3 ? 0 : 0.85,
        }).on("click", () => chosen(own, false)).addTo(map));
      });
      map.fitBounds(bounds || L.latLngBounds([...found.values()].map((each) => each.getLatLng())).pad(0.05));
      const ring = L.circleMarker([0, 0], { radius: 13, weight: 3, fill: false, color: getComputedStyle(box).color, interactive: false });
      function chosen(which, move) {
        const marker = found.get(which);
        if (!marker) return;
        ring.setLatLng(marker.getLatLng()).addTo(map);
        if (move) map.setView(marker.getLatLng(), Math.max(map.getZoom(), 16), { animate: false });
        document.querySelectorAll("tr[data-family]").forEach((row) => {
          if (Number(row.dataset.family) === which) row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current");
        });
        htmx.ajax("GET", box.dataset.card.replace("/0/", `/${which}/`), { target: "#kartu", swap: "outerHTML" });
      }
      document.addEventListener("click", (event) => {
        const link = event.target.closest("[data-show]");
        if (!link || !found.has(Number(link.dataset.show))) return;
        event.preventDefault();
        box.scrollIntoView({ block: "center" });
        chosen(Number(link.dataset.show), true);
      });
      if (box.dataset.chosen) {
        const marker = found.get(Number(box.dataset.chosen));
        if (marker) { ring.setLatLng(marker.getLatLng()).addTo(map); map.setView(marker.getLatLng(), 16, { animate: false }); }
      }
      box.dataset.ready = "yes";
    }).catch(() => missing(box));
  }
  function picker(box) {
    const form = box.closest("form"), field = (name) => form.querySelector(`[name=${name}]`);
    fetched(box).then(([, told]) => {
      const { map, bounds } = drawn(box, told);
      const pin = L.circleMarker([0, 0], { radius: 9, weight: 3, color: getComputedStyle(box).color, fillOpacity: 0.3 });
      const shown = () => {
        const [lat, lon] = ["lintang", "bujur"].map((name) => parseFloat(field(name).value.replace(",", ".")));
        if (Number.isNaN(lat) || Number.isNaN(lon)) return false;
        pin.setLatLng([lat, lon]).addTo(map);
        return true;
      };
      if (bounds) map.fitBounds(bounds);
      if (shown()) map.setView(pin.getLatLng(), 16, { animate: false }); else if (!bounds) map.setView([-2.5, 118], 4);
      map.on("click", ({ latlng }) => {
        field("lintang").value = latlng.lat.toFixed(6);
        field("bujur").value = latlng.lng.toFixed(6);
        field("ketelitian").value = "";
        form.querySelector("[data-house-way]").value = "map";
        form.querySelector("[data-house-told]").textContent = "Titik dari peta terisi. Simpan titik untuk menyimpannya.";
        shown();
      });
      form.addEventListener("house:placed", () => { if (shown()) map.setView(pin.getLatLng(), 17, { animate: false }); });
      box.dataset.ready = "yes";
    }).catch(() => missing(box));
  }
  document.addEventListener("DOMContentLoaded", () => {
    const seen = new IntersectionObserver((entries) => entries.filter((each) => each.isIntersecting).forEach(({ target }) => {
      seen.unobserve(target);
      if ("villageMap" in target.dataset) village(target); else picker(target);
    }));
    document.querySelectorAll("[data-village-map], [data-house-map]").forEach((box) => {
      box.hidden = false;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Peta yang dapat digeser dan diperbesar");
      seen.observe(box);
    });
  });
})();
