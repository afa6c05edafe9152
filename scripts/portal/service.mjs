/*
 * One long-running child of the portal: started, watched, started again with a
 * growing pause when it ends by itself.
 */
import { isStopping, start, tail } from '../processes/run.mjs';
import { endGroup } from '../processes/identity.mjs';

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
// Whoever ran this long was well: its next end starts from the first pause.
const STABLE_AFTER = 60_000;

/** The pause before the next attempt, after so many failures in a row. */
export function backOff(failures) {
  return Math.min(FIRST_PAUSE * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
}

/** Polls until `probe` says true; false when `signal` aborts or time is up. */
export async function waitUntil(probe, { timeoutMs, signal, everyMs = 250 }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !signal?.aborted) {
    if (await probe()) return true;
    await pause(everyMs);
  }
  return false;
}

/** Whether a GET of the address answers 2xx within two seconds. */
export async function answers(url, timeoutMs = 2_000) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'text/html,application/json' },
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Whether nobody listens any more; a slow answer is not that. */
export async function isGone(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return false;
  } catch (error) {
    return error?.cause?.code === 'ECONNREFUSED';
  }
}

/**
 * Starts and supervises a service.
 *
 * @param service.name - for messages
 * @param service.probe - address that answers when the service is ready
 * @param service.log - its log file
 * @param listener.say - takes a line for the person in front
 * @param listener.started - takes the pid of each new process
 */
export class Service {
  #service;
  #listener;
  #stopped = new AbortController();
  #failures = 0;
  #child;
  #since = 0;
  #ready = false;

  constructor(service, listener) {
    this.#service = service;
    this.#listener = listener;
  }

  start() {
    this.#launch(false);
    this.#watch();
    return this;
  }

  /**
   * Resolves to whether the service became ready: false when time is up, or when
   * it ended by itself `attempts` times in a row.
   */
  async ready({ timeoutMs, attempts = Infinity }) {
    const { probe } = this.#service;
    let answered = false;
    await waitUntil(
      async () => {
        answered = await answers(probe);
        return answered || this.#failures >= attempts;
      },
      { timeoutMs, signal: this.#stopped.signal },
    );
    this.#ready ||= answered;
    return answered;
  }

  async stop() {
    this.#stopped.abort();
    if (this.#child?.pid) await endGroup(this.#child.pid);
  }

  #launch(again) {
    const { command, args, cwd, env, log, onLine } = this.#service;
    this.#since = Date.now();
    const { child, done } = start(command, args, {
      cwd,
      env,
      log,
      onLine,
      append: again,
    });
    this.#child = child;
    if (child.pid) this.#listener.started(child.pid);
    done.then(result => this.#ended(result));
  }

  async #ended({ code, signal, error }) {
    if (this.#stopped.signal.aborted || isStopping()) return;
    const lived = Date.now() - this.#since;
    this.#failures = lived > STABLE_AFTER ? 1 : this.#failures + 1;
    const wait = backOff(this.#failures);
    const how =
      error?.message ?? (signal ? `signal ${signal}` : `code ${code}`);
    const { name, log } = this.#service;
    this.#listener.say(
      `The ${name} ended (${how}); starting it again in ${
        wait / 1000
      } s. Its last lines:\n${tail(log, 12)}`,
    );
    await pause(wait);
    if (this.#stopped.signal.aborted || isStopping()) return;
    this.#launch(true);
    const ready = await this.ready({ timeoutMs: 180_000 });
    if (ready) this.#listener.say(`The ${name} is back.`);
  }

  /**
   * A development server may stay while the process that it runs is dead (the
   * Backstage CLI waits for a change of the code). When nobody has listened for
   * a while, it is ended and so started again.
   */
  async #watch() {
    const { probe, name } = this.#service;
    let gone = 0;
    while (!this.#stopped.signal.aborted) {
      await pause(5_000);
      if (!this.#ready || isStopping()) continue;
      gone = (await isGone(probe)) ? gone + 1 : 0;
      // A restart after a change of the code takes some seconds.
      if (gone < 6) continue;
      gone = 0;
      this.#ready = false;
      this.#listener.say(`The ${name} does not listen any more: ending it.`);
      if (this.#child?.pid) await endGroup(this.#child.pid);
    }
  }
}
