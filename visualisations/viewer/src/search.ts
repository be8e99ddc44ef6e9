/* Finds a node or a group by a part of its name. */
import { element, folded } from "./elements";
import type { Scene } from "./scene";
import type { Words } from "./words";

const MOST = 8; // names that are proposed

export class Search {
  private options: { id: string; label: string }[] = [];
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly spoken: HTMLElement,
    private readonly scene: Scene,
    private readonly words: Words,
    private readonly take: (id: string) => void,
  ) {
    input.addEventListener("input", () => this.find());
    input.addEventListener("focus", () => this.find());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the input keeps the focus, so that the list stays
      const option = (event.target as Element).closest<HTMLElement>("[data-id]");
      if (option) this.chosen(option.dataset.id as string);
    });
  }

  private find(): void {
    const typed = folded(this.input.value.trim());
    if (!typed) return this.close();
    const known = [...this.scene.groups, ...this.scene.drawnNodes].map(({ id, label }) => ({ id, label, text: folded(label) }));
    const found = known.filter(({ text }) => text.includes(typed));
    // Words that begin so come first.
    const rank = ({ text }: { text: string }): number => (text.startsWith(typed) ? 0 : text.includes(` ${typed}`) ? 1 : 2);
    this.options = found.sort((one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label)).slice(0, MOST);
    this.active = this.options.length ? 0 : -1;
    this.spoken.textContent = this.words.say(found.length ? "found" : "found-none", { n: found.length });
    this.list.replaceChildren(...this.options.map(({ id, label }, i) =>
      element("li", label, { role: "option", id: `found-${i}`, "data-id": id, "aria-selected": "false", dir: "auto" })));
    if (!found.length) this.list.append(element("li", this.words.say("found-none"), { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private mark(): void {
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === this.active)));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    const open = !this.list.hidden && this.options.length > 0;
    if (event.key === "Escape") {
      if (!this.input.value) return;
      this.input.value = "";
      this.close();
      event.stopPropagation();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + this.options.length) % this.options.length;
      this.mark();
    } else if (open && event.key === "Enter") {
      this.chosen((this.options[this.active] as { id: string }).id);
    } else return;
    event.preventDefault();
  }

  private chosen(id: string): void {
    this.input.value = "";
    this.close();
    this.take(id);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
