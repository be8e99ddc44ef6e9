import type { Box } from "./geometry";

/** Things by where they are, so that asking what is near is quick. */
export class Grid<Item> {
  private readonly cells = new Map<number, Item[]>();

  constructor(private readonly size = 64) {}

  add(box: Box, item: Item): void {
    this.visit(box, (cell) => {
      const there = this.cells.get(cell);
      if (there) there.push(item);
      else this.cells.set(cell, [item]);
      return false;
    });
  }

  /** Whether `test` holds for something whose cells meet the box. A thing in several cells may be tested several times. */
  some(box: Box, test: (item: Item) => boolean): boolean {
    return this.visit(box, (cell) => this.cells.get(cell)?.some(test) ?? false);
  }

  private visit([left, top, right, bottom]: Box, visit: (cell: number) => boolean): boolean {
    for (let x = Math.floor(left / this.size); x <= Math.floor(right / this.size); x++) {
      for (let y = Math.floor(top / this.size); y <= Math.floor(bottom / this.size); y++) if (visit(x * 100003 + y)) return true;
    }
    return false;
  }
}
