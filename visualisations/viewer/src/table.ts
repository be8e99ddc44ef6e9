/* The table says the same as the map: a row for each line that is drawn. Rows sort by their columns' values. */
import type { Scene } from "./scene";

const PAUSE = 60; // milliseconds between two parts of a table that come unasked

export class Table {
  private section: HTMLElement | null = null;
  private rows: HTMLTableRowElement[] = [];

  /** `find` gives the table's section; a page that is still read may not have it yet. `added` is told of new
      rows; `idle` says whether the reader is not at the map. */
  constructor(
    private readonly find: () => HTMLElement | null,
    private readonly scene: Scene,
    private readonly open: (id: string, byKey: boolean) => void,
    private readonly added: (section: HTMLElement) => void,
    private readonly idle: () => boolean,
  ) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.begin());
    else this.begin();
  }

  private begin(): void {
    this.section = this.find();
    const body = this.section?.querySelector("tbody");
    if (!this.section || !body) throw new Error("the page has no table of the map");
    this.rows = [...body.rows];
    body.addEventListener("click", (event) => {
      const row = (event.target as Element).closest("tr");
      if (row?.dataset.edge) this.open(row.dataset.edge, Boolean((event.target as Element).closest("button")));
    });
    const heads = [...this.section.querySelectorAll<HTMLElement>("thead th")];
    heads.forEach((head, column) => head.querySelector("button")?.addEventListener("click", () => {
      for (const other of heads) if (other !== head) other.removeAttribute("aria-sort");
      this.sort(body, head, column);
    }));
    this.added(this.section);
    const asked = Number(this.section.querySelector<HTMLElement>(".more[data-parts]")?.dataset.parts ?? 1);
    this.section.querySelector("#more")?.addEventListener("click", () => this.more(body, asked));
    this.sift();
    this.unasked(body);
  }

  /** While the reader is not at the map, put in rows that were not asked for, up to a number that the page says. */
  private unasked(body: HTMLTableSectionElement): void {
    const most = Number(this.section?.querySelector<HTMLElement>(".more[data-unasked]")?.dataset.unasked ?? 0);
    if (this.rows.length >= most) return;
    setTimeout(() => {
      if (this.idle()) this.more(body, 1);
      this.unasked(body);
    }, PAUSE);
  }

  /** Put in rows that the page holds as text, in so many parts. */
  private more(body: HTMLTableSectionElement, parts: number): void {
    const texts = [...(this.section as HTMLElement).querySelectorAll("script[data-rows]")];
    for (const text of texts.slice(0, parts)) {
      // Written and escaped by the service, as the rows that are there.
      const made = new DOMParser().parseFromString(`<table><tbody>${text.textContent}</tbody></table>`, "text/html");
      this.rows.push(...made.querySelectorAll("tr"));
      body.append(...made.querySelectorAll("tr"));
      text.remove();
    }
    if (texts.length) this.added(this.section as HTMLElement);
    if (texts.length <= parts) this.section?.querySelector(".more")?.remove();
    this.sift();
  }

  private sort(body: HTMLTableSectionElement, head: HTMLElement, column: number): void {
    this.more(body, Infinity);
    const numeric = head.classList.contains("number"), now = head.getAttribute("aria-sort");
    const way = now ? (now === "descending" ? "ascending" : "descending") : numeric ? "descending" : "ascending";
    head.setAttribute("aria-sort", way);
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const value = (row: HTMLTableRowElement): string => row.cells[column]?.dataset.v ?? "";
    const order = numeric ? (one: string, other: string) => Number(one) - Number(other) : compare;
    const sign = way === "ascending" ? 1 : -1;
    body.append(...[...body.rows].sort((one, other) => order(value(one), value(other)) * sign));
  }

  /** Mark the row of the chosen line. */
  choose(edge: string | null): void {
    for (const row of this.rows) row.classList.toggle("chosen", edge !== null && row.dataset.edge === edge);
  }

  /** Show the rows of what is drawn. */
  sift(): void {
    for (const row of this.rows) {
      const line = this.scene.lines.get(row.dataset.edge ?? "");
      const hidden = !line || !this.scene.showsLine(line);
      if (row.hidden !== hidden) row.hidden = hidden;
    }
  }

  go(): void {
    const folded = this.section?.closest("details");
    if (folded) folded.open = true;
    this.section?.focus();
    this.section?.scrollIntoView({ block: "start" });
  }
}
