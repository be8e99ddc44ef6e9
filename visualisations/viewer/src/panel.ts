/* The evidence panel: what there is to say of the chosen node, tie or group. Everything is written as text. */
import { element } from "./elements";
import type { Group, Line, MapNode, Scene } from "./scene";
import type { Words } from "./words";

export interface PanelActs {
  readonly openLine: (id: string) => void;
  /** Show only a node and what it is joined to, or all again. */
  readonly alone: (id: string | null) => void;
}

/** Only an address of the web or of this service becomes a link: data may hold anything. */
const followed = (url: string | null): url is string => /^(https?:\/\/|\/(?!\/)|\?)/.test(url ?? "");

export class Panel {
  private readonly sources: ReadonlyMap<string, string>;

  constructor(private readonly body: HTMLElement, private readonly scene: Scene, private readonly words: Words, private readonly acts: PanelActs) {
    this.sources = new Map(scene.island.sources.map((source) => [source.id, source.text]));
  }

  nameOf = (id: string): string =>
    this.scene.nodes.get(id)?.label ?? this.scene.groups.find((group) => group.id === id)?.label ?? "";

  node(node: MapNode): void {
    const held = document.activeElement?.matches("#panel .pressed"); // a button that is made anew keeps the focus
    const list = element("ul");
    for (const line of this.scene.linesOf(node.id).filter(this.scene.showsLine)) {
      const other = line.from === node.id ? line.to : line.from;
      const button = element("button", "", { type: "button" }, element("b", this.nameOf(other), { dir: "auto" }), element("span", line.text));
      button.addEventListener("click", () => this.acts.openLine(line.id));
      list.append(element("li", "", {}, button));
    }
    const alone = this.scene.only !== null;
    const acts = element("p", "", { class: "acts" });
    if (followed(node.url)) acts.append(this.link(node.url));
    const only = element("button", this.words.say("alone"), { type: "button", class: "pressed", "aria-pressed": String(alone) });
    only.addEventListener("click", () => this.acts.alone(alone ? null : node.id));
    acts.append(only);
    this.body.replaceChildren(element("h3", node.label, { dir: "auto" }), element("p", node.text, { class: "small" }), acts, list);
    if (held) only.focus();
  }

  line(line: Line): void {
    const list = element("ol");
    for (const proof of line.evidence) {
      list.append(element("li", "", {},
        element("p", proof.title, { dir: "auto" }),
        element("p", [proof.state, proof.dates, proof.roles.join(" / ")].filter(Boolean).join(" · "), { dir: "auto" }),
        element("p", proof.sources.map((id) => this.sources.get(id) ?? id).join(" ; ") || this.words.say("no-source"), { dir: "auto" })));
    }
    const none = line.state === "between" ? "evidence-between" : "evidence-none";
    if (!line.evidence.length) list.append(element("li", this.words.say(none)));
    const title = element("h3", "", {}, element("bdi", this.nameOf(line.from)), document.createTextNode(" – "), element("bdi", this.nameOf(line.to)));
    this.body.replaceChildren(title, element("p", line.text, { class: "small" }), list);
  }

  group(group: Group): void {
    const acts = element("p", "", { class: "acts" });
    if (followed(group.url)) acts.append(this.link(group.url));
    this.body.replaceChildren(element("h3", group.label, { dir: "auto" }), element("p", group.text, { class: "small" }), acts);
  }

  nothing(): void {
    this.body.replaceChildren(element("p", this.words.say("evidence-hint"), { class: "small" }));
  }

  private link(url: string): HTMLElement {
    return element("a", this.words.say("open-card"), { href: url, target: "_top", rel: "noopener noreferrer" });
  }
}
