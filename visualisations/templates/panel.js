/* The evidence panel, the table and the keyboard. A choice on the map, in the table and in the panel is one thing.
   Everything is written with textContent. */
"use strict";
(() => {
  const { data, box, nodes, edges, chosen, network, fit, zoom, centre } = maillage;
  const panel = document.getElementById("panel");
  const aside = panel.closest("aside");
  const heading = document.getElementById("panel-title");
  const spoken = document.getElementById("spoken");
  const tip = document.getElementById("tip");
  const sources = new Map(data.sources.map((source) => [source.id, source.text]));

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const tiesOf = (id) => [...edges.values()]
    .filter((e) => e.from === id || e.to === id)
    .sort((one, other) => other.strength - one.strength);
  const otherEnd = (edge, id) => nodes.get(edge.from === id ? edge.to : edge.from);

  function choose(node, edge) {
    chosen.node = node;
    chosen.edge = edge;
    for (const row of document.querySelectorAll("tbody tr")) row.classList.toggle("chosen", row.dataset.edge === edge);
    aside.classList.toggle("open", node !== null || edge !== null);
    network.redraw();
  }

  /* Where the panel stands below the map, a choice on the map brings it into sight. */
  function reveal() {
    tip.hidden = true;
    if (aside.getBoundingClientRect().left < box.getBoundingClientRect().right) {
      panel.parentElement.scrollIntoView({ block: "nearest", behavior: maillage.calm.matches ? "auto" : "smooth" });
    }
  }

  function showNode(id, focus) {
    const node = nodes.get(id);
    choose(id, null);
    const list = element("ul");
    for (const edge of tiesOf(id)) {
      const button = element("button", "", { type: "button" });
      button.append(element("b", otherEnd(edge, id).label, { dir: "auto" }), element("span", edge.text));
      button.addEventListener("click", () => showEdge(edge.id, true));
      const item = element("li");
      item.append(button);
      list.append(item);
    }
    const parts = [element("h3", node.label, { dir: "auto" }), element("p", node.text, { class: "small" })];
    // Only an address of the web or of this service becomes a link: data may hold anything.
    if (/^(https?:\/\/|\/(?!\/)|\?)/.test(node.url || "")) {
      parts.push(element("a", data.words["open-card"], { href: node.url, target: "_top", rel: "noopener noreferrer" }));
    }
    panel.replaceChildren(...parts, list);
    if (focus) heading.focus({ preventScroll: false });
  }

  function showEdge(id, focus) {
    const edge = edges.get(id);
    choose(null, id);
    const list = element("ol");
    for (const line of edge.evidence) {
      const item = element("li");
      item.append(
        element("p", line.title, { dir: "auto" }),
        element("p", [line.state, line.dates, line.roles.join(" / ")].filter(Boolean).join(" · "), { dir: "auto" }),
        element("p", line.sources.map((s) => sources.get(s) || s).join(" ; ") || data.words["no-source"], { dir: "auto" }),
      );
      list.append(item);
    }
    if (!edge.evidence.length) list.append(element("li", data.words["evidence-none"]));
    const title = element("h3", "");
    title.append(element("bdi", nodes.get(edge.from).label), " – ", element("bdi", nodes.get(edge.to).label));
    panel.replaceChildren(title, element("p", edge.text, { class: "small" }), list);
    if (focus) heading.focus({ preventScroll: false });
  }

  network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
    if (hitNodes.length) showNode(hitNodes[0], false);
    else if (hitEdges.length) showEdge(hitEdges[0], false);
    else return choose(null, null);
    return reveal();
  });
  const hint = (text, pointer) => {
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(pointer.x + 14, box.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(8, Math.min(pointer.y + 16, box.clientHeight - tip.offsetHeight - 8))}px`;
  };
  network.on("hoverNode", ({ node, pointer }) => {
    chosen.hover = node;
    hint(`${nodes.get(node).label}\n${nodes.get(node).text}`, pointer.DOM);
    network.redraw();
    pointed(node);
  });
  network.on("hoverEdge", ({ edge, pointer }) => {
    const found = edges.get(edge);
    hint(`${nodes.get(found.from).label} – ${nodes.get(found.to).label}\n${found.text}`, pointer.DOM);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
    network.on(event, () => {
      if (chosen.hover !== null) pointed(null);
      chosen.hover = null;
      tip.hidden = true;
      network.redraw();
    });
  }

  /* In a frame, the host and the map tell each other who is pointed at. */
  function pointed(node) {
    if (parent !== window) parent.postMessage({ pointed: node }, location.origin);
  }
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== location.origin || !event.data || !Array.isArray(event.data.marks)) return;
    chosen.marks = new Set(event.data.marks.filter((id) => nodes.has(id)));
    network.redraw();
  });

  // Keyboard: arrows go to the nearest actor that way, as seen on the screen.
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  function go([wx, wy]) {
    const from = nodes.get(chosen.focus);
    let best = null, least = Infinity;
    for (const node of nodes.values()) {
      if (node === from) continue;
      const dx = node.x - from.x, dy = node.y - from.y, forth = dx * wx + dy * wy;
      const cost = forth > 0 ? forth + 2.2 * Math.abs(dx * wy - dy * wx) : Infinity;
      if (cost < least) [best, least] = [node.id, cost];
    }
    return best;
  }
  function focusOn(id) {
    chosen.focus = id;
    spoken.textContent = `${nodes.get(id).label}, ${nodes.get(id).text}`;
    centre(id);
    network.redraw();
  }
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !nodes.size) return;
    const first = data.draw.labels[0].id;
    if (ways[event.key]) focusOn(chosen.focus === null ? first : go(ways[event.key]) || chosen.focus);
    else if (event.key === "Enter") showNode(chosen.focus ?? first, true);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit(true);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null, null); });
  box.addEventListener("focus", () => {
    if (box.matches(":focus-visible") && chosen.focus === null && nodes.size) focusOn(data.draw.labels[0].id);
  });
  box.addEventListener("blur", () => {
    chosen.focus = null;
    network.redraw();
  });
  const zooms = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: () => fit(true) };
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", zooms[button.dataset.zoom]);

  // The table: rows sort by their columns' values, and a row opens its evidence.
  const body = document.querySelector("tbody");
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row) showEdge(row.dataset.edge, Boolean(event.target.closest("button")));
  });
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  document.querySelectorAll("thead th").forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const numeric = head.classList.contains("number");
      const now = head.getAttribute("aria-sort");
      const way = now ? (now === "descending" ? "ascending" : "descending") : numeric ? "descending" : "ascending";
      for (const other of document.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      const value = (row) => row.cells[column].dataset.v;
      const order = [...body.rows].sort((one, other) =>
        (numeric ? Number(value(one)) - Number(value(other)) : compare(value(one), value(other))) *
        (way === "ascending" ? 1 : -1));
      body.append(...order);
    });
  });
})();
