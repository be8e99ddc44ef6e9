/* What the mouse points at: a hint beside it, and the node with its ties drawn dark. */
import type { Point } from "./geometry";
import type { Group, Line, MapNode } from "./scene";
import type { View } from "./view";

const NEAR = 5; // pixels from an outline or a line at which it is hit
const NEAR_FINGER = 14;

export type Hit = { node: MapNode } | { line: Line } | { group: Group } | null;

/** What is at a point of the element. */
export function hit(view: View, x: number, y: number, touch: boolean): Hit {
  const { scene, unit } = view, reach = (touch ? NEAR_FINGER : NEAR) / view.camera.scale;
  const at = view.toMap(x, y);
  const node = scene.nodeAt(...at, unit, reach);
  if (node) return { node };
  const line = scene.lineAt(...at, unit, reach);
  if (line && line.state !== "between") return { line };
  const group = scene.groupAt(...at);
  return group ? { group } : line ? { line } : null;
}

export function hovering(view: View, tip: HTMLElement, nameOf: (id: string) => string, pointed: (id: string | null) => void): (at: Point | null) => void {
  const { chosen, box, host } = view;
  let asked: Point | null = null, waiting = false, told = "";
  const hint = (text: string, [x, y]: Point): void => {
    if (text !== told || tip.hidden) tip.textContent = told = text;
    tip.hidden = false;
    // Sizes are read before anything is set, and what is moved is laid out already: else the page is laid out thrice.
    const left = Math.max(8, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 8));
    const top = Math.max(8, Math.min(y + 16, box.clientHeight - tip.offsetHeight - 8));
    tip.style.transform = `translate(${left}px, ${top}px)`;
  };
  const look = (): void => {
    waiting = false;
    const found = asked && hit(view, ...asked, false);
    const id = found && "node" in found ? found.node.id : null;
    if (!asked || !found) tip.hidden = true;
    else if ("node" in found) hint(`${found.node.label}\n${found.node.text}`, asked);
    else if ("line" in found) hint(`${nameOf(found.line.from)} – ${nameOf(found.line.to)}\n${found.line.text}`, asked);
    else hint(`${found.group.label}\n${found.group.text}`, asked);
    host.classList.toggle("hit", Boolean(found));
    if (id === chosen.hover) return;
    chosen.hover = id;
    view.pointed();
    pointed(id);
  };
  // Once a frame, however often the mouse tells where it is; at once where it is told to stop.
  return (at) => {
    asked = at;
    if (!at) return look();
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
}
