/* The map as it is drawn: its nodes, lines and groups, which of them are shown, and what is joined to what. */
import type { Box, Point } from "./geometry";
import { boxToPoint, segmentToPoint } from "./geometry";
import { Grid } from "./grid";
import type { DrawnEdge, DrawnNode, Edge, Group as ToldGroup, Island, LabelText, Node, Standing } from "./island";

/** A node or a group that lines end at. */
export interface End {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export type MapNode = Node & Omit<DrawnNode, "x" | "y"> & { x: number; y: number };

/** A group where it stands, and the end of lines between groups. */
export type Group = Omit<ToldGroup, "stands"> & { x: number; y: number; stands: Standing };

export interface Line extends Edge, DrawnEdge {
  readonly a: End;
  readonly b: End;
  bend: number;
  /** The control point of a bent line; the middle of a straight one. */
  cx: number;
  cy: number;
  /** The box around its ends and its control point. */
  span: Box;
}

const ORDER = ["between", "quiet", "rest", "nearby", "expected", "part", "gone", "new", "alternative", "path"];

export class Scene {
  readonly nodes = new Map<string, MapNode>();
  readonly lines = new Map<string, Line>();
  readonly groups: readonly Group[];
  /** In the order in which they are drawn. */
  drawnNodes: MapNode[] = [];
  drawnLines: Line[] = [];
  /** Keys of the legend that are switched off. */
  readonly off = new Set<string>();
  /** While it is not null, only these nodes are shown. */
  only: ReadonlySet<string> | null = null;
  box: Box;
  private narrow = false;
  private places = new Grid<MapNode>(64);
  private readonly joined = new Map<string, Line[]>();

  constructor(readonly island: Island) {
    const { draw } = island;
    this.groups = island.groups.map((group) => ({ ...group, x: group.stands.centre[0], y: group.stands.centre[1] }));
    this.box = island.box;
    draw.nodes.forEach((drawn, i) => this.nodes.set(drawn.id, { ...(island.nodes[i] as Node), ...drawn }));
    const ends = new Map<string, End>(this.groups.map((group) => [group.id, group]));
    for (const node of this.nodes.values()) ends.set(node.id, node);
    draw.edges.forEach((drawn, i) => {
      const a = ends.get(drawn.from), b = ends.get(drawn.to);
      if (!a || !b) throw new Error(`the line ${drawn.id} ends at what is not drawn`);
      const line: Line = { ...(island.edges[i] as Edge), ...drawn, a, b, bend: 0, cx: 0, cy: 0, span: [0, 0, 0, 0] };
      this.lines.set(drawn.id, line);
      for (const id of new Set([drawn.from, drawn.to])) {
        const there = this.joined.get(id);
        if (there) there.push(line);
        else this.joined.set(id, [line]);
      }
    });
    this.arrange(false);
    this.sift();
  }

  /** Put all where it stands on a map of that width; true where that is elsewhere than before. */
  fit(width: number): boolean {
    const narrow = width < (this.island.draw.narrow?.below ?? 0);
    if (narrow === this.narrow) return false;
    this.arrange(narrow);
    return true;
  }

  private arrange(narrow: boolean): void {
    const { draw, box } = this.island, other = narrow ? draw.narrow : null;
    this.narrow = narrow;
    this.box = other ? other.box : box;
    draw.nodes.forEach((drawn, i) => {
      const node = this.nodes.get(drawn.id) as MapNode;
      [node.x, node.y] = other?.nodes[i] ?? [drawn.x, drawn.y];
    });
    this.groups.forEach((group, i) => {
      group.stands = other?.groups[i] ?? (this.island.groups[i] as ToldGroup).stands;
      [group.x, group.y] = group.stands.centre;
    });
    draw.edges.forEach((drawn, i) => {
      const line = this.lines.get(drawn.id) as Line;
      line.bend = other?.bends[i] ?? (drawn.smooth ? drawn.smooth.roundness : 0);
      const { a, b } = line, [cx, cy] = control(a, b, line.bend);
      [line.cx, line.cy] = [cx, cy];
      line.span = [Math.min(a.x, b.x, cx), Math.min(a.y, b.y, cy), Math.max(a.x, b.x, cx), Math.max(a.y, b.y, cy)];
    });
    this.places = new Grid<MapNode>(64);
    for (const node of this.nodes.values()) this.places.add([node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r], node);
  }

