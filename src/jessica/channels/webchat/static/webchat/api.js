/**
 * @typedef {{label: string, value: string}} Choice
 * @typedef {{action: string, [fact: string]: string}} Did
 * @typedef {{text: string[], choices: Choice[], did: Did[], escalation: string | null,
 *   handover: Record<string, string> | null}} Reply
 * @typedef {{ordinal: number, author: "visitor" | "jessica" | "staff", author_name: string | null,
 *   text: string, reply: Reply | null, at: string}} Message
 * @typedef {import("./memory.js").Conversation} Conversation
 */

/** The server answered and said no. `status` 429 means: later. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }

  /** Whether the conversation itself is gone: closed, expired or not ours. */
  get gone() {
    return [401, 403, 404, 410].includes(this.status);
  }
}

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 30_000;

/** The only module that talks to the server. Anything thrown that is not Refused means: not reached. */
export class Api {
  /**
   * @param {string} origin where jessica.js came from
   * @param {string} clinic
   */
  constructor(origin, clinic) {
    this.origin = origin;
    this.clinic = clinic;
  }

  /** Name, phone and languages of the clinic. */
  card() {
    return this.#ask(`/webchat/${this.clinic}.json`);
  }

  /**
   * @param {string} locale
   * @param {string} source
   * @returns {Promise<{id: string, token: string, reply: Reply}>}
   */
  start(locale, source) {
    return this.#ask(`/api/v1/clinics/${this.clinic}/conversations`, null, {
      channel: "web",
      locale,
      source,
    });
  }

  /**
   * Safe to repeat: the same key is answered with the same reply and stored once.
   * @param {Conversation} conversation
   * @param {string} key
   * @param {string} text
   * @returns {Promise<{reply: Reply | null, conversation: {owner: string, owner_name?: string}}>}
   */
  send(conversation, key, text) {
    return this.#ask(`/api/v1/conversations/${conversation.id}/messages`, conversation, { text }, key);
  }

  /**
   * @param {Conversation} conversation
   * @returns {Promise<{owner: string, owner_name?: string, messages: Message[]}>}
   */
  read(conversation) {
    return this.#ask(`/api/v1/conversations/${conversation.id}`, conversation);
  }

  /**
   * The open stream of what happens in a conversation after message `last`.
   * @param {Conversation} conversation
   * @param {number} last
   * @param {AbortSignal} signal
   */
  async events(conversation, last, signal) {
    const answer = await fetch(`${this.origin}/api/v1/conversations/${conversation.id}/events`, {
      headers: {
        Authorization: `Bearer ${conversation.token}`,
        Accept: "text/event-stream",
        "Last-Event-ID": String(last),
      },
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    if (answer.status >= 400 && answer.status < 500) throw new Refused(answer.status);
    if (!answer.ok || !answer.body) throw new Error(`events answered ${answer.status}`);
    return answer.body;
  }

  /**
   * @param {string} path
   * @param {Conversation | null} [conversation]
   * @param {object} [body] makes it a POST
   * @param {string} [key]
   */
  async #ask(path, conversation, body, key) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json" };
    if (conversation) headers.Authorization = `Bearer ${conversation.token}`;
    if (body) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    const answer = await fetch(this.origin + path, {
      method: body ? "POST" : "GET",
      headers,
      body: body && JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 400 && answer.status < 500) throw new Refused(answer.status);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }
}
