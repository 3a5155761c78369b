import { element } from "./element.js";

/** What was done to a visit, and so gets a card. */
const SHOWN = ["visit_booked", "visit_moved", "visit_cancelled"];

/**
 * A visit as the patient wants to see it again: weekday, date, time, person, place, calendar file.
 * @param {import("./api.js").Did} did
 * @param {import("./log.js").Look} look
 * @returns {HTMLElement | null} null for everything that is not a visit
 */
export function visitCard(did, { lang, words, origin, timeZone }) {
  if (!SHOWN.includes(did.action) || !did.starts_at) return null;
  const cancelled = did.action === "visit_cancelled";
  // The clinic's own time, wherever the visitor's device is.
  const written = (/** @type {Intl.DateTimeFormatOptions} */ form) =>
    new Intl.DateTimeFormat(`${lang}-US`, { ...form, timeZone: did.time_zone ?? timeZone }).format(
      new Date(did.starts_at),
    );
  const date = written({ weekday: "long", month: "long", day: "numeric" });
  const link = (/** @type {string} */ url, /** @type {string} */ text, /** @type {object} */ more = {}) =>
    url && !cancelled && element("a.button", { href: new URL(url, origin).href, ...more }, text);
  return element(
    `section.visit${cancelled ? ".visit--cancelled" : ""}`,
    { "aria-label": words[did.action] },
    element("p.visit__state", {}, words[did.action]),
    element(
      "p.visit__when",
      {},
      element("span.visit__date", {}, date[0].toUpperCase() + date.slice(1)),
      element("span.visit__time", {}, written({ hour: "numeric", minute: "2-digit" })),
    ),
    element(
      "dl.visit__facts",
      {},
      did.provider && element("dt", {}, words.provider),
      did.provider && element("dd", {}, did.provider),
      did.location && element("dt", {}, words.place),
      did.location && element("dd", {}, did.location, did.address ? element("span", {}, did.address) : null),
    ),
    element(
      "div.visit__links",
      {},
      link(did.calendar_url, words.calendar, { download: "" }),
      link(did.manage_url, words.manage, { target: "_blank", rel: "noopener" }),
    ),
  );
}
