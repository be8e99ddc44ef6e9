/* The map in its element: what is seen of it, and when it is drawn. */
import type { Camera } from "./camera";
import { between, fitted, same, toMap, toScreen, zoomed } from "./camera";
import { CanvasRenderer } from "./canvas";
import { outlineOf, placing, titlesOf } from "./described";
import type { Box, Point } from "./geometry";
import { overlap, within } from "./geometry";
import { palette } from "./palette";
import type { Chosen, Picture, Renderer } from "./renderer";
import type { Scene } from "./scene";

const SLICE = { moving: 5, still: 9, first: 300 }; // milliseconds of a frame in which a picture is drawn on
const STILL = 90; // milliseconds without a move after which a map stands still
const GLIDE = 240; // milliseconds
const MOST = 6; // largest zoom
const PAPER = { width: 960, height: 540, ratio: 2 };

export class View {
  camera: Camera = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
  /** On a small screen the whole map is drawn small: lines and nodes are then drawn larger, to stay visible. */
  unit = 1;
  /** Whether the reader has moved or zoomed the map. */
  byHand = false;
  readonly renderer: Renderer;
  colours;
  private fit0 = 1;
  private version = 1;
  private drawn = 0;
  private work: { of: number; steps: Generator<void, void> } | null = null;
  private moved = -Infinity;
  private shown: Camera | null = null;
  private glide: { from: Camera; to: Camera; since: number } | null = null;
  private readonly sizes: ResizeObserver;
  private asked = false;
  private begun = false;
  /** When all was drawn, in milliseconds since the page was opened. */
  stillSince: number | null = null;
  private paper: { camera: Camera; byHand: boolean } | null = null;

  constructor(
    readonly box: HTMLElement,
    readonly host: HTMLElement,
    readonly scene: Scene,
    readonly chosen: Chosen,
    private readonly calm: MediaQueryList,
    private readonly controls: () => Box[],
    private readonly measuring: { clear: () => void },
    private readonly mark: string | null,
  ) {
    const made = new CanvasRenderer();
    this.renderer = made;
    this.colours = palette(host);
    host.append(made.element);
    made.top.className = "over";
    made.top.setAttribute("aria-hidden", "true");
    box.append(made.top);
    this.sizes = new ResizeObserver(() => this.refit());
    this.sizes.observe(host);
    this.refit();
  }

  /** What is drawn has changed. */
  changed(): void {
    this.version += 1;
    this.ask();
  }

  /** What is pointed at has changed, and nothing else. */
  pointed(): void {
    if (same(this.camera, this.shown ?? this.camera)) this.renderer.over(this.picture());
    this.ask();
  }

  /** Colours or letters are others now. */
  restyled(): void {
    this.colours = palette(this.host);
    this.measuring.clear();
    this.changed();
  }

  move(camera: Camera): void {
    this.glide = null;
    this.byHand = true;
    this.look(camera);
  }

  private look(camera: Camera): void {
    this.camera = camera;
    this.moved = performance.now();
    this.ask();
  }

  zoom(by: number, at: Point = [this.camera.width / 2, this.camera.height / 2], animate = false): void {
    this.byHand = true;
    const to = zoomed(this.glide?.to ?? this.camera, by, ...at, [Math.min(this.fit0 * 0.5, 0.5), MOST]);
    this.to(to, animate);
  }

  to(camera: Camera, animate: boolean): void {
    this.glide = animate && !this.calm.matches && !this.paper ? { from: this.camera, to: camera, since: performance.now() } : null;
    if (!this.glide) this.look(camera);
    this.ask();
  }

