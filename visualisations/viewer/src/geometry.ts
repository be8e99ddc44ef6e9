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
export const boxToPoint = (box: Box, x: number, y: number): number =>
  Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
const nearestIn = (box: Box, x: number, y: number): Point => [within(x, box[0], box[2]), within(y, box[1], box[3])];

export function segmentToPoint([ax, ay, bx, by]: Segment, x: number, y: number): number {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length ? within(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Where along `one` two segments cross, from 0 to 1; null where they do not. */
export function crossing([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): number | null {
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (!turn) return null;
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

export function boxToSegment(box: Box, segment: Segment): number {
  const [left, top, right, bottom] = box, [ax, ay, bx, by] = segment;
  const sides: Segment[] = [[left, top, right, top], [right, top, right, bottom], [right, bottom, left, bottom], [left, bottom, left, top]];
  if (boxToPoint(box, ax, ay) === 0 || sides.some((side) => crossing(side, segment) !== null)) return 0;
  return Math.min(boxToPoint(box, ax, ay), boxToPoint(box, bx, by), ...sides.map(([x, y]) => segmentToPoint(segment, x, y)));
}

const edgesOf = (corners: readonly Point[]): Segment[] =>
  corners.map(([x, y], i) => [x, y, ...(corners[(i + 1) % corners.length] as Point)]);

/** How far a box is from a node, least and most: from the outline as it is drawn, and from the circle of its size. */
export function gap(box: Box, node: Outline): Point {
  const middle = boxToPoint(box, node.x, node.y), circle = Math.max(0, middle - node.r);
  const drawn = middle === 0 ? 0
    : node.corners ? Math.min(...edgesOf(node.corners).map((edge) => boxToSegment(box, edge))) : Math.max(0, middle - node.round);
  return [Math.min(circle, drawn), Math.max(circle, drawn)];
}

/** From a node's outline to the nearest point of a box. */
export function leaderTo(box: Box, node: Outline): Segment {
  const to = nearestIn(box, node.x, node.y), line: Segment = [node.x, node.y, ...to];
  const far = Math.hypot(to[0] - node.x, to[1] - node.y);
  const crossed = node.corners ? edgesOf(node.corners).map((edge) => crossing(line, edge) ?? 0) : [node.round / far];
  const t = Math.min(1, Math.max(...crossed));
  return [node.x + t * (to[0] - node.x), node.y + t * (to[1] - node.y), ...to];
}
