/* A whole question typed into the search field: who is missing from a project, or how one actor reaches another. */
const MISSING = /^(?:qui\s+manque|who\s+is\s+missing|who’s\s+missing|who's\s+missing)(?:\s+(?:à|a|au|aux|dans|from|in)(?=\s|$))?\s*(.*)$/i;
const PATHS = [
  /^comment\s+(?:relier\s+)?(.+?)(?:\s+peut[- ](?:elle|il|on))?\s+(?:rejoindre|joindre|à)\s+(.+)$/i,
  /^how\s+can\s+(.+?)\s+(?:reach|join|be\s+brought\s+to)\s+(.+)$/i,
];

const bare = (text) => text.replace(/^(?:le|la|les|un|une|the)\s+|^l['’]\s*/i, "").replace(/[\s?«»“”"]+$|^[«“"]\s*/g, "").trim();

/* { missing: text }, { from, to }, or null for what is no question but a name. */
export function understood(text) {
  const plain = text.replace(/\s*\?\s*$/, "").trim();
  const missing = plain.match(MISSING);
  if (missing) return { missing: bare(missing[1]) };
  const path = PATHS.map((pattern) => plain.match(pattern)).find(Boolean);
  return path ? { from: bare(path[1]), to: bare(path[2]) } : null;
}
