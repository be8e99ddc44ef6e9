/* The colours of what is drawn, from the style sheet of the page, so that light and dark are said in one place. */

export interface Palette {
  readonly dark: boolean;
  readonly paper: string;
  readonly surface: string;
  readonly hull: string;
  readonly hullEdge: string;
  readonly landEdge: string;
  readonly ink: string;
  readonly ink2: string;
  readonly accent: string;
  readonly accent2: string;
  readonly accentText: string;
  readonly chosen: string;
  /** A colour of the data as it is seen on this paper. `quiet` ones stay near to the paper. */
  readonly of: (color: string, quiet?: boolean) => string;
}

type Rgb = readonly [number, number, number];

const SEEN = 3; // least contrast of a sign with the paper (WCAG 1.4.11)

export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const paper = token("paper"), dark = luminance(rgb(paper)) < 0.2;
  const known = new Map<string, string>();
  return {
    dark, paper, surface: token("surface"), hull: token("hull"), hullEdge: token("hull-edge"), landEdge: token("land-edge"), ink: token("ink"), ink2: token("ink-2"),
    accent: token("accent"), accent2: token("accent-2"), accentText: token("accent-dark"), chosen: token("chosen"),
    of: (color, quiet = false) => {
      if (!dark) return color;
      const key = `${color} ${quiet}`;
      if (!known.has(key)) known.set(key, quiet ? css(mixed(rgb(color), rgb(paper), 0.62)) : readable(color, paper));
      return known.get(key) as string;
    },
  };
}

/** The colour, mixed with white until it stands out from a dark paper. */
function readable(color: string, paper: string): string {
  const from = rgb(color), ground = luminance(rgb(paper));
  for (let part = 0; part < 1; part += 0.1) {
    const tried = mixed(from, [255, 255, 255], part);
    if ((luminance(tried) + 0.05) / (ground + 0.05) >= SEEN) return css(tried);
  }
  return "#ffffff";
}

function rgb(color: string): Rgb {
  const hex = color.replace("#", ""), full = hex.length === 3 ? [...hex].map((one) => one + one).join("") : hex;
  const at = (i: number): number => parseInt(full.slice(i, i + 2), 16) || 0;
  return [at(0), at(2), at(4)];
}

const css = (color: Rgb): string => `rgb(${color.map(Math.round).join(", ")})`;
const mixed = (one: Rgb, other: Rgb, part: number): Rgb =>
  [one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part, one[2] + (other[2] - one[2]) * part];

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
