/* Where names and badges stand on the screen at one zoom. The rule is that of visualisations/placing.py, with the same
   constants (a test compares them):

   - A name stands beside its own node, where that node's outline is the nearest by NEAREST pixels, measured from the
     name's box.
   - Where no such place is free, it stands further off, at the end of a leader line from its node.
   - Where there is no room for that either, it is left out; the table and the tip still have it. What the map is about
     (`always`) is not left out: its name is tried in narrower forms, then anywhere in sight.
   - No name lies over a node, another name, a badge, a leader line or a control, nor over the edge of the map.

   Greedy: what is more important comes first, and takes the free place that crosses fewest ties. All is in pixels of the
   screen, from where the map's own 0, 0 is drawn. */
import { around, boxToPoint, crossing, gap, grown, isNear, leaderTo, overlap, segmentToPoint, within } from "./geometry";
import type { Box, Outline, Point, Segment } from "./geometry";
import { Grid } from "./grid";
import type { LabelText } from "./island";

export const NEAREST = 4; // pixels: 3, and one for letters that are drawn beyond their box
export const TOUCHING = 1.5; // least distance of a name from its own outline
export const BESIDE = 4; // of the places beside a node, from the circle around it
export const ALOOF = 14; // of a name with a leader line from the outlines of others
export const AWAY = [13, 22, 34, 48, 64, 84, 108]; // of a name with a leader line from its own
export const SHORT = 12; // pixels of a leader line that weigh as much as a crossed tie
export const WAYS = 16; // directions that a leader line may take
export const STEP = 10; // between the spots tried where a name may stand anywhere
export const MOST = 100; // names on a map that is not zoomed in
export const FIRST = 12; // of the most asked-for even a leader line comes before a place for others
export const FAR = 130; // a leader line of theirs
export const SHORTLY = 56; // of all others
export const BOLD = 3; // cost of a tie from which on a name rather stands at a leader line than over it
// prettier-ignore
export const PLACES = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1], [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]] as const;
export const LINES = 400; // ties up to which the crossed ones are counted

/** A drawn line as points some pixels apart. `cost` is what crossing it costs. */
export interface Tie {
  readonly points: readonly Point[];
  readonly cost: number;
}

/** A figure on a tie. Its spots are in order of preference: where on the screen, and where on the map. */
export interface Badge {
  readonly text: string;
  readonly width: number;
  readonly best: boolean;
  readonly spots: readonly { readonly x: number; readonly y: number; readonly at: Point }[];
}

export interface PlacedBadge extends Badge {
  readonly at: Point;
}

/** A name that is written: the middle of its box and its leader line, both from the middle of its node. */
export interface PlacedName extends LabelText, Size {
  readonly dx: number;
  readonly dy: number;
  readonly leader: Segment | null;
}

export interface Placed {
  readonly names: PlacedName[];
  readonly badges: PlacedBadge[];
}

/** What is asked: all in pixels of the screen. */
export interface Asked {
  /** What would be written, the most important first. */
  readonly texts: readonly LabelText[];
  readonly outlines: ReadonlyMap<string, Outline>;
  readonly ties: readonly Tie[];
  readonly badges: readonly Badge[];
  /** The box that is in sight. */
  readonly sight: Box;
  /** Boxes of what stands over the map. */
  readonly covered: readonly Box[];
  /** The widths of a text's lines. */
  readonly measure: (text: LabelText, lines: readonly string[]) => readonly number[];
  /** Whether names rather stand away from the middle. */
  readonly outwards: boolean;
  readonly zoomed: boolean;
}

interface Size {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
  readonly cut: boolean;
  readonly width: number;
  readonly height: number;
}

interface Spot {
  readonly box: Box;
  /** What the name takes from others. */
  readonly room: Box;
  readonly leader?: Segment;
}

type Taken = { readonly box: Box; readonly leader?: undefined } | { readonly leader: Segment };

class Board {
  private readonly bodies = new Grid<Outline>();
  private readonly taken = new Grid<Taken>();
  private readonly points = new Grid<{ x: number; y: number; tie: Tie }>();

  constructor(private readonly asked: Asked) {
    for (const node of asked.outlines.values()) {
      this.bodies.add([node.x - node.reach, node.y - node.reach, node.x + node.reach, node.y + node.reach], node);
    }
    for (const box of asked.covered) this.take(box);
    if (asked.ties.length > LINES) return;
    for (const tie of asked.ties) for (const [x, y] of tie.points) this.points.add([x, y, x, y], { x, y, tie });
  }

  take(box: Box, leader?: Segment): void {
    this.taken.add(box, { box });
    if (leader) this.taken.add(around(leader), { leader });
  }

