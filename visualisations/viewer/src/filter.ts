/* The legend switches kinds of actors and of lines off and on, and what is off is counted. */
import { element } from "./elements";
import type { Scene } from "./scene";
import type { Words } from "./words";

export class Filter {
  private readonly told: HTMLElement;
  private readonly buttons: HTMLButtonElement[];

  constructor(legend: HTMLElement, private readonly scene: Scene, private readonly words: Words, private readonly changed: () => void) {
    this.told = element("p", "", { class: "hidden-count", role: "status" });
    legend.prepend(this.told);
    this.buttons = [...legend.querySelectorAll<HTMLElement>("li[data-key]")].map((entry) => {
      const button = element("button", "", { type: "button", "aria-pressed": "true", title: words.say("filter") });
      button.append(...entry.childNodes);
      entry.append(button);
      button.addEventListener("click", () => this.toggle(entry.dataset.key as string));
      return button;
    });
  }

  private toggle(key: string): void {
    if (!this.scene.off.delete(key)) this.scene.off.add(key);
    this.apply();
  }

  all(): void {
    this.scene.off.clear();
    this.scene.only = null;
    this.apply();
  }

  apply(): void {
    this.scene.sift();
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(!this.scene.off.has(button.parentElement?.dataset.key as string)));
    }
    const [nodes, lines] = this.scene.hidden;
    this.told.replaceChildren();
    if (nodes || lines) {
      const all = element("button", this.words.say("show-all"), { type: "button" });
      all.addEventListener("click", () => this.all());
      this.told.append(`${this.words.say("hidden", { nodes, lines })} `, all);
    }
    this.changed();
  }
}
