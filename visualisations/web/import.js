/* Bringing a file in: what would change and what is wrong row by row, then the import, and its undo. Nothing is
   written before the last button; texts of files are written as text, never as markup. */
import { ask, followed, problemOf, request } from "./ask.js";
import { el } from "./elements.js";
import { count, data, day, say } from "./words.js";

const TYPES = ["actors", "projects", "participations", "partnerships", "fundings"];
const SHOWN = 200;
const MAY = ["many-end", "many-denied", "many-edited-away", "ends-by-rejected", "undo-widens"]; // refused until a person says that it is meant
const UNKNOWN = ["unknown-file", "unknown-file-inside", "unknown-files", "no-known-sheet", "mappings-fit"]; // the page goes on to describing the columns
const sum = (files, name) => files.reduce((total, file) => total + file[name], 0);
const button = (text, run, main) => el("button", { class: main ? "main" : "button", type: "button", on: { click: run } }, text);

const send = (path, body) => request(path, { method: "POST", body });

function importPage(imports, said, reload) {
  const outcome = el("section", { class: "outcome", "aria-live": "polite", tabindex: "-1" },
    said ? el("p", { class: "card" }, said) : "");
  const field = (name, label, attributes) => el("label", {}, el("span", {}, label), el("input", { name, ...attributes }));
  const files = el("input", { type: "file", name: "files", multiple: true, required: true });
  const levels = ["partners", "internal", "public"].map((level) => el("option", { value: level }, say(`import-level-${level}`)));
  const form = el("form", { class: "bring" },
    el("label", {}, el("span", {}, say("import-file")), files),
    field("source", say("import-source"), { placeholder: say("import-source-example") }),
    field("updated", say("import-updated"), { placeholder: "2026-01-31" }),
    el("label", {}, el("span", {}, say("import-visibility")), el("select", { name: "visibility" }, el("option", { value: "" }, say("import-level-file")), ...levels)),
    el("label", { class: "check" }, el("input", { type: "checkbox", name: "replace", value: "true" }), el("span", {}, say("import-replace"))),
    el("button", { class: "main", type: "submit" }, say("import-try")));
  const show = (...parts) => {
    outcome.replaceChildren(...parts);
    outcome.focus({ preventScroll: true });
    outcome.scrollIntoView({ block: "start" });
  };
  const run = async (dry, yes) => {
    const body = new FormData(form);
    body.set("dry_run", dry);
    if (yes) body.set("yes", true);
    show(el("p", { class: "loading" }, say("loading")));
    try {
      const report = await finished(await send("/imports", body), (job) => show(...working(job)));
      const anyway = report.rejected.moved_cell ? button(say("import-moved"), () => run(false, true)) : "";
      if (dry) show(...preview(report, () => run(false), anyway));
      else {
        show(...done(report, show, reload, anyway));
        list.replaceWith(list = history((await ask("/imports")).imports, show, reload));
      }
    } catch (error) {
      const problem = problemOf(error);
      const described = UNKNOWN.includes(problem.code) && files.files.length === 1;
      if (described) await describe(files.files[0], show);
      else show(...refused(problem, MAY.includes(problem.code) && button(say("import-anyway"), () => run(false, true))));
    }
  };
  let list = history(imports, show, reload);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(true);
  });
  form.addEventListener("input", () => outcome.replaceChildren());
  return [
    el("h1", {}, say("import-title")),
    el("p", {}, say("import-nothing")),
    el("p", {}, el("a", { href: `${data.api}/template.xlsx?lang=${data.lang}`, download: "" }, say("import-template"))),
    el("p", {}, el("a", { href: `${data.api}/exports/maillage.xlsx?lang=${data.lang}`, download: "" }, say("import-export"))),
    el("p", {}, el("a", { href: data.describe.list[0] }, data.describe.list[1])),
    form, outcome, list,
  ];
}

/* The result of a job, once it has ended. `step` shows how far it is meanwhile. */
async function finished(job, step) {
  while (["reading", "writing"].includes(job.state)) {
    if (job.seconds > 1) step(job);
    await new Promise((wake) => setTimeout(wake, job.seconds < 1 ? 100 : 500));
    job = await ask(`/jobs/${encodeURIComponent(job.id)}`);
  }
  if (job.state !== "done") throw Object.assign(new Error("problem"), { problem: job.problem });
  return { ...job.result, copy: job.has_corrected && job.id };
}

