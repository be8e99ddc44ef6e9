/* What the viewer asks of whoever draws, so that something else than Canvas 2D may draw. */
import type { Camera } from "./camera";
import type { Placed } from "./names";
import type { Palette } from "./palette";
import type { Scene } from "./scene";

/** What is chosen and pointed at. */
export interface Chosen {
  node: string | null;
  edge: string | null;
  /** Where the keyboard is. */
  focus: string | null;
  hover: string | null;
  /** What the page around the map points at. */
  marks: ReadonlySet<string>;
}

/** All that a still picture is drawn from. */
export interface Picture {
  readonly scene: Scene;
  readonly camera: Camera;
  /** How much larger nodes and lines are drawn where the whole map is drawn small. */
  readonly unit: number;
  readonly palette: Palette;
  readonly chosen: Chosen;
  /** Words of the mark that relations are invented. */
  readonly mark: string | null;
  readonly place: () => Generator<void, Placed>;
}

export interface Renderer {
  /** The element that shows the map. */
  readonly element: HTMLElement;
  size(width: number, height: number, ratio: number): void;
  /** Draw a picture step by step; what is shown stays as it was until the last step. */
  draw(picture: Picture): Generator<void, void>;
  /** Show the picture that was drawn last, as seen by this camera. */
  show(camera: Camera, palette: Palette): void;
  /** Draw what is pointed at over it. */
  over(picture: Picture): void;
  /** The picture that is shown. */
  readonly kept: { readonly camera: Camera; readonly placed: Placed } | null;
  /** Whether all that this camera sees was drawn. */
  holds(camera: Camera): boolean;
}
