/* Draws on Canvas 2D. A still picture is drawn slice by slice into a bitmap that is larger than what is in sight; while the
   map moves, only that bitmap is shown. What is pointed at is drawn on a second canvas over it. */
import type { Camera } from "./camera";
import { same, toScreen } from "./camera";
import { titlesOf } from "./described";
import type { Box } from "./geometry";
import { overlap } from "./geometry";
import type { Placed } from "./names";
import type { Palette } from "./palette";
import type { Picture, Renderer } from "./renderer";
import type { Line, MapNode } from "./scene";
import { drawBadge, drawFocus, drawGroup, drawLand, drawLeader, drawLines, drawMark, drawName, drawNode, drawTitle } from "./signs";
import { TITLE_STEP } from "./titles";

const SPARE = 0.2; // of width and height that is drawn beyond what is in sight, at each side
const BATCH = 64; // things drawn between two looks at the clock
const VEIL = 0.74; // how far what is not joined to the chosen node goes back into the paper
const LIT = 500; // lines of a pointed-at node that are drawn anew, the strongest

interface Kept {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

export class CanvasRenderer implements Renderer {
  readonly element = document.createElement("canvas");
  readonly top = document.createElement("canvas");
  kept: { camera: Camera; placed: Placed } | null = null;
  private readonly seen = this.element.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  private readonly pointed = this.top.getContext("2d") as CanvasRenderingContext2D;
  private front = bitmap();
  private back = bitmap();
  private width = 0;
  private height = 0;
  private ratio = 1;
  private spare: readonly [number, number] = [0, 0];
  private empty = true;

