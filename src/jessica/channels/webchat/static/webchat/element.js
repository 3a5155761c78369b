/**
 * One DOM element. Text is always set as text, never parsed as HTML.
 * @param {string} name tag and classes: "p.note.note--wide"
 * @param {Record<string, unknown>} [set] `on…` adds a listener; true, false and null switch an attribute
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, set = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(set)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child) => child || child === "").map((child) => /** @type {Node} */ (child)));
  return made;
}

/**
 * A line icon of 20 by 20 units, drawn in the text's colour.
 * @param {string} path
 */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
