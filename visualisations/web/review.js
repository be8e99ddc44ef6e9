/* One key decides of a pair. Without this script the same buttons are there. */
for (const button of document.querySelectorAll("button[data-key]")) {
  button.setAttribute("aria-keyshortcuts", button.dataset.key);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
