/* Boxes are left, top, right, bottom; segments are ax, ay, bx, by. The same as visualisations/geometry.py. */
export type Box = readonly [number, number, number, number];
export type Segment = readonly [number, number, number, number];
export type Point = readonly [number, number];

/** A node as it is drawn, in pixels of the screen: what names keep clear of. */
export interface Outline {
  readonly x: number;
  readonly y: number;
  /** The circle of its size. */
  readonly r: number;
  /** The circle that is drawn; 0 where corners are. */
  readonly round: number;
  readonly corners: readonly Point[] | null;
  /** The circle around all of it. */
  readonly reach: number;
}

export const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
export const grown = ([left, top, right, bottom]: Box, by: number): Box => [left - by, top - by, right + by, bottom + by];
export const overlap = (one: Box, other: Box): boolean =>
  one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
export const around = ([ax, ay, bx, by]: Segment): Box => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
// Math.hypot guards against numbers that no screen has, and takes several times as long.
const far = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy);
export const boxToPoint = (box: Box, x: number, y: number): number =>
  far(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
const nearestIn = (box: Box, x: number, y: number): Point => [within(x, box[0], box[2]), within(y, box[1], box[3])];

export function segmentToPoint([ax, ay, bx, by]: Segment, x: number, y: number): number {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length ? within(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;
  return far(x - ax - t * dx, y - ay - t * dy);
}

/** Where along `one` two segments cross, from 0 to 1; null where they do not. */
export function crossing([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): number | null {
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (!turn) return null;
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

/** How far a box is from a segment. Asked some hundred thousand times for one picture: it makes no arrays. */
export function boxToSegment(box: Box, segment: Segment): number {
  const [left, top, right, bottom] = box, [ax, ay, bx, by] = segment;
  const from = boxToPoint(box, ax, ay);
  if (from === 0 || crosses(left, top, right, top, segment) || crosses(right, top, right, bottom, segment)
    || crosses(right, bottom, left, bottom, segment) || crosses(left, bottom, left, top, segment)) return 0;
  return Math.min(from, boxToPoint(box, bx, by), segmentToPoint(segment, left, top), segmentToPoint(segment, right, top),
    segmentToPoint(segment, right, bottom), segmentToPoint(segment, left, bottom));
}

/** Whether a box is nearer to a segment than so much. Most are told by the box around the segment. */
export function isNear(box: Box, segment: Segment, least: number): boolean {
  const [ax, ay, bx, by] = segment;
  if (Math.min(ax, bx) - box[2] >= least || box[0] - Math.max(ax, bx) >= least
    || Math.min(ay, by) - box[3] >= least || box[1] - Math.max(ay, by) >= least) return false;
  return boxToSegment(box, segment) < least;
}

function crosses(ax: number, ay: number, bx: number, by: number, [cx, cy, dx, dy]: Segment): boolean {
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (!turn) return false;
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1;
}

const known = new WeakMap<readonly Point[], readonly Segment[]>();

/** The sides of a shape: made once for all the boxes that it is asked about. */
function edgesOf(corners: readonly Point[]): readonly Segment[] {
  let edges = known.get(corners);
  if (!edges) {
    edges = corners.map(([x, y], i): Segment => [x, y, ...(corners[(i + 1) % corners.length] as Point)]);
    known.set(corners, edges);
  }
  return edges;
}

function boxToCorners(box: Box, corners: readonly Point[]): number {
  let least = Infinity;
  for (const edge of edgesOf(corners)) {
    least = Math.min(least, boxToSegment(box, edge));
    if (least === 0) break;
  }
  return least;
}

/** How far a box is from a node, least and most: from the outline as it is drawn, and from the circle of its size. */
export function gap(box: Box, node: Outline): Point {
  const middle = boxToPoint(box, node.x, node.y), circle = Math.max(0, middle - node.r);
  const drawn = middle === 0 ? 0 : node.corners ? boxToCorners(box, node.corners) : Math.max(0, middle - node.round);
  return [Math.min(circle, drawn), Math.max(circle, drawn)];
}

/** From a node's outline to the nearest point of a box. */
export function leaderTo(box: Box, node: Outline): Segment {
  const to = nearestIn(box, node.x, node.y), line: Segment = [node.x, node.y, ...to];
  const away = far(to[0] - node.x, to[1] - node.y);
  const crossed = node.corners ? edgesOf(node.corners).map((edge) => crossing(line, edge) ?? 0) : [node.round / away];
  const t = Math.min(1, Math.max(...crossed));
  return [node.x + t * (to[0] - node.x), node.y + t * (to[1] - node.y), ...to];
}
