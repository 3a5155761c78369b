import { element } from "./element.js";

/** What was done to a visit, and so gets a card. */
const SHOWN = ["visit_booked", "visit_rescheduled", "visit_cancelled"];

/**
 * A visit as the patient wants to see it again: weekday, date, time, person, place, calendar file.
 * @param {import("./api.js").Did} did
 * @param {import("./log.js").Look} look
 * @returns {HTMLElement | null} null for everything that is not a visit
 */
export function visitCard(did, { lang, words, origin }) {
  if (!SHOWN.includes(did.action)) return null;
  const cancelled = did.action === "visit_cancelled";
  // The date is the clinic's own: read and written as UTC, no zone can move it.
  const day = new Date(`${did.date}T00:00:00Z`);
  const date = new Intl.DateTimeFormat(lang, {
    weekday: "long",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  }).format(day);
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
      element("span.visit__time", {}, timeOf(did, lang)),
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

/**
 * @param {import("./api.js").Did} did
 * @param {string} lang
 */
function timeOf(did, lang) {
  if (!did.starts_at || !did.time_zone) return did.time;
  return new Intl.DateTimeFormat(lang === "es" ? "es-US" : "en-US", {
    hour: "numeric",
    minute: "2-digit",
    timeZone: did.time_zone,
  }).format(new Date(did.starts_at));
}