  /** Say anew what is shown, after `off` or `only` has changed. */
  sift(): void {
    const shown = (node: MapNode): boolean => !node.keys.some((key) => this.off.has(key)) && (!this.only || this.only.has(node.id));
    this.drawnNodes = [...this.nodes.values()].filter(shown);
    const ids = new Set([...this.drawnNodes.map((node) => node.id), ...this.groups.map((group) => group.id)]);
    this.drawnLines = [...this.lines.values()].filter((line) =>
      ids.has(line.from) && ids.has(line.to) && !line.keys.some((key) => this.off.has(key)));
    const rank = (line: Line): number => ORDER.indexOf(line.state);
    this.drawnLines.sort((one, other) => rank(one) - rank(other) || one.strength - other.strength);
    const last = (node: MapNode): number => (node.state === "focus" ? 1 : 0);
    this.drawnNodes.sort((one, other) => last(one) - last(other));
    this.shownIds = ids;
    this.shownLines = new Set(this.drawnLines);
  }

  private shownIds: ReadonlySet<string> = new Set();
  private shownLines: ReadonlySet<Line> = new Set();
  shows = (id: string): boolean => this.shownIds.has(id);
  showsLine = (line: Line): boolean => this.shownLines.has(line);

  /** How many nodes and lines are not shown. */
  get hidden(): Point {
    return [this.nodes.size - this.drawnNodes.length, this.lines.size - this.drawnLines.length];
  }

  /** The lines of a node, the strongest first. */
  linesOf(id: string): Line[] {
    return [...(this.joined.get(id) ?? [])].sort((one, other) => other.strength - one.strength);
  }

  /** The node itself and what it is joined to. */
  around(id: string): Set<string> {
    const found = new Set([id]);
    for (const line of this.joined.get(id) ?? []) found.add(line.from).add(line.to);
    return found;
  }

  get texts(): readonly LabelText[] {
    return this.island.draw.labels;
  }

  /** The shown node nearest to a point of the map, whose outline (drawn `unit` times as large) is at most `reach` away. */
  nodeAt(x: number, y: number, unit: number, reach: number): MapNode | null {
    let best: MapNode | null = null, least = Infinity;
    const far = reach + 24 * unit;
    this.places.some([x - far, y - far, x + far, y + far], (node) => {
      const away = Math.hypot(node.x - x, node.y - y) - node.r * unit;
      if (away <= reach && away < least && this.shownIds.has(node.id)) [best, least] = [node, away];
      return false;
    });
    return best;
  }

  /** The shown line nearest to a point of the map, at most `reach` away; of two as near, the one that lies above. */
  lineAt(x: number, y: number, unit: number, reach: number): Line | null {
    let best: Line | null = null, least = reach;
    for (let i = this.drawnLines.length - 1; i >= 0; i--) {
      const line = this.drawnLines[i] as Line;
      if (boxToPoint(line.span, x, y) > reach + (line.width * unit) / 2) continue;
      const away = lineToPoint(line, x, y) - (line.width * unit) / 2;
      if (away < least) [best, least] = [line, away];
    }
    return best;
  }

  groupAt(x: number, y: number): Group | null {
    return this.groups.find((group) => inside(group.stands.outline, x, y)) ?? null;
  }
}

/** The same curve as visualisations/bends.py: a quadratic one, whose control point stands beside the middle. */
function control(a: End, b: End, bend: number): Point {
  if (!bend) return [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const dx = b.x - a.x, dy = a.y - b.y, far = (bend / 2 + 0.5) * Math.hypot(dx, dy);
  const turn = Math.atan2(dy, dx) + (bend / 2 + 0.5) * Math.PI;
  return [a.x + far * Math.sin(turn), a.y + far * Math.cos(turn)];
}

/** A point of a line, from 0 at `a` to 1 at `b`. */
export function along({ a, b, cx, cy }: Line, t: number): Point {
  const u = 1 - t;
  return [u * u * a.x + 2 * u * t * cx + t * t * b.x, u * u * a.y + 2 * u * t * cy + t * t * b.y];
}

function lineToPoint(line: Line, x: number, y: number): number {
  const { a, b } = line;
  if (!line.bend) return segmentToPoint([a.x, a.y, b.x, b.y], x, y);
  let least = Infinity, [px, py] = along(line, 0);
  for (let i = 1; i <= 16; i++) {
    const [qx, qy] = along(line, i / 16);
    least = Math.min(least, segmentToPoint([px, py, qx, qy], x, y));
    [px, py] = [qx, qy];
  }
  return least;
}

function inside(outline: readonly Point[], x: number, y: number): boolean {
  let found = false;
  outline.forEach(([ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length] as Point;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) found = !found;
  });
  return found;
}