  size(width: number, height: number, ratio: number): void {
    [this.width, this.height, this.ratio] = [width, height, ratio];
    for (const canvas of [this.element, this.top]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.spare = [Math.round(width * SPARE), Math.round(height * SPARE)];
  }

  *draw(picture: Picture): Generator<void, void> {
    const { canvas, context } = this.back, { camera, scene, palette, chosen, mark } = picture;
    const [left, top] = this.spare, wide = this.width + 2 * left, high = this.height + 2 * top, { ratio } = this;
    const spare = this.spare;
    [canvas.width, canvas.height] = [Math.round(wide * ratio), Math.round(high * ratio)];
    const onScreen = (): void => context.setTransform(ratio, 0, 0, ratio, left * ratio, top * ratio);
    const onMap = (): void => {
      const [x, y] = toScreen(camera, 0, 0), scale = camera.scale * ratio;
      context.setTransform(scale, 0, 0, scale, (x + left) * ratio, (y + top) * ratio);
    };
    // Asking for a pixel makes the browser draw what it was told: only then has the time passed that it takes.
    const step = (): void => void context.getImageData(0, 0, 1, 1);
    onScreen();
    context.clearRect(-left, -top, wide, high);
    context.fillStyle = palette.paper;
    context.fillRect(-left, -top, wide, high);
    if (mark) drawMark(context, palette, mark, this.width, this.height);
    onMap();
    const area = this.area(camera);
    const lines = scene.drawnLines.filter((line) => overlap(area, spanOf(line)));
    const nodes = scene.drawnNodes.filter(({ x, y, r }) => overlap(area, [x - 2 * r, y - 2 * r, x + 2 * r, y + 2 * r]));
    yield;
    const near = chosen.node && scene.shows(chosen.node) ? scene.around(chosen.node) : null;
    const ground = function* (): Generator<void> {
      for (const land of scene.island.land) drawLand(context, palette, land, camera.scale);
      if (scene.island.hull) disc(context, picture, scene.island.hull);
      yield* strokes(context, picture, lines.filter((line) => line.state === "between"), step);
      for (const group of scene.groups) drawGroup(context, palette, group, camera.scale);
    };
    yield* ground();
    const rest = lines.filter((line) => line.state !== "between");
    if (near) {
      const joined = (line: Line): boolean => line.from === chosen.node || line.to === chosen.node;
      yield* strokes(context, picture, rest.filter((line) => !joined(line)), step);
      yield* marks(context, picture, nodes.filter((node) => !near.has(node.id)), step);
      onScreen();
      context.globalAlpha = VEIL;
      context.fillStyle = palette.paper;
      context.fillRect(-left, -top, wide, high);
      context.globalAlpha = 1;
      onMap();
      yield* strokes(context, picture, rest.filter(joined), step);
      yield* marks(context, picture, nodes.filter((node) => near.has(node.id)), step);
    } else {
      yield* strokes(context, picture, rest, step);
      const line = chosen.edge === null ? undefined : scene.lines.get(chosen.edge);
      if (line && scene.showsLine(line)) {
        drawLines(context, [line], (line.width + 8) * picture.unit, palette.chosen);
        stroke(context, picture, [line]);
      }
      yield* marks(context, picture, nodes, step);
    }
    const placed = yield* picture.place();
    onScreen();
    const [ox, oy] = toScreen(camera, 0, 0);
    for (const title of titlesOf(picture)) drawTitle(context, palette, title.lines, title.x + ox, title.y + oy, TITLE_STEP);
    const at = (name: { id: string }): readonly [number, number] => {
      const node = scene.nodes.get(name.id) as MapNode;
      return toScreen(camera, node.x, node.y);
    };
    for (const name of placed.names) if (name.leader) drawLeader(context, palette, name.leader, ...at(name));
    for (const badge of placed.badges) drawBadge(context, palette, badge, ...toScreen(camera, ...badge.at));
    for (const [i, name] of placed.names.entries()) {
      const node = scene.nodes.get(name.id) as MapNode;
      context.globalAlpha = 1;
      drawName(context, palette, name, near && !near.has(name.id) ? "quiet" : node.state, ...at(name));
      if (i % 16 === 15) {
        step();
        yield;
      }
    }
    step();
    [this.front, this.back] = [this.back, this.front];
    this.kept = { camera, placed };
    this.shownSpare = spare;
  }

  private shownSpare: readonly [number, number] = [0, 0];

  show(camera: Camera, palette: Palette): void {
    const { seen, ratio } = this;
    seen.setTransform(1, 0, 0, 1, 0, 0);
    const drawn = this.kept?.camera;
    const still = drawn && same(drawn, camera);
    if (!still || !drawn) {
      seen.fillStyle = palette.paper;
      seen.fillRect(0, 0, this.element.width, this.element.height);
    }
    if (!drawn) return;
    const [left, top] = this.shownSpare, larger = camera.scale / drawn.scale;
    const x = (drawn.x - camera.x) * camera.scale + camera.width / 2 - (drawn.width / 2 + left) * larger;
    const y = (drawn.y - camera.y) * camera.scale + camera.height / 2 - (drawn.height / 2 + top) * larger;
    const { canvas } = this.front, snapped = larger === 1 ? Math.round : (value: number): number => value;
    seen.drawImage(canvas, snapped(x * ratio), snapped(y * ratio), canvas.width * larger, canvas.height * larger);
  }

  over(picture: Picture): void {
    const { pointed, ratio } = this, { chosen, scene, camera, palette } = picture;
    const near = new Set([chosen.hover, ...chosen.marks].filter((id): id is string => id !== null && scene.shows(id)));
    const focus = chosen.focus !== null && scene.shows(chosen.focus) ? (scene.nodes.get(chosen.focus) as MapNode) : null;
    const nothing = !near.size && !focus;
    if (nothing && this.empty) return;
    pointed.setTransform(1, 0, 0, 1, 0, 0);
    pointed.clearRect(0, 0, this.top.width, this.top.height);
    this.empty = nothing;
    if (nothing) return;
    const [x, y] = toScreen(camera, 0, 0), scale = camera.scale * ratio;
    pointed.setTransform(scale, 0, 0, scale, x * ratio, y * ratio);
    const named = new Set(near);
    if (chosen.hover !== null && near.has(chosen.hover)) {
      const lines = scene.linesOf(chosen.hover).filter(scene.showsLine).slice(0, LIT);
      for (let i = 0; i < lines.length; i += BATCH) {
        for (const [width, of] of byWidth(lines.slice(i, i + BATCH))) drawLines(pointed, of, (width + 0.6) * picture.unit, palette.ink);
      }
      const ends = new Set(lines.flatMap((line) => [line.from, line.to]));
      ends.delete(chosen.hover);
      for (const id of ends) {
        const node = scene.nodes.get(id);
        if (node) drawNode(pointed, picture, node);
        named.add(id);
      }
    }
    for (const id of near) {
      const node = scene.nodes.get(id);
      if (node) drawNode(pointed, picture, node, 2);
    }
    if (focus) {
      drawFocus(pointed, picture, focus);
      drawNode(pointed, picture, focus, near.has(focus.id) ? 2 : 0);
    }
    pointed.setTransform(ratio, 0, 0, ratio, 0, 0);
    // Names over which lines were drawn are written again.
    for (const name of this.kept?.placed.names ?? []) {
      const node = scene.nodes.get(name.id) as MapNode;
      if (named.has(name.id)) drawName(pointed, palette, name, node.state, ...toScreen(camera, node.x, node.y));
    }
  }

  holds(camera: Camera): boolean {
    if (!this.kept || this.kept.camera.width !== camera.width || this.kept.camera.height !== camera.height) return false;
    const [left, top, right, bottom] = this.area(this.kept.camera);
    const wide = camera.width / camera.scale / 2, high = camera.height / camera.scale / 2;
    return camera.x - wide >= left && camera.x + wide <= right && camera.y - high >= top && camera.y + high <= bottom;
  }

  /** What the bitmap of a camera shows, on the map. */
  private area({ x, y, scale }: Camera): Box {
    const wide = (this.width / 2 + this.spare[0]) / scale, high = (this.height / 2 + this.spare[1]) / scale;
    return [x - wide, y - high, x + wide, y + high];
  }
}

function bitmap(): Kept {
  const canvas = document.createElement("canvas");
  // Drawn by the processor, in the slice that says so, and not by another at the end of the frame.
  return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D };
}

function spanOf({ a, b, cx, cy }: Line): Box {
  return [Math.min(a.x, b.x, cx), Math.min(a.y, b.y, cy), Math.max(a.x, b.x, cx) + 1e-6, Math.max(a.y, b.y, cy) + 1e-6];
}

function disc(context: CanvasRenderingContext2D, { palette, camera }: Picture, [a, b]: readonly [number, number]): void {
  context.beginPath();
  context.ellipse(0, 0, a, b, 0, 0, 2 * Math.PI);
  context.fillStyle = palette.hull;
  context.fill();
  context.lineWidth = 1 / camera.scale;
  context.strokeStyle = palette.hullEdge;
  context.stroke();
}

function stroke(context: CanvasRenderingContext2D, { palette, unit }: Picture, lines: readonly Line[]): void {
  const line = lines[0] as Line;
  const dash = line.dashes ? line.dashes.map((one) => one * unit) : [];
  drawLines(context, lines, line.width * unit, palette.of(line.color.color, line.state === "quiet"), dash);
}

const lookOf = (line: Line): string => `${line.color.color} ${line.width} ${line.dashes || ""} ${line.state}`;

function* strokes(context: CanvasRenderingContext2D, picture: Picture, lines: readonly Line[], step: () => void): Generator<void> {
  // White under what stands out, over all that does not.
  const first = lines.findIndex((line) => line.casing);
  let batch: Line[] = [], look = "";
  const through = function* (): Generator<void> {
    if (!batch.length) return;
    stroke(context, picture, batch);
    batch = [];
    step();
    yield;
  };
  for (const [i, line] of lines.entries()) {
    if (i === first) {
      yield* through();
      for (const cased of lines) if (cased.casing) drawLines(context, [cased], cased.casing * picture.unit, picture.palette.surface);
    }
    const own = lookOf(line);
    if (own !== look || batch.length === BATCH) yield* through();
    look = own;
    batch.push(line);
  }
  yield* through();
}

function* marks(context: CanvasRenderingContext2D, picture: Picture, nodes: readonly MapNode[], step: () => void): Generator<void> {
  for (const [i, node] of nodes.entries()) {
    drawNode(context, picture, node);
    if (i % BATCH === BATCH - 1) {
      step();
      yield;
    }
  }
}

function byWidth(lines: readonly Line[]): Map<number, Line[]> {
  const found = new Map<number, Line[]>();
  for (const line of lines) found.set(line.width, [...(found.get(line.width) ?? []), line]);
  return found;
}
