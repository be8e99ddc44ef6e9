/* The table says the same as the map: a row for each line that is drawn. Rows sort by their columns' values. */
import type { Scene } from "./scene";

export class Table {
  private readonly rows: HTMLTableRowElement[];

  constructor(private readonly section: HTMLElement, private readonly scene: Scene, open: (id: string, byKey: boolean) => void) {
    const body = section.querySelector("tbody");
    this.rows = body ? [...body.rows] : [];
    body?.addEventListener("click", (event) => {
      const row = (event.target as Element).closest("tr");
      if (row?.dataset.edge) open(row.dataset.edge, Boolean((event.target as Element).closest("button")));
    });
    const heads = [...section.querySelectorAll<HTMLElement>("thead th")];
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    heads.forEach((head, column) => head.querySelector("button")?.addEventListener("click", () => {
      const numeric = head.classList.contains("number"), now = head.getAttribute("aria-sort");
      const way = now ? (now === "descending" ? "ascending" : "descending") : numeric ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      const value = (row: HTMLTableRowElement): string => row.cells[column]?.dataset.v ?? "";
      const sign = way === "ascending" ? 1 : -1;
      const order = numeric
        ? (one: HTMLTableRowElement, other: HTMLTableRowElement) => (Number(value(one)) - Number(value(other))) * sign
        : (one: HTMLTableRowElement, other: HTMLTableRowElement) => compare(value(one), value(other)) * sign;
      body?.append(...[...body.rows].sort(order));
    }));
  }

  /** Mark the row of the chosen line. */
  choose(edge: string | null): void {
    for (const row of this.rows) row.classList.toggle("chosen", edge !== null && row.dataset.edge === edge);
  }

  /** Show the rows of what is drawn. */
  sift(): void {
    for (const row of this.rows) {
      const line = this.scene.lines.get(row.dataset.edge ?? "");
      row.hidden = !line || !this.scene.showsLine(line);
    }
  }

  go(): void {
    this.section.focus();
    this.section.scrollIntoView({ block: "start" });
  }
}
