/* Asking the API. What it refuses is thrown as an error that carries its problem document. */
import { data, say } from "./words.js";

export async function ask(path, parameters = {}, signal) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) for (const one of [value].flat()) if (one) query.append(key, one);
  const text = query.toString();
  return request(`${path}${text ? `?${text}` : ""}`, { signal, headers: { Accept: "application/json" } });
}

/* The JSON that a request is answered with. An error is marked `unanswered` where nothing of Maillage answered. */
export async function request(path, { headers = {}, ...options }) {
  const asking = fetch(`${data.api}${path}`, { ...options, headers: { ...headers, "Accept-Language": data.lang } });
  const response = await asking.catch(unanswered);
  const text = await response.text().catch(unanswered);
  const body = parsed(text);
  if (response.ok && body !== undefined) return body;
  return refuse(response, body);
}

/* The address of the page that a form leads to. What is refused is thrown as by `request`. */
export async function followed(address, body) {
  const headers = { Accept: "application/json", "Accept-Language": data.lang };
  const response = await fetch(address, { method: "POST", body, headers }).catch(unanswered);
  if (response.ok) return response.url;
  return refuse(response, parsed(await response.text().catch(unanswered)));
}

function refuse(response, body) {
  if (body && body.detail) throw Object.assign(new Error("problem"), { problem: body });
  if (response.status >= 500) unanswered(new Error(`HTTP ${response.status}`));
  // A proxy, or the sign-in page of a network, has answered in its place.
  throw Object.assign(new Error("problem"), { problem: { detail: say("error-other"), code: `HTTP ${response.status}` } });
}

/* What to show of an error: what the service says of it, that nothing answered, or that the page itself is at fault. */
export function problemOf(error) {
  if (error.problem) return error.problem;
  if (error.unanswered) return { detail: say("error-network") };
  console.error(error);
  return { detail: say("error-page"), code: `${error.name}: ${error.message}` };
}

function unanswered(error) {
  throw Object.assign(error, { unanswered: true });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
