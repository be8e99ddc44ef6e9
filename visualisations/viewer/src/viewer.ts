/* One map on a page: its parts, and what a reader does with them. A choice on the map, in the table and in the panel is
   one thing. */
import { along } from "./scene";
import { measuring } from "./described";
import { part } from "./elements";
import { Filter } from "./filter";
import type { Box, Point } from "./geometry";
import { overlap } from "./geometry";
import { hit, hovering } from "./hover";
import type { Island } from "./island";
import { next, WAYS } from "./keys";
import { moving } from "./moving";
import { Panel } from "./panel";
import type { Chosen } from "./renderer";
import { Scene } from "./scene";
import { Search } from "./search";
import { FONT } from "./signs";
import { swatches } from "./swatches";
import { Table } from "./table";
import { View } from "./view";
import { Words } from "./words";

const LATE = 400; // milliseconds that the letters are waited for
const PEEP = 240; // pixels of the panel that are brought into sight
const RESTED = 200; // milliseconds that the map has stood still and was not pointed at
const STEP = 1.3; // of a zoom by a button or a key

export class Viewer {
  readonly scene: Scene;
  readonly view: View;
  readonly chosen: Chosen = { node: null, edge: null, focus: null, hover: null, marks: new Set() };
  readonly box: HTMLElement;
  readonly canvas: HTMLElement;
  private readonly left = new AbortController();
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly panel: Panel;
  private readonly table: Table;
  private readonly filter: Filter;
  private readonly aside: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly spoken: HTMLElement;
  private readonly hover: (at: Point | null) => void;

  constructor(readonly root: HTMLElement, readonly data: Island) {
    const words = new Words(data.words);
    this.scene = new Scene(data);
    this.box = part(root, "#map");
    this.canvas = part(root, "#canvas");
    this.spoken = part(root, "#spoken");
    this.heading = part(root, "#panel-title");
    const panel = part(root, "#panel");
    this.aside = panel.closest<HTMLElement>("aside") ?? panel;
    this.view = new View(this.box, this.canvas, this.scene, this.chosen, this.calm, this.controls, measuring,
      data.fictional ? words.say("fictional") : null);
    this.panel = new Panel(panel, this.scene, words, { openLine: (id) => this.showLine(id, true), alone: this.alone });
    this.table = new Table(() => root.querySelector("#table"), this.scene, (id, byKey) => this.showLine(id, byKey),
      (section) => swatches(section, this.view.colours), () => this.resting);
    this.filter = new Filter(part(root, ".legend"), this.scene, words, this.sifted);
    const search = part<HTMLInputElement>(root, "#find");
    new Search(search, part(root, "#found"), this.spoken, this.scene, words, this.take);
    this.hover = hovering(this.view, part(root, "#tip"), this.panel.nameOf, this.pointed);
    moving(this.view, { click: this.click, point: this.hover });
    this.keyboard(search);
    const zooms: { [name: string]: () => void } = {
      in: () => this.view.zoom(STEP, undefined, true), out: () => this.view.zoom(1 / STEP, undefined, true), fit: () => this.view.fit(true),
    };
    for (const button of root.querySelectorAll<HTMLElement>("[data-zoom]")) {
      button.addEventListener("click", () => zooms[button.dataset.zoom ?? ""]?.());
    }
    const { signal } = this.left;
    addEventListener("beforeprint", () => this.view.print(true), { signal });
    addEventListener("afterprint", () => this.view.print(false), { signal });
    const restyle = (): void => {
      this.view.restyled();
      swatches(root, this.view.colours);
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle, { signal });
    swatches(root, this.view.colours);
    // Names are as wide as their letters: these are waited for a moment; where they come later, all is drawn anew.
    const letters = document.fonts.load(`500 12px ${FONT}`);
    const late = new Promise<true>((done) => setTimeout(done, LATE, true));
    void Promise.race([letters, late]).then((first) => {
      this.view.begin();
      if (first === true) void letters.then(restyle);
    });
  }

  get nodes(): Scene["nodes"] {
    return this.scene.nodes;
  }

