import type { Box } from "./geometry";

/** Things by where they are, so that asking what is near is quick. */
export class Grid<Item> {
  private readonly cells = new Map<number, Item[]>();

  constructor(private readonly size = 64) {}

  add([left, top, right, bottom]: Box, item: Item): void {
    const { size } = this, across = Math.floor(right / size), down = Math.floor(bottom / size);
    for (let x = Math.floor(left / size); x <= across; x++) {
      for (let y = Math.floor(top / size); y <= down; y++) {
        const cell = x * 100003 + y, there = this.cells.get(cell);
        if (there) there.push(item);
        else this.cells.set(cell, [item]);
      }
    }
  }

  /** Whether `test` holds for something whose cells meet the box. A thing in several cells may be tested several times. */
  some([left, top, right, bottom]: Box, test: (item: Item) => boolean): boolean {
    const { size } = this, across = Math.floor(right / size), down = Math.floor(bottom / size);
    for (let x = Math.floor(left / size); x <= across; x++) {
      for (let y = Math.floor(top / size); y <= down; y++) {
        const there = this.cells.get(x * 100003 + y);
        if (!there) continue;
        for (const item of there) if (test(item)) return true;
      }
    }
    return false;
  }
}
