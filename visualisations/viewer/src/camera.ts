import type { Box, Point } from "./geometry";
import { within } from "./geometry";

/** What is seen of the map: the point in the middle, at which zoom, in an element of that size. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels that a map keeps free at each side for names and controls. */
export interface Rooms {
  readonly beside: number;
  readonly above: number;
  readonly below: number;
}

const LARGEST = 1.3; // zoom of a map with few nodes

export const toScreen = (camera: Camera, x: number, y: number): Point =>
  [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];

export const toMap = (camera: Camera, x: number, y: number): Point =>
  [(x - camera.width / 2) / camera.scale + camera.x, (y - camera.height / 2) / camera.scale + camera.y];

export const same = (one: Camera, other: Camera): boolean =>
  one.x === other.x && one.y === other.y && one.scale === other.scale && one.width === other.width && one.height === other.height;

/** The whole box in sight. */
export function fitted(box: Box, width: number, height: number, { beside, above, below }: Rooms): Camera {
  const [left, top, right, bottom] = box;
  const across = (width - 2 * beside) / Math.max(1, right - left), down = (height - above - below) / Math.max(1, bottom - top);
  const scale = Math.max(1e-3, Math.min(across, down, LARGEST));
  return { x: (left + right) / 2, y: (top + bottom) / 2 - (above - below) / 2 / scale, scale, width, height };
}

/** Zoomed so that the point under `x`, `y` of the screen stays where it is. */
export function zoomed(camera: Camera, by: number, x: number, y: number, [least, most]: Point): Camera {
  const scale = within(camera.scale * by, least, most);
  const [mx, my] = toMap(camera, x, y);
  return { ...camera, scale, x: mx - (x - camera.width / 2) / scale, y: my - (y - camera.height / 2) / scale };
}

/** Part of the way from one camera to another, from 0 to 1; zooms are even for the eye. */
export function between(from: Camera, to: Camera, part: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** part;
  // The middle moves with the zoom, so that what stays in sight moves straight.
  const moved = from.scale === to.scale ? part : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return { ...to, scale, x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved };
}