function working(job) {
  const cancel = button(say("job-cancel"), () => request(`/jobs/${encodeURIComponent(job.id)}`, { method: "DELETE" }).catch(() => {}));
  const known = job.state === "reading" && job.expected_rows;
  const line = job.state === "writing" ? say("job-writing")
    : known && job.seconds_left !== null ? say("job-reading-of", { file: job.file, n: job.rows.toLocaleString(data.lang), all: Math.max(job.rows, job.expected_rows).toLocaleString(data.lang), left: Math.ceil(job.seconds_left) })
    : say("job-reading", { file: job.file, n: job.rows.toLocaleString(data.lang) });
  return [
    el("p", { class: "loading" }, line),
    known ? el("progress", { max: Math.max(job.rows, job.expected_rows), value: job.rows, "aria-label": say("job-progress") }) : "",
    job.state === "reading" ? el("p", { class: "actions" }, cancel) : "",
  ];
}

/* Goes on to the page that describes the columns of a file that nobody knows. */
async function describe(file, show) {
  show(el("p", { class: "loading", role: "status" }, data.describe.going));
  const body = new FormData();
  body.set("file", file);
  try {
    location.assign(await followed(data.describe.address, body));
  } catch (error) {
    show(...refused(problemOf(error), button(say("retry"), () => describe(file, show), true)));
  }
}

/* What an import says of itself, tried or done: what changes, and every remark with its place. */
function told(report) {
  const lines = [];
  for (const name of ["created", "updated", "withdrawn"]) {
    const parts = TYPES.filter((type) => report[name][type]).map((type) => count(`import-${type}`, report[name][type]));
    if (parts.length) lines.push(el("li", {}, `${say(`import-${name === "updated" ? "updated-facts" : name}`)} ${parts.join(", ")}`));
  }
  if (!lines.length) lines.push(el("li", {}, say("import-no-change")));
  return [el("ul", { class: "changes" }, ...lines), matched(report.matches), copied(report), taken(report.names), changes(report.changes), problems(report.problems)];
}

/* How actors of the file met those that were there; who may be one is a person's to say. */
function matched(matches) {
  const { by_identifier: numbers, by_name: names, to_review: open } = matches;
  if (!(numbers + names + open)) return "";
  return el("p", {},
    numbers + names ? count("import-matched", numbers + names) : "", " ",
    open ? el("a", { href: "review" }, count("import-to-review", open)) : "");
}

/* The file itself with every problem in its cell, where a problem has a place. */
function copied(report) {
  if (!report.copy) return "";
  return el("p", {}, el("a", { href: `${data.api}/jobs/${encodeURIComponent(report.copy)}/corrected.xlsx`, download: "" }, say("job-copy")));
}

/* What each name that stands for an id was taken for: who is meant is a person's to check. */
function taken(names) {
  if (!names.length) return "";
  const rows = names.slice(0, SHOWN).map((one) => el("tr", {},
    el("td", { dir: "auto" }, one.text),
    el("td", { dir: "auto" }, el("strong", {}, one.name), " ", el("span", { class: "small" }, one.id)),
    el("td", {}, data.fields[one.column] || one.column),
    el("td", {}, one.rows.toLocaleString(data.lang))));
  const heads = ["typed", "taken", "column", "rows"].map((name) => el("th", { scope: "col" }, say(`import-col-${name}`)));
  return el("details", { class: "remarks names", open: "" },
    el("summary", {}, count("import-names", names.length)),
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
    names.length > SHOWN ? el("p", { class: "small" }, count("import-remarks-more", names.length - SHOWN)) : "");
}

/* What ended and what differs, fact by fact; what is new only where a person asks for it. */
function changes(found) {
  if (!found.length) return "";
  const shown = (value) => value === null || value === undefined || value === "" ? "–" : [value].flat().join("; ");
  const rows = found.slice(0, SHOWN).map((one) => el("tr", {},
    el("td", {}, el("span", { class: `tag ${{ created: "ok", updated: "warn", withdrawn: "err" }[one.what]}` }, say(`import-what-${one.what}`))),
    el("td", { dir: "auto" }, el("strong", {}, one.name), " ", el("span", { class: "small" }, one.id)),
    el("td", { dir: "auto" }, ...one.fields.flatMap((field) => [
      el("div", {}, say("import-field", { name: field.label }), " ", el("del", {}, shown(field.before)), " → ", el("ins", {}, shown(field.after)))]))));
  const heads = ["what", "name", "fields"].map((name) => el("th", { scope: "col" }, say(`import-col-${name}`)));
  const open = found.some((one) => one.what !== "created");
  return el("details", { class: "remarks", ...(open ? { open: "" } : {}) },
    el("summary", {}, count("import-changes", found.length)),
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
    found.length > SHOWN ? el("p", { class: "small" }, count("import-remarks-more", found.length - SHOWN)) : "");
}

