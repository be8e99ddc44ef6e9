/* Who else says what: beside a value the values that did not win, and everything that was ever said of a fact. */
import { ask, problemOf } from "./ask.js";
import { dotted, el, tag } from "./elements.js";
import { count, data, day, say } from "./words.js";

const PAGE = "20";
let made = 0;

/* Ids of sources -> what people call them. */
export function sourceNames(sources) {
  const names = new Map(sources.map((s) => [s.id, [s.producer, s.title].filter(Boolean).join(" – ") || s.id]));
  return (id) => (id === "staff" ? say("staff") : names.get(id) || id);
}

/* What other sources say of a field, or nothing. */
export function otherValues(others, field, name, label) {
  const found = (others || []).filter((one) => one.field === field);
  if (!found.length) return "";
  const values = found.flatMap((one, i) => [i ? " · " : "", el("bdi", {}, one.text), " (", el("bdi", {}, name(one.source)), ")"]);
  return el("p", { class: "small others" }, `${label ? `${label}, ` : ""}${say("others")} `, ...values);
}

/* A button that opens everything said of these facts. It asks when it is first opened; for the team alone. */
export function everythingSaid(ids, about) {
  const id = `said-${(made += 1)}`;
  const panel = el("div", { id, class: "said-panel", hidden: true });
  const button = el("button", {
    class: "disclosure", type: "button", "aria-expanded": "false", "aria-controls": id,
    "aria-label": `${say("said")} – ${about}`,
    on: { click: () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      panel.hidden = !open;
      if (open && !panel.childElementCount) panel.append(...ids.map(chapter));
    } },
  }, say("said"));
  return el("div", { class: "said" }, button, panel);
}

/* What was said of one fact, the latest first, a page at a time. */
function chapter(id) {
  // The number is read out; the list is not, or every page of it would be.
  const status = el("p", { class: "small", role: "status" });
  const list = el("ol", { class: "said-list", "aria-live": "off" });
  const below = el("div", {});
  const load = async (after) => {
    status.textContent = say("loading");
    below.replaceChildren();
    try {
      const answer = await ask(`/history/${encodeURIComponent(id)}`, { limit: PAGE, order: "latest", after });
      const name = sourceNames(answer.sources);
      const fresh = answer.said.map((one) => statement(one, name));
      list.append(...fresh);
      const left = answer.total - list.childElementCount;
      status.textContent = count("said-count", answer.total, { shown: list.childElementCount.toLocaleString(data.lang) });
      if (left > 0) below.append(button(count("said-more", Math.min(left, Number(PAGE))), () => load(answer.next)));
      if (after) fresh[0].focus();
    } catch (error) {
      status.textContent = "";
      const { detail, code } = problemOf(error);
      // A list that changed while it was read begins anew.
      const again = code === "cursor-stale" ? () => { list.replaceChildren(); load(); } : () => load(after);
      below.append(el("p", { role: "alert", dir: "auto" }, detail), button(say("retry"), again));
    }
  };
  load();
  return el("div", {}, status, list, below);
}

const button = (text, run) => el("button", { class: "button", type: "button", on: { click: run } }, text);

function state(one) {
  if (one.counts) return tag("ok", say("said-counts"));
  return one.live ? tag("warn", say("said-replaced")) : tag("off", say("said-undone"));
}

/* Who said it: the entrance where nobody gave a name. */
function speaker(who) {
  if (who === "cli") return say("said-by-cli");
  if (who === "http") return say("said-by-http");
  return who && say("said-by", { name: who });
}

function statement(one, name) {
  const place = one.file && (one.sheet
    ? say("said-place", { name: one.file, sheet: one.sheet, row: String(one.row) })
    : say("said-place-plain", { name: one.file, row: String(one.row) }));
  const when = { date: day(one.at.slice(0, 10)), id: one.batch };
  const batch = one.batch_kind === "edit" ? say("said-edit", when) : say("said-import", when);
  return el("li", { class: one.counts ? "" : "past", tabindex: "-1" },
    el("p", {}, state(one), " ", el("b", { class: "op" }, one.op_label), " · ", el("bdi", {}, name(one.source)),
      one.updated ? ` (${say("said-dated", { date: day(one.updated) })})` : ""),
    el("dl", {}, ...one.what.flatMap(({ label, text }) => [el("dt", {}, label), el("dd", { dir: "auto" }, text)])),
    el("p", { class: "small", dir: "auto" }, dotted(place, batch, speaker(one.who))));
}
