/* Where the names of groups stand: above their outlines; on two lines, below or aside, where another one or a node is in
   the way.
   visualisations/stage.py places those of static pictures so. */
import { toScreen } from "./camera";
import type { Box, Point, Segment } from "./geometry";
import { boxToSegment, overlap, within } from "./geometry";
import type { Picture } from "./renderer";
import type { Group } from "./scene";
import { FONT, GROUP_TYPE, unitOf } from "./signs";

const STEP = 1.2 * GROUP_TYPE.size; // from line to line
const BELOW = 6; // from an outline to a name under it
// What it costs that a name has two lines, stands below, stands aside, may be read as that of another group, meets
// another one, and is not whole in sight; a covered node costs 1.
export const WRAPPED = 0.3;
export const UNDER = 0.6;
export const ASIDE = 0.4;
export const STRAYED = 2;
export const OVER = 4;
export const CLIPPED = 5;
export const LIKE = 4; // pixels by which an outline is about as near as another one
export const TRIES = 4; // orders in which names are placed, until all find room

/** A name in pixels of the screen, from where the map's 0, 0 is drawn: the middle of its first line. */
export interface Title {
  readonly group: Group;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

export const TITLE_STEP = STEP;

/** What the names of groups depend on. */
export type Seen = Pick<Picture, "scene" | "camera" | "unit">;

export function titles(seen: Seen, widthOf: (text: string, font: string) => number): Title[] {
  let { groups } = seen.scene, best: Title[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    const found = placed(groups, seen, widthOf), named = new Set(found.map(({ group }) => group));
    if (found.length > best.length) best = found;
    if (named.size === groups.length) break;
    // Who found no room takes it first.
    groups = [...groups.filter((group) => !named.has(group)), ...groups.filter((group) => named.has(group))];
  }
  return best;
}

function placed(groups: readonly Group[], { scene, camera, unit }: Seen, widthOf: (text: string, font: string) => number): Title[] {
  const { scale } = camera, font = `${GROUP_TYPE.weight} ${GROUP_TYPE.size}px ${FONT}`;
  const nodes = scene.drawnNodes.map((node): Box => {
    const x = node.x * scale, y = node.y * scale, r = node.r * unitOf(node, { scene, unit }) * scale;
    return [x - r, y - r, x + r, y + r];
  });
  const [ox, oy] = toScreen(camera, 0, 0), sight: Box = [-ox, -oy, camera.width - ox, camera.height - oy];
  const rings = new Map(groups.map((group) => [group, ringOf(group.stands.outline.map(([x, y]): Point => [x * scale, y * scale]))]));
  const found: Title[] = [];
  for (const group of groups) {
    const { title, outline } = group.stands, foot = Math.max(...outline.map(([, y]) => y)) * scale;
    const xs = outline.map(([x]) => x), aside = ((Math.max(...xs) - Math.min(...xs)) / 2) * scale;
    let best: Title | null = null, least = Infinity;
    for (const lines of group.names) {
      const half = Math.max(...lines.map((line) => widthOf(line, font))) / 2 + 4, high = STEP * (lines.length - 1);
      for (const y of [title[1] * scale - GROUP_TYPE.size * 0.35 - high, foot + BELOW + GROUP_TYPE.size * 0.65]) {
        for (const side of [0, -1, 1, -2, 2]) {
          const middle = title[0] * scale, inside = middle > sight[0] && middle < sight[2];
          const x = inside ? within(middle + side * aside, sight[0] + half, sight[2] - half) : middle + side * aside;
          const box: Box = [x - half, y - GROUP_TYPE.size * 0.7, x + half, y + high + GROUP_TYPE.size * 0.7];
          const seen = box[0] >= sight[0] && box[1] >= sight[1] && box[2] <= sight[2] && box[3] <= sight[3];
          const over = OVER * found.filter((one) => overlap(box, one.box)).length + nodes.filter((one) => overlap(box, one)).length
            + (lines.length > 1 ? WRAPPED : 0) + (y > foot ? UNDER : 0) + ASIDE * Math.abs(side) + (seen ? 0 : CLIPPED)
            + (strays(box, group, rings) ? STRAYED : 0);
          if (over < least) [best, least] = [{ group, lines, x, y, box }, over];
        }
      }
    }
    // Two names over each other would tell neither.
    if (best && !found.some((one) => overlap((best as Title).box, one.box))) found.push(best);
  }
  return found;
}

/** Whether a name may be read as that of another group, whose outline is about as near to it as its own. */
function strays(box: Box, own: Group, rings: ReadonlyMap<Group, Ring>): boolean {
  const near = 2 * toRing(box, rings.get(own) as Ring) + LIKE;
  const wide: Box = [box[0] - near, box[1] - near, box[2] + near, box[3] + near];
  for (const [group, ring] of rings) {
    if (group !== own && overlap(wide, ring.around) && toRing(box, ring) < near) return true;
  }
  return false;
}

/** An outline in pixels, with the box around it. */
interface Ring {
  readonly sides: readonly Segment[];
  readonly around: Box;
}

function ringOf(points: readonly Point[]): Ring {
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  const sides = points.map(([x, y], at): Segment => [x, y, ...(points[(at + 1) % points.length] as Point)]);
  return { sides, around: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

function toRing(box: Box, { sides }: Ring): number {
  let least = Infinity;
  for (const side of sides) least = Math.min(least, boxToSegment(box, side));
  return least;
}