  /** The whole map in sight, with room for names at its sides; so until the reader moves or zooms it. */
  fit(animate: boolean): void {
    this.byHand = false;
    const { width, height } = this.camera;
    if (width < 200 || height < 120) return; // an element that is not shown yet: its resize fits the map
    if (this.scene.fit(width)) this.changed();
    // On a ring, names stand at the sides.
    const beside = this.scene.island.hull ? within(width * 0.16, 36, 150) : within(width * 0.09, 32, 110);
    const over = this.paper ? [] : this.controls();
    const top = Math.max(40, ...over.filter((box) => box[1] < height / 2).map((box) => box[3]));
    const bottom = Math.max(40, ...over.filter((box) => box[1] >= height / 2).map((box) => height - box[1]));
    // Nodes and names of groups keep clear of what stands over the map: only where they would not, the map is fitted
    // above or below it, and then with room for the names that hang over its edge.
    const tried = ([above, below]: Point): Camera => fitted(this.scene.box, width, height, { beside, above, below });
    const rooms: Point[] = [[40, 40], [40, bottom], [top, bottom]];
    let camera = rooms.map(tried).find((view) => !this.covers(view, over));
    for (let room = rooms[2] as Point, tries = 0; !camera; tries++) {
      const view = tried(room), [above, below] = this.hanging(view, top, height - bottom);
      if ((!above && !below) || tries === 3) camera = view;
      room = [room[0] + above, room[1] + below];
    }
    this.fit0 = camera.scale;
    const unit = within(0.8 / camera.scale, 1, 2.2);
    if (Math.abs(unit - this.unit) >= 0.02) {
      this.unit = unit;
      this.changed();
    }
    this.to(camera, animate);
  }

  private covers(camera: Camera, over: readonly Box[]): boolean {
    if (!over.length) return false;
    const [ox, oy] = toScreen(camera, 0, 0);
    const meets = ([left, top, right, bottom]: Box): boolean => over.some((box) => overlap([left + ox, top + oy, right + ox, bottom + oy], box));
    const nodes = [...this.scene.nodes.values()].some((node) => {
      const r = 2 * node.r * camera.scale + 8, x = node.x * camera.scale, y = node.y * camera.scale;
      return meets([x - r, y - r, x + r, y + r]);
    });
    return nodes || this.titles(camera).some(({ box }) => meets(box));
  }

  /** How far names of groups stand above the one and below the other height. */
  private hanging(camera: Camera, top: number, bottom: number): Point {
    const [, oy] = toScreen(camera, 0, 0), boxes = this.titles(camera).map(({ box }) => box);
    return [Math.max(0, ...boxes.map((box) => Math.ceil(top - box[1] - oy))), Math.max(0, ...boxes.map((box) => Math.ceil(box[3] + oy - bottom)))];
  }

  /** Where the names of groups stand, in pixels of the screen from where the map's 0, 0 is drawn. */
  titles(camera = this.camera): ReturnType<typeof titlesOf> {
    return titlesOf({ scene: this.scene, unit: this.unit, camera });
  }

  /** Move the map as little as needed to have these points of the map in sight, beside what stands over it. */
  reveal(points: readonly Point[], animate = true): void {
    const { width, height } = this.camera, target = this.glide?.to ?? this.camera;
    let [left, top, right, bottom] = [48, 48, width - 48, height - 48];
    for (const [l, t, r, b] of this.controls()) {
      if (b - t < height * 0.4) continue; // a button is no wall
      if (l + r > width) right = Math.min(right, l - 40);
      else left = Math.max(left, r + 40);
    }
    const seen = points.map(([x, y]) => toScreen(target, x, y));
    const shift = (values: number[], least: number, most: number): number => {
      const low = Math.min(...values), high = Math.max(...values);
      if (high - low > most - least) return (least + most) / 2 - (low + high) / 2;
      return low < least ? least - low : high > most ? most - high : 0;
    };
    const dx = shift(seen.map(([x]) => x), left, right), dy = shift(seen.map(([, y]) => y), top, bottom);
    if (!dx && !dy) return;
    this.byHand = true;
    this.to({ ...target, x: target.x - dx / target.scale, y: target.y - dy / target.scale }, animate);
  }

  toScreen(x: number, y: number): Point {
    return toScreen(this.camera, x, y);
  }

  toMap(x: number, y: number): Point {
    return toMap(this.camera, x, y);
  }

  outline(id: string): ReturnType<typeof outlineOf> | null {
    const node = this.scene.nodes.get(id);
    return node ? outlineOf(node, this.picture(), this.camera.scale) : null;
  }

