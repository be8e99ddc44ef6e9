/* The map by keyboard. */
import type { Scene } from "./scene";

export const WAYS: { readonly [key: string]: readonly [number, number] } = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

const ASIDE = 2.2; // what a step aside costs, against a step in the asked direction
const TIED = 0.5; // what a step to a partner costs, against one to another

/** The shown node that is nearest in that direction, rather a partner; null where there is none. */
export function next(scene: Scene, id: string, [wx, wy]: readonly [number, number]): string | null {
  const from = scene.nodes.get(id);
  if (!from) return null;
  const tied = new Set(scene.linesOf(id).filter(scene.showsLine).flatMap((line) => [line.from, line.to]));
  let best: string | null = null, least = Infinity;
  for (const node of scene.drawnNodes) {
    const dx = node.x - from.x, dy = node.y - from.y, forth = dx * wx + dy * wy;
    if (node === from || forth <= 0) continue;
    const cost = (forth + ASIDE * Math.abs(dx * wy - dy * wx)) * (tied.has(node.id) ? TIED : 1);
    if (cost < least) [best, least] = [node.id, cost];
  }
  return best;
}
