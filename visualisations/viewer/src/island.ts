/* Written by `python -m tools.viewer_types` from visualisations/renderers/_island.py: change it there. */

export interface Color {
  readonly color: string;
}

export interface Curve {
  readonly roundness: number;
}

export interface Draw {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly labels: readonly LabelText[];
  readonly narrow: Narrow | null;
}

export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly color: Color;
  readonly dashes: readonly number[] | false;
  readonly smooth: Curve | false;
  readonly casing: number;
  readonly state: string;
  readonly keys: readonly string[];
}

export interface DrawnNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly fill: string;
  readonly outline: string;
  readonly keys: readonly string[];
}

export interface Edge {
  readonly text: string;
  readonly share: string;
  readonly strength: number;
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly title: string;
  readonly state: string;
  readonly dates: string;
  readonly roles: readonly string[];
  readonly sources: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly names: readonly (readonly string[])[];
  readonly text: string;
  readonly url: string | null;
  readonly stands: Standing;
}

export interface Island {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly sources: readonly Source[];
  readonly paths: readonly Way[];
  readonly groups: readonly Group[];
  readonly land: readonly Land[];
  readonly sized: boolean;
  readonly fictional: boolean;
  readonly draw: Draw;
  readonly box: readonly [number, number, number, number];
  readonly hull: readonly [number, number] | null;
  readonly shapes: { readonly [name: string]: Outline };
  readonly words: { readonly [name: string]: string };
}

export interface LabelText {
  readonly id: string;
  readonly forms: readonly (readonly string[])[];
  readonly size: number;
  readonly weight: number;
  readonly always: boolean;
}

export interface Land {
  readonly rings: readonly (readonly (readonly [number, number])[])[];
  readonly outer: boolean;
}

export interface Narrow {
  readonly below: number;
  readonly nodes: readonly (readonly [number, number])[];
  readonly bends: readonly number[];
  readonly groups: readonly Standing[];
  readonly box: readonly [number, number, number, number];
}

export interface Node {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly url: string | null;
  readonly state: string;
  readonly closed: boolean;
}

export interface Outline {
  readonly points: readonly (readonly [number, number])[];
  readonly hole: number;
  readonly radius: number;
}

export interface Source {
  readonly id: string;
  readonly text: string;
}

export interface Standing {
  readonly outline: readonly (readonly [number, number])[];
  readonly title: readonly [number, number];
  readonly centre: readonly [number, number];
}

export interface Way {
  readonly rank: number;
  readonly actors: readonly string[];
}