  /** In another window the map is fitted again; one that was moved by hand keeps its zoom and its middle. */
  refit(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (this.paper || !width || !height || (width === this.camera.width && height === this.camera.height)) return;
    this.resize(width, height, Math.min(3, devicePixelRatio || 1));
    if (this.byHand) this.look(this.camera);
    else this.fit(false);
    // Nothing is seen of another size until it is drawn: small maps are drawn at once.
    this.frame(performance.now());
  }

  private resize(width: number, height: number, ratio: number): void {
    this.camera = { ...this.camera, width, height };
    this.glide = null;
    this.renderer.size(width, height, ratio);
    this.shown = null;
    this.version += 1;
  }

  /** Paper is not as wide as the window, and nothing is drawn anew for it: the whole map is drawn beforehand. */
  print(start: boolean): void {
    if (start && !this.paper) {
      this.paper = { camera: this.glide?.to ?? this.camera, byHand: this.byHand };
      this.resize(PAPER.width, PAPER.height, PAPER.ratio);
      this.colours = palette(this.host);
      this.fit(false);
      this.settle();
    } else if (!start && this.paper) {
      const { camera, byHand } = this.paper;
      this.paper = null;
      this.resize(this.host.clientWidth || camera.width, this.host.clientHeight || camera.height, Math.min(3, devicePixelRatio || 1));
      this.colours = palette(this.host);
      this.scene.fit(this.camera.width);
      if (byHand) this.look({ ...this.camera, x: camera.x, y: camera.y, scale: camera.scale });
      else this.fit(false);
      this.byHand = byHand;
      this.ask();
    }
  }

  /** Draw all that is still to be drawn, now. */
  settle(): void {
    if (this.glide) this.look(this.glide.to);
    this.glide = null;
    this.moved = -Infinity;
    for (let tries = 0; tries < 3 && (this.work || this.stale(Infinity)); tries++) this.run(Infinity);
    this.show();
  }

  /** Begin to draw: before, letters may still be on their way, and all would be drawn twice. */
  begin(): void {
    this.begun = true;
    this.frame(performance.now());
  }

  leave(): void {
    this.sizes.disconnect();
    this.begun = false;
  }

  private ask(): void {
    this.stillSince = null;
    if (this.asked || !this.begun) return;
    this.asked = true;
    requestAnimationFrame((now) => {
      this.asked = false;
      this.frame(now);
    });
  }

  private frame(now: number): void {
    if (!this.camera.width || !this.begun) return;
    if (this.glide) {
      const part = within((now - this.glide.since) / GLIDE, 0, 1);
      this.look(part < 1 ? between(this.glide.from, this.glide.to, 1 - (1 - part) ** 2) : this.glide.to);
      if (part === 1) this.glide = null;
    }
    if (!this.shown || !same(this.shown, this.camera)) this.show();
    const moving = performance.now() - this.moved < STILL;
    if (this.work || this.stale(performance.now())) {
      const slice = !this.renderer.kept ? SLICE.first : moving ? SLICE.moving : SLICE.still;
      if (this.run(performance.now() + slice)) this.show();
    }
    if (this.work || this.glide || this.stale(Infinity)) this.ask();
    else this.stillSince = performance.now();
  }

  private stale(now: number): boolean {
    if (this.version !== this.drawn) return true;
    const kept = this.renderer.kept?.camera;
    return !kept || (!same(kept, this.camera) && (now - this.moved > STILL || !this.renderer.holds(this.camera)));
  }

  /** Draw on until a time; true when a picture is whole. */
  private run(until: number): boolean {
    if (!this.work || this.work.of !== this.version) {
      this.work = { of: this.version, steps: this.renderer.draw(this.picture()) };
    }
    do {
      if (this.work.steps.next().done) {
        this.drawn = this.work.of;
        this.work = null;
        return true;
      }
    } while (performance.now() < until);
    return false;
  }

  private show(): void {
    this.renderer.show(this.camera, this.colours);
    this.shown = this.camera;
    this.renderer.over(this.picture());
  }

  private picture(): Picture {
    const { scene, camera, unit, colours, chosen, mark } = this;
    const place = (): ReturnType<Picture["place"]> => placing(picture, this.paper ? [] : this.controls());
    const picture: Picture = { scene, camera, unit, palette: colours, chosen: { ...chosen }, mark, place };
    return picture;
  }
}
