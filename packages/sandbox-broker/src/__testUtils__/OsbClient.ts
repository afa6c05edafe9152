import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxBroker } from '../createSandboxBroker';
import type { Catalog } from '../osb/catalog';
import type { Credentials } from '../services/types';

/** What an answer may hold; tests look at the fields they expect. */
export interface JsonObject {
  state?: string;
  description?: string;
  error?: string;
  operation?: string;
  credentials?: Credentials;
  [field: string]: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** A platform, as far as tests need one. */
export class OsbClient {
  readonly #broker: SandboxBroker;
  #catalog: Catalog | undefined;

  constructor(broker: SandboxBroker) {
    this.#broker = broker;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer> {
    const all: Record<string, string | undefined> = {
      Authorization: `Basic ${Buffer.from(
        `${this.#broker.username}:${this.#broker.password}`,
      ).toString('base64')}`,
      'X-Broker-API-Version': '2.17',
      'Content-Type': 'application/json',
      ...headers,
    };
    const response = await fetch(`${this.#broker.url}${path}`, {
      method,
      headers: Object.entries(all).filter(
        (header): header is [string, string] => header[1] !== undefined,
      ),
      body: typeof body === 'object' ? JSON.stringify(body) : (body as string),
    });
    const text = await response.text();
    let parsed = {};
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = { text };
    }
    return { status: response.status, headers: response.headers, body: parsed };
  }

  async ids(service: string, plan?: string) {
    this.#catalog ??= (await this.call('GET', '/v2/catalog'))
      .body as unknown as Catalog;
    const offering = this.#catalog.services.find(
      ({ name }) => name === service,
    )!;
    return {
      service_id: offering.id,
      plan_id: offering.plans.find(
        ({ name }) => plan === undefined || name === plan,
      )!.id,
    };
  }

  /** Polls until the operation has ended. */
  async ended(path: string): Promise<Answer> {
    for (let polls = 0; polls < 1500; polls++) {
      const answer = await this.call('GET', `${path}/last_operation`);
      if (answer.body.state !== 'in progress') {
        return answer;
      }
      await sleep(20);
    }
    throw new Error(`${path} is still in progress`);
  }

  async provision(
    service: string,
    options: { plan?: string; id?: string; parameters?: object } = {},
  ): Promise<Instance> {
    const id = options.id ?? randomUUID();
    const ids = await this.ids(service, options.plan);
    const path = `/v2/service_instances/${id}`;
    const answer = await this.call('PUT', `${path}?accepts_incomplete=true`, {
      ...ids,
      organization_guid: 'org',
      space_guid: 'space',
      ...(options.parameters ? { parameters: options.parameters } : {}),
    });
    if (answer.status !== 202) {
      throw new Error(`provisioning: ${JSON.stringify(answer.body)}`);
    }
    const { body } = await this.ended(path);
    if (body.state !== 'succeeded') {
      throw new Error(`provisioning: ${JSON.stringify(body)}`);
    }
    return { id, path, ids };
  }

  async bind(
    instance: Instance,
    parameters?: object,
    id = randomUUID() as string,
  ): Promise<{ id: string; path: string; credentials: Credentials }> {
    const path = `${instance.path}/service_bindings/${id}`;
    const answer = await this.call('PUT', path, {
      ...instance.ids,
      ...(parameters ? { parameters } : {}),
    });
    if (answer.status !== 201) {
      throw new Error(`binding: ${JSON.stringify(answer.body)}`);
    }
    return { id, path, credentials: answer.body.credentials! };
  }

  remove(instance: Instance, path: string): Promise<Answer> {
    return this.call(
      'DELETE',
      `${path}?accepts_incomplete=true&${new URLSearchParams(instance.ids)}`,
    );
  }

  async deprovision(instance: Instance): Promise<void> {
    const answer = await this.remove(instance, instance.path);
    if (answer.status !== 202) {
      throw new Error(`deprovisioning: ${JSON.stringify(answer.body)}`);
    }
    const { status, body } = await this.ended(instance.path);
    if (status !== 410) {
      throw new Error(`deprovisioning: ${JSON.stringify(body)}`);
    }
  }

  async update(instance: Instance, change: object): Promise<void> {
    const answer = await this.call(
      'PATCH',
      `${instance.path}?accepts_incomplete=true`,
      { service_id: instance.ids.service_id, ...change },
    );
    if (answer.status !== 202) {
      throw new Error(`updating: ${JSON.stringify(answer.body)}`);
    }
    const { body } = await this.ended(instance.path);
    if (body.state !== 'succeeded') {
      throw new Error(`updating: ${JSON.stringify(body)}`);
    }
  }
}

export interface Instance {
  id: string;
  path: string;
  ids: { service_id: string; plan_id: string };
}