  private inSight(box: Box): boolean {
    const [left, top, right, bottom] = this.asked.sight;
    return box[0] > left + 2 && box[1] > top + 2 && box[2] < right - 2 && box[3] < bottom - 2;
  }

  free(box: Box): boolean {
    return !this.taken.some(box, (other) => (other.leader ? isNear(box, other.leader, 2) : overlap(box, other.box)));
  }

  clear(box: Box, least: number, own?: Outline): boolean {
    return !this.bodies.some(grown(box, least), (node) => {
      if (node === own) return false;
      // Corners are asked only where neither the circle inside of them nor the one around them tells.
      const away = boxToPoint(box, node.x, node.y);
      return away - node.r < least || (away - node.reach < least && gap(box, node)[0] < least);
    });
  }

  private nearest(box: Box, own: Outline): boolean {
    return this.clear(box, gap(box, own)[1] + NEAREST, own);
  }

  private crossed(box: Box): number {
    const found = new Set<Tie>();
    this.points.some(box, ({ x, y, tie }) => {
      if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) found.add(tie);
      return false;
    });
    return [...found].reduce((sum, tie) => sum + tie.cost, 0);
  }

  private passes(line: Segment): boolean {
    return !this.taken.some(grown(around(line), 2),
      (other) => (other.leader ? crossing(line, other.leader) !== null : isNear(other.box, line, 1)));
  }

  private reaches(line: Segment, own: Outline): boolean {
    return this.passes(line) && !this.bodies.some(grown(around(line), 2),
      (node) => node !== own && segmentToPoint(line, node.x, node.y) < node.reach + 2);
  }

  private inwards(node: Outline, sx: number, sy: number): number {
    const far = Math.hypot(node.x, node.y);
    if (!this.asked.outwards || !far) return 0;
    return 1 - (sx * node.x + sy * node.y) / far / Math.hypot(sx, sy) - (sy ? 0 : 0.12);
  }

  beside(node: Outline, size: Size): Spot | null {
    let best: Spot | null = null, least = Infinity;
    PLACES.forEach(([sx, sy], rank) => {
      const away = (node.round || node.r) + BESIDE, slant = Math.abs(sx * sy) === 1 ? 0.75 : 1;
      const x = node.x + sx * (size.width / 2 + (Math.abs(sx) < 1 ? 0 : away * slant));
      const found = boxed(x, node.y + sy * (size.height / 2 + away * slant), size);
      if (!this.inSight(found.room) || !this.free(found.room)) return;
      if (gap(found.box, node)[0] < TOUCHING || !this.nearest(found.box, node)) return;
      const cost = this.crossed(found.room) + (this.asked.outwards ? 6 * this.inwards(node, sx, sy) : 0.5 * rank);
      if (cost < least) [best, least] = [found, cost];
    });
    return best;
  }

  led(node: Outline, size: Size, far = FAR): Spot | null {
    let best: Spot | null = null, least = Infinity;
    for (const away of AWAY.filter((one) => one <= far)) {
      if (least < away / SHORT) break;
      for (let way = 0; way < WAYS; way++) {
        const angle = (2 * Math.PI * way) / WAYS, sx = Math.cos(angle), sy = Math.sin(angle);
        const x = node.x + sx * (node.reach + away) + (within(sx * 1.4, -1, 1) * size.width) / 2;
        const found = boxed(x, node.y + sy * (node.reach + away) + (within(sy * 1.4, -1, 1) * size.height) / 2, size);
        if (!this.inSight(found.room) || !this.free(found.room) || !this.clear(found.box, ALOOF, node)) continue;
        const leader = leaderTo(found.box, node);
        if (!this.reaches(leader, node)) continue;
        const cost = away / SHORT + this.crossed(found.room) + this.inwards(node, sx, sy) + (this.nearest(found.box, node) ? 0 : 0.6);
        if (cost < least) [best, least] = [{ ...found, leader }, cost];
      }
    }
    return best;
  }

  /** The nearest free spot in sight for a name that is asked for, up to `far` from its node. */
  anywhere(node: Outline, size: Size, far = Infinity): Spot | null {
    const [left, top, right, bottom] = this.asked.sight;
    const spots: [number, number, number][] = [], wide = size.width / 2 + 8, high = size.height / 2 + 5;
    for (let x = left + wide; x < right - wide; x += STEP) {
      if (Math.abs(x - node.x) - size.width / 2 - node.reach >= far) continue;
      for (let y = top + high; y < bottom - high; y += STEP) {
        const away = boxToPoint(boxed(x, y, size).box, node.x, node.y) - node.reach;
        if (away < far) spots.push([x, y, away]);
      }
    }
    spots.sort((one, other) => one[2] - other[2]);
    // A line across other nodes is better than no name, where there must be one.
    for (const strict of far < Infinity ? [true] : [true, false]) {
      for (const [x, y] of spots) {
        const found = boxed(x, y, size);
        if (!this.free(found.room) || !this.clear(found.box, ALOOF, node) || gap(found.box, node)[0] < TOUCHING) continue;
        const leader = leaderTo(found.box, node);
        if (strict ? this.reaches(leader, node) : this.passes(leader)) return { ...found, leader };
      }
    }
    return null;
  }

  /** Beside its node, else led there; led too where the name would lie over what the map is to show. */
  wanted(node: Outline, size: Size): Spot | null {
    const near = this.beside(node, size);
    if (near && !this.hides(near)) return near;
    const far = this.led(node, size);
    return near && far && this.hides(far) ? near : far ?? near;
  }

  open(node: Outline, size: Size): Spot | null {
    const near = this.beside(node, size);
    return near && !this.hides(near) ? near : null;
  }

  private hides({ box }: Spot): boolean {
    return this.points.some(box, ({ x, y, tie }) => tie.cost >= BOLD && boxToPoint(box, x, y) === 0);
  }
}

