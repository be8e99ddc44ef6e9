/* Asking the API. What it refuses is thrown as an error that carries its problem document. */
import { data, lowered } from "./words.js";

export async function ask(path, parameters = {}, signal) {
  const query = new URLSearchParams(lowered());
  for (const [key, value] of Object.entries(parameters)) for (const one of [value].flat()) if (one) query.append(key, one);
  const text = query.toString();
  const response = await fetch(`${data.api}${path}${text ? `?${text}` : ""}`, {
    signal, headers: { Accept: "application/json", "Accept-Language": data.lang },
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error("problem"), { problem: body });
  return body;
}