function problems(found) {
  if (!found.length) return "";
  // Rejected rows first: they are what a person has to do something about.
  const order = [...found.filter((one) => one.severity === "error"), ...found.filter((one) => one.severity !== "error")];
  const rows = order.slice(0, SHOWN).map((one) => el("tr", {},
    el("td", {}, one.row ? String(one.row) : ""),
    el("td", {}, el("span", { class: `tag ${one.severity === "error" ? "err" : "warn"}` },
      one.severity === "error" ? say("import-rejected") : say("import-remark"))),
    el("td", { dir: "auto" }, el("strong", {}, data.fields[one.column] || one.column || ""), " ", one.value || ""),
    el("td", { dir: "auto" }, one.message, " ", el("span", { class: "small" }, one.sheet || one.file || ""))));
  const heads = ["row", "state", "cell", "why"].map((name) => el("th", { scope: "col" }, say(`import-col-${name}`)));
  return el("div", { class: "remarks" },
    el("h2", {}, count("import-remarks", found.length)),
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
    found.length > SHOWN ? el("p", { class: "small" }, count("import-remarks-more", found.length - SHOWN)) : "");
}

function preview(report, go, anyway) {
  const accepted = sum(report.files, "accepted"), rejected = sum(report.files, "rejected");
  const counted = (types) => ["created", "updated", "withdrawn"].flatMap((name) => types.map((type) => report[name][type] || 0)).reduce((all, n) => all + n, 0);
  // What is told above; where only what stands behind it changes (sources, themes), that.
  const changed = counted(TYPES) || counted([...new Set([report.created, report.updated, report.withdrawn].flatMap(Object.keys))]);
  return [
    el("h2", {}, say("import-would")), ...told(report),
    el("p", { class: "actions" },
      changed ? button(count("import-go", changed), go, true) : accepted ? button(say("import-anyway"), go) : "",
      anyway,
      rejected ? el("span", { class: "small" }, count("import-aside", rejected)) : ""),
  ];
}

function done(report, show, reload, anyway) {
  return [
    el("h2", {}, say("import-done")), ...told(report),
    el("p", { class: "actions" }, undo(report.import_id, show, reload), anyway, el("a", { class: "button", href: data.home }, say("import-see"))),
  ];
}

function undo(id, show, reload, name) {
  const run = async (yes) => {
    try {
      const { revision } = await send(`/imports/${encodeURIComponent(id)}/undo${yes ? "?yes=true" : ""}`);
      reload(say("import-undone", { revision }));
    } catch (error) {
      const problem = problemOf(error);
      show(...refused(problem, MAY.includes(problem.code) && button(say("import-undo-anyway"), () => run(true)), "undo-refused"));
    }
  };
  const made = button(say("import-undo"), () => run(false));
  if (name) made.setAttribute("aria-label", `${say("import-undo")} – ${name}`);
  return made;
}

function refused(problem, anyway, title = "refused") {
  return [el("div", { class: "card error", role: "alert" },
    el("h2", {}, say(`import-${title}`)),
    el("p", { dir: "auto" }, problem.detail),
    problem.problems && problem.problems.length ? problems(problem.problems) : "",
    anyway ? el("p", { class: "actions" }, anyway) : "")];
}

/* The last batches, each of which can be undone, whatever came after it. */
function history(imports, show, reload) {
  if (!imports.length) return el("section", {});
  const rows = imports.slice(0, 8).map((one) => {
    const name = one.title || one.import_id;
    return el("li", {},
      el("span", {}, `${day(one.at.slice(0, 10))} · ${say(`import-kind-${one.kind}`)} · `, el("bdi", {}, name), " "),
      one.live ? undo(one.import_id, show, reload, name) : el("span", { class: "tag warn" }, say("import-is-undone")));
  });
  return el("section", {}, el("h2", {}, say("import-last")), el("ul", { class: "batches" }, ...rows));
}

/* The page is drawn anew after an undo, and says what it did. */
const answer = document.getElementById("answer");
async function draw(note = "") {
  try {
    const { imports } = await ask("/imports");
    answer.replaceChildren(...importPage(imports, note, draw));
  } catch (error) {
    const { detail, code } = problemOf(error);
    answer.replaceChildren(el("div", { class: "card error", role: "alert" }, el("h1", {}, say("error")), el("p", { dir: "auto" }, detail),
      code ? el("p", { class: "small" }, code) : "", el("p", {}, button(say("retry"), () => draw(note), true))));
  }
}
if (answer.querySelector("[data-may]")) draw();