/** A name's box with its middle there, and the room that it takes from others. */
function boxed(x: number, y: number, { width, height }: Size): Spot {
  const box: Box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  return { box, room: [box[0] - 5, box[1] - 2, box[2] + 5, box[3] + 2] };
}

/** Places names and badges. It stops after each one, so that whoever runs it may go on later. */
export function* place(asked: Asked): Generator<void, Placed> {
  const { texts, outlines, badges, sight, measure } = asked;
  const board = new Board(asked), names: PlacedName[] = [], set: PlacedBadge[] = [];
  const nodeOf = (text: LabelText): Outline => outlines.get(text.id) as Outline;
  const seen = (text: LabelText): boolean => {
    const node = outlines.get(text.id);
    return node !== undefined && node.x > sight[0] && node.x < sight[2] && node.y > sight[1] && node.y < sight[3];
  };
  const sized = (text: LabelText, lines: readonly string[]): Size => {
    const widths = measure(text, lines), cut = lines.some((line) => line.includes("…"));
    return { lines, widths, cut, width: Math.max(...widths), height: text.size * 1.25 * lines.length };
  };
  const put = (text: LabelText, size: Size, found: Spot): void => {
    const node = nodeOf(text), [left, top, right, bottom] = found.box;
    board.take(found.room, found.leader);
    const leader: Segment | null = found.leader
      ? [found.leader[0] - node.x, found.leader[1] - node.y, found.leader[2] - node.x, found.leader[3] - node.y] : null;
    names.push({ ...text, ...size, dx: (left + right) / 2 - node.x, dy: (top + bottom) / 2 - node.y, leader });
  };
  yield;

  for (const text of texts.filter((one) => one.always && seen(one))) {
    const node = nodeOf(text), forms = text.forms.map((lines) => sized(text, lines)), whole = forms.filter((size) => !size.cut);
    const tried = (sizes: Size[], find: (size: Size) => Spot | null): [Size, Spot] | null => {
      for (const size of sizes) {
        const spot = find(size);
        if (spot) return [size, spot];
      }
      return null;
    };
    const found = tried(whole, (size) => board.open(node, size)) ?? tried(whole, (size) => board.wanted(node, size))
      ?? tried(whole, (size) => board.anywhere(node, size, FAR)) ?? tried(forms, (size) => board.wanted(node, size))
      ?? tried(forms.slice(-1), (size) => board.anywhere(node, size));
    if (found) put(text, ...found);
    yield;
  }

  for (const badge of badges) {
    for (const { at, x, y } of badge.spots) {
      const box: Box = [x - badge.width / 2 - 2, y - 12, x + badge.width / 2 + 2, y + 12];
      if (!board.free(box) || !board.clear(box, 1)) continue;
      board.take(box);
      set.push({ ...badge, at });
      break;
    }
  }

  const most = asked.zoomed ? Infinity : MOST, left: [LabelText, Size][] = [];
  let rank = 0;
  for (const text of texts) {
    if (names.length >= most) break;
    if (text.always || !seen(text)) continue;
    const node = nodeOf(text), size = sized(text, text.forms[0] ?? []);
    const found = rank < FIRST ? board.wanted(node, size) ?? board.anywhere(node, size, FAR) : board.beside(node, size);
    if (found) put(text, size, found);
    else if (rank >= FIRST) left.push([text, size]);
    rank += 1;
    yield;
  }
  for (const [text, size] of left) {
    if (names.length >= most) break;
    const found = board.led(nodeOf(text), size, SHORTLY);
    if (found) put(text, size, found);
    yield;
  }
  return { names, badges: set };
}