  get edges(): Scene["lines"] {
    return this.scene.lines;
  }

  /** Stop: another map takes the place of this one. */
  leave(): void {
    this.left.abort();
    this.view.leave();
  }

  /** Mark what the page around the map points at. */
  mark(ids: readonly string[]): void {
    this.chosen.marks = new Set(ids.filter((id) => this.scene.nodes.has(id)));
    this.view.pointed();
  }

  /** Tell the page around the map what is pointed at on it. */
  private readonly pointed = (id: string | null): void => {
    this.root.dispatchEvent(new CustomEvent("pointed", { detail: id, bubbles: true }));
  };

  private choose(node: string | null, edge: string | null): void {
    this.chosen.node = node;
    this.chosen.edge = edge;
    this.table.choose(edge);
    this.aside.classList.toggle("open", node !== null || edge !== null);
    this.view.changed();
  }

  showNode(id: string, focus: boolean): void {
    const node = this.scene.nodes.get(id);
    if (!node) return;
    this.panel.node(node);
    this.choose(id, null);
    this.explained([[node.x, node.y]], focus);
  }

  showLine(id: string, focus: boolean): void {
    const line = this.scene.lines.get(id);
    if (!line) return;
    this.panel.line(line);
    this.choose(null, id);
    this.explained([[line.a.x, line.a.y], along(line, 0.5), [line.b.x, line.b.y]], focus);
  }

  private showGroup(id: string): void {
    const group = this.scene.groups.find((one) => one.id === id);
    if (!group) return;
    this.panel.group(group);
    this.choose(null, null);
    this.aside.classList.add("open");
    this.explained([group.stands.title, group.stands.centre], false);
  }

  /** Bring the panel into sight, and on the map what it explains. */
  private explained(points: readonly Point[], focus: boolean): void {
    this.hover(null);
    const panel = this.heading.getBoundingClientRect(), box = this.box.getBoundingClientRect();
    this.aside.scrollTop = 0;
    // Below the map, its beginning comes into sight, and no more: the map stays.
    const below = panel.top >= box.bottom ? panel.top + PEEP - innerHeight : 0;
    if (below > 0) scrollBy({ top: below, behavior: this.calm.matches ? "auto" : "smooth" });
    this.view.reveal(points);
    if (focus) this.heading.focus({ preventScroll: panel.top >= 0 && panel.top < innerHeight });
  }

  private clear(): void {
    this.panel.nothing();
    this.choose(null, null);
    if (this.scene.only) this.alone(null);
  }

  private readonly click = (x: number, y: number, touch: boolean): void => {
    const found = hit(this.view, x, y, touch);
    if (!found) this.clear();
    else if ("node" in found) this.showNode(found.node.id, false);
    else if ("line" in found) this.showLine(found.line.id, false);
    else this.showGroup(found.group.id);
  };

  private readonly take = (id: string): void => {
    this.box.focus({ preventScroll: true });
    if (!this.scene.nodes.has(id)) return this.showGroup(id);
    this.focusOn(id);
    this.showNode(id, false);
  };

  private readonly alone = (id: string | null): void => {
    this.scene.only = id === null ? null : this.scene.around(id);
    this.filter.apply();
  };

  private readonly sifted = (): void => {
    this.table.sift();
    const { node, edge } = this.chosen, line = edge === null ? undefined : this.scene.lines.get(edge);
    if (node !== null && !this.scene.shows(node)) this.choose(null, null);
    else if (line && !this.scene.showsLine(line)) this.choose(null, null);
    else if (node !== null) this.panel.node(this.scene.nodes.get(node)!);
    this.view.changed();
  };

  private focusOn(id: string): void {
    const node = this.scene.nodes.get(id);
    if (!node) return;
    this.chosen.focus = id;
    this.spoken.textContent = `${node.label}, ${node.text}`;
    this.view.reveal([[node.x, node.y]], false);
    this.view.pointed();
  }

  private get first(): string | null {
    return this.scene.texts.find((text) => this.scene.shows(text.id))?.id ?? null;
  }

