/*
 * The portal's API as a person's browser uses it: signed in as one of the
 * example people, JSON in and out, errors in the portal's own words.
 */
import { randomUUID } from 'node:crypto';

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** An answer that is no success. */
export class ApiError extends Error {
  constructor(status, text, what) {
    super(`${what} answered ${status}: ${text}`);
    this.status = status;
  }
}

/** Tries until it succeeds; says the last reason when time is up. */
export async function eventually(what, attempt, { timeoutMs, everyMs = 250 }) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      // What is wrong with a request does not get better by waiting.
      if (error.status === 400) throw error;
      if (Date.now() > deadline) {
        throw new Error(
          `${what}: not within ${Math.round(timeoutMs / 1000)} s. Last: ${
            error.message
          }`,
          { cause: error },
        );
      }
    }
    await pause(everyMs);
  }
}

async function readJson(response, what) {
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (!response.ok) {
    const { message, details } = body?.error ?? {};
    const words = [message ?? text.slice(0, 500)];
    for (const { field, message: rule } of details ?? []) {
      words.push(`${field}: ${rule}`);
    }
    throw new ApiError(response.status, words.join('; '), what);
  }
  return body;
}

export class PortalApi {
  #baseUrl;
  #token;

  constructor(baseUrl) {
    this.#baseUrl = baseUrl;
  }

  /** The example sign-in of a development portal: no password, a header says who. */
  async signIn(person) {
    const response = await fetch(
      `${this.#baseUrl}/api/auth/example-people/refresh`,
      {
        headers: {
          'x-dualcloud-example-person': person,
          'x-requested-with': 'XMLHttpRequest',
        },
      },
    );
    const body = await readJson(response, 'sign-in');
    this.#token = body.backstageIdentity.token;
  }

  async #call(method, path, body, headers = {}) {
    const response = await fetch(`${this.#baseUrl}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    return readJson(response, `${method} ${path}`);
  }

  get(path) {
    return this.#call('GET', path);
  }

  /** With the key of another request it is that request once more. */
  post(path, body = undefined, key = randomUUID()) {
    return this.#call('POST', path, body, { 'idempotency-key': key });
  }

  put(path, body = undefined, key = randomUUID()) {
    return this.#call('PUT', path, body, { 'idempotency-key': key });
  }

  /** Looks at an order until it is finished; throws unless it succeeds. */
  async finish(orderId, { timeoutMs, onStep = () => {} }) {
    const said = new Set();
    return eventually(
      `order ${orderId}`,
      async () => {
        const order = await this.get(`/cloud-services/orders/${orderId}`);
        for (const step of order.steps) {
          const text = `${step.componentName}: ${step.action} ${step.state}`;
          if (!said.has(text)) onStep(text);
          said.add(text);
        }
        if (order.state === 'succeeded') return { order };
        if (['failed', 'cancelled'].includes(order.state)) {
          return { order, failure: order.failure };
        }
        throw new Error(`it is ${order.state}`);
      },
      { timeoutMs, everyMs: 200 },
    ).then(({ order, failure }) => {
      if (order.state === 'succeeded') return order;
      throw new Error(
        `order ${orderId} ${order.state}: ${failure?.message ?? ''} ${
          failure?.brokerDescription ?? ''
        }`,
      );
    });
  }

  /** Credentials for an instance, revealed; and the proof that they are so once only. */
  async credentials(instanceId, purpose) {
    const { id } = await this.post(
      `/cloud-services/instances/${instanceId}/bindings`,
      { purpose },
    );
    await eventually(
      `credentials ${id}`,
      async () => {
        const { state, failure } = await this.get(
          `/cloud-services/bindings/${id}`,
        );
        if (state !== 'ready') {
          throw new Error(`they are ${state} ${failure?.message ?? ''}`);
        }
      },
      { timeoutMs: 30_000 },
    );
    const { credentials } = await this.post(
      `/cloud-services/bindings/${id}/reveal`,
    );
    const again = await this.post(`/cloud-services/bindings/${id}/reveal`).then(
      () => 'revealed',
      error => error.status,
    );
    if (again === 'revealed' || again >= 500) {
      throw new Error(
        `credentials ${id} were asked for twice; the second answer must be a refusal and is ${again}`,
      );
    }
    return { bindingId: id, credentials };
  }
}
