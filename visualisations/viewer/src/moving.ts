/* Moves and zooms the map by mouse, wheel and fingers, and says what is clicked and pointed at. */
import { toMap } from "./camera";
import type { Point } from "./geometry";
import type { View } from "./view";

const CLICK = 5; // pixels that a pointer may move during a click
const FINGER = 12; // and a finger
const WHEEL = 0.0016; // of a pixel that a wheel turns
const LINE = 16; // pixels of a line that a wheel turns

export interface Told {
  /** A click or a touch at a point of the element; `touch` is less exact. */
  readonly click: (x: number, y: number, touch: boolean) => void;
  /** The mouse is there; null where it is not on the map, or moves it. */
  readonly point: (at: Point | null) => void;
}

export function moving(view: View, told: Told): void {
  const { host } = view;
  const down = new Map<number, Point>();
  let start: Point | null = null, dragged = false, touch = false;
  const at = (event: MouseEvent): Point => {
    const { left, top } = host.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const spread = (points: Point[]): { middle: Point; far: number } => {
    const [[ax, ay], [bx, by]] = points as [Point, Point];
    return { middle: [(ax + bx) / 2, (ay + by) / 2], far: Math.hypot(ax - bx, ay - by) };
  };

  host.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    touch = event.pointerType !== "mouse";
    if (down.size === 1) [start, dragged] = [at(event), false];
    else dragged = true;
  });
  host.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId), now = at(event);
    if (!before) {
      if (event.pointerType === "mouse") told.point(now);
      return;
    }
    const far = start ? Math.hypot(now[0] - start[0], now[1] - start[1]) : Infinity;
    if (!dragged && far < (event.pointerType === "mouse" ? CLICK : FINGER)) return;
    if (!dragged) told.point(null);
    dragged = true;
    const old = spread2(down, spread);
    down.set(event.pointerId, now);
    const { camera } = view;
    if (down.size === 1) {
      view.move({ ...camera, x: camera.x - (now[0] - before[0]) / camera.scale, y: camera.y - (now[1] - before[1]) / camera.scale });
      return;
    }
    const fresh = spread2(down, spread);
    if (!old || !fresh || old.far < 1) return;
    // What was between the fingers stays between them.
    const [mx, my] = toMap(camera, ...old.middle);
    view.zoom(fresh.far / old.far, fresh.middle);
    const [nx, ny] = toMap(view.camera, ...fresh.middle);
    view.move({ ...view.camera, x: view.camera.x + mx - nx, y: view.camera.y + my - ny });
  });
  for (const end of ["pointerup", "pointercancel"] as const) host.addEventListener(end, (event) => down.delete(event.pointerId));
  // Not when the pointer goes up: what a choice brings under a finger would be clicked by the same touch.
  host.addEventListener("click", (event) => {
    if (!dragged) told.click(...at(event), touch);
  });
  host.addEventListener("pointerleave", () => told.point(null));
  host.addEventListener("wheel", (event) => {
    event.preventDefault();
    told.point(null);
    const turned = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : event.deltaMode ? 400 : 1);
    // Two fingers that part on a touch pad arrive as a wheel with Ctrl, in small steps.
    view.zoom(Math.exp(-turned * WHEEL * (event.ctrlKey ? 5 : 1)), at(event));
  }, { passive: false });
}

function spread2<Result>(down: Map<number, Point>, spread: (points: Point[]) => Result): Result | null {
  return down.size === 2 ? spread([...down.values()]) : null;
}
