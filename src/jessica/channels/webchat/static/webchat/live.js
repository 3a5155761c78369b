import { Refused } from "./api.js";

/** Waits between attempts, in seconds: quick at first, then patient. */
const WAITS = [1, 2, 5, 10, 30];

/**
 * Server-sent events read by fetch, because EventSource cannot carry an Authorization header.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{event: string, data: any}>}
 */
export async function* parsed(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = { event: "message", data: "" };
      for (const line of block.split("\n")) {
        const [, name, text] = line.match(/^(event|data): ?(.*)$/) ?? [];
        if (name === "event") fields.event = text;
        if (name === "data") fields.data += text;
      }
      if (fields.data) yield { event: fields.event, data: JSON.parse(fields.data) };
    }
  }
}

/** Follows one conversation while the page is seen, and comes back by itself after a break. */
export class Live {
  /**
   * @param {import("./api.js").Api} api
   * @param {{last: () => number, happened: (event: string, data: any) => void, gone: () => void}} listener
   */
  constructor(api, listener) {
    this.api = api;
    this.listener = listener;
    /** @type {AbortController | null} */
    this.running = null;
    /** @type {import("./memory.js").Conversation | null} */
    this.conversation = null;
    document.addEventListener("visibilitychange", () => this.#turn());
    window.addEventListener("online", () => this.follow(this.conversation));
  }

  /** @param {import("./memory.js").Conversation | null} conversation null stops following */
  follow(conversation) {
    this.running?.abort();
    this.running = null;
    this.conversation = conversation;
    this.#turn();
  }

  #turn() {
    const wanted = this.conversation && document.visibilityState === "visible";
    if (wanted && !this.running) {
      this.running = new AbortController();
      this.#run(this.conversation, this.running.signal);
    } else if (!wanted) {
      this.running?.abort();
      this.running = null;
    }
  }

  /**
   * @param {any} conversation
   * @param {AbortSignal} signal
   */
  async #run(conversation, signal) {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const body = await this.api.events(conversation, this.listener.last(), signal);
        for await (const { event, data } of parsed(body)) {
          attempt = 0;
          this.listener.happened(event, data);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused && error.gone) return this.listener.gone();
      }
      const wait = WAITS[Math.min(attempt, WAITS.length - 1)] * 1000;
      await new Promise((go) => setTimeout(go, wait * (0.75 + Math.random() / 2)));
    }
  }
}