  private keyboard(search: HTMLInputElement): void {
    this.box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target !== this.box) return;
      const { first } = this, way = WAYS[event.key], at = this.chosen.focus;
      if (way && first !== null) this.focusOn(at === null ? first : next(this.scene, at, way) ?? at);
      else if (event.key === "Enter" && first !== null) this.showNode(at ?? first, true);
      else if (event.key === "+" || event.key === "=") this.view.zoom(STEP, undefined, true);
      else if (event.key === "-") this.view.zoom(1 / STEP, undefined, true);
      else if (event.key === "0") this.view.fit(true);
      else if (event.key === "/") search.focus();
      else if (event.key === "t" || event.key === "T") this.table.go();
      else if ((event.key === "f" || event.key === "F") && this.chosen.node !== null) {
        this.alone(this.scene.only ? null : this.chosen.node);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      // One step back: from the panel, the table and the search to the map, there from the choice to none.
      if (document.activeElement !== this.box) this.box.focus({ preventScroll: false });
      else this.clear();
      event.preventDefault();
    });
    this.box.addEventListener("focus", () => {
      const { first } = this;
      if (this.box.matches(":focus-visible") && this.chosen.focus === null && first !== null) this.focusOn(this.chosen.node ?? first);
    });
    this.box.addEventListener("blur", () => {
      this.chosen.focus = null;
      this.view.pointed();
    });
  }

  /** The boxes of what stands over the map, in pixels of its element: names and choices keep clear of them. */
  private readonly controls = (): Box[] => {
    const from = this.canvas.getBoundingClientRect();
    const over = [...this.root.querySelectorAll<HTMLElement>("[data-over]")].filter((one) => one.offsetParent !== null);
    return over.map((one) => one.getBoundingClientRect())
      .filter(({ left, top, right, bottom }) => overlap([from.left, from.top, from.right, from.bottom], [left + 1, top + 1, right - 1, bottom - 1]))
      .map(({ left, top, right, bottom }): Box => [left - from.left - 4, top - from.top - 4, right - from.left + 4, bottom - from.top + 4]);
  };

  /** When all was drawn, in milliseconds since the page was opened; null while something is still to be drawn. */
  get stillSince(): number | null {
    return this.view.stillSince;
  }

  /** Whether nothing is drawn and nobody points at anything: then the page may do what takes time. */
  private get resting(): boolean {
    return this.stillSince !== null && performance.now() - this.stillSince > RESTED;
  }

  /** Draw all that is still to be drawn. */
  settle(): void {
    this.view.settle();
  }

  /** For who looks over the picture: what stands where, in pixels of the map's element. Boxes are left, top, right, bottom. */
  onShow(): object {
    const { view, scene } = this, [ox, oy] = view.toScreen(0, 0), placed = view.renderer.kept?.placed;
    const there = (values: readonly number[]): number[] => values.map((value, i) => value + (i % 2 ? oy : ox));
    const at = (id: string): Point => {
      const node = scene.nodes.get(id);
      return node ? view.toScreen(node.x, node.y) : [NaN, NaN];
    };
    return {
      nodes: scene.drawnNodes.map(({ id }) => {
        const outline = view.outline(id)!, [x, y] = there([outline.x, outline.y]);
        return { id, x, y, r: outline.r, round: outline.round, corners: outline.corners?.map(there) ?? null };
      }),
      labels: (placed?.names ?? []).map(({ id, lines, width, height, dx, dy, leader, always }) => {
        const [x, y] = at(id);
        const box = [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2];
        return { id, lines, always, box, leader: leader && leader.map((value, i) => value + (i % 2 ? y : x)) };
      }),
      badges: (placed?.badges ?? []).map(({ at: spot, width, text }) => {
        const [x, y] = view.toScreen(...spot);
        return { text, box: [x - width / 2, y - 10, x + width / 2, y + 10] };
      }),
      titles: view.titles().map(({ group, lines, box }) => ({ id: group.id, lines, box: there(box) })),
      controls: this.controls(),
    };
  }
}
