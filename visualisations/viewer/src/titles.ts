/* Where the names of groups stand: above their outlines; on two lines, or below, where another one or a node is in the way.
   visualisations/stage.py places those of static pictures so. */
import type { Box } from "./geometry";
import { overlap } from "./geometry";
import type { Picture } from "./renderer";
import type { Group } from "./scene";
import { FONT, GROUP_TYPE, unitOf } from "./signs";

const STEP = 1.2 * GROUP_TYPE.size; // from line to line
const BELOW = 6; // from an outline to a name under it

/** A name in pixels of the screen, from where the map's 0, 0 is drawn: the middle of its first line. */
export interface Title {
  readonly group: Group;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

export const TITLE_STEP = STEP;

export function titles({ scene, camera, unit }: Picture, widthOf: (text: string, font: string) => number): Title[] {
  const { scale } = camera, font = `${GROUP_TYPE.weight} ${GROUP_TYPE.size}px ${FONT}`;
  const nodes = scene.drawnNodes.map((node): Box => {
    const x = node.x * scale, y = node.y * scale, r = node.r * unitOf(node, { scene, unit }) * scale;
    return [x - r, y - r, x + r, y + r];
  });
  const found: Title[] = [];
  for (const group of scene.groups) {
    const { title, outline } = group.stands, foot = Math.max(...outline.map(([, y]) => y)) * scale;
    let best: Title | null = null, least = Infinity;
    for (const lines of group.names) {
      const half = Math.max(...lines.map((line) => widthOf(line, font))) / 2 + 4, high = STEP * (lines.length - 1);
      const x = title[0] * scale;
      for (const y of [title[1] * scale - GROUP_TYPE.size * 0.35 - high, foot + BELOW + GROUP_TYPE.size * 0.65]) {
        const box: Box = [x - half, y - GROUP_TYPE.size * 0.7, x + half, y + high + GROUP_TYPE.size * 0.7];
        const wrapped = lines.length > 1 ? 0.3 : 0, below = y > foot ? 0.6 : 0;
        const over = 2 * found.filter((one) => overlap(box, one.box)).length + nodes.filter((one) => overlap(box, one)).length
          + wrapped + below;
        if (over < least) [best, least] = [{ group, lines, x, y, box }, over];
      }
    }
    // Two names over each other would tell neither.
    if (best && !found.some((one) => overlap((best as Title).box, one.box))) found.push(best);
  }
  return found;
}
