import { createHash, timingSafeEqual } from 'node:crypto';
import { shortName } from '../../state/Vault';
import type { BindingRecord, InstanceRecord } from '../types';
import { LIMITS, type MqttPlan } from './offering';

const digest = (text: string | Buffer) =>
  createHash('sha256').update(text).digest();

/** Lets so many through in a second, and a second's worth at once. */
export class RateLimit {
  #perSecond: number;
  #nextAt = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  set perSecond(value: number) {
    this.#perSecond = value;
  }

  /** Takes one, and says how many milliseconds to wait before using it. */
  take(now = Date.now()): number {
    const step = 1000 / this.#perSecond;
    this.#nextAt = Math.max(this.#nextAt, now - 1000) + step;
    return Math.max(0, this.#nextAt - now);
  }
}

export interface Counters {
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
}

export interface MqttUser {
  name: string;
  tenant: MqttTenant;
  mayPublish: boolean;
  maySubscribe: boolean;
  passwordDigest: Buffer;
}

export interface MqttTenant {
  instanceId: string;
  prefix: string;
  plan: MqttPlan;
  rate: RateLimit;
  /** Ids of the clients that are connected now. */
  clients: Set<string>;
  users: Map<string, MqttUser>;
  counters: Counters;
}

export function topicPrefix(instance: InstanceRecord): string {
  const name = (instance.parameters.topicName as string) ?? 'topics';
  return `${name}-${shortName(instance.id)}`;
}

export function userName(binding: BindingRecord): string {
  return `mqtt-${shortName(binding.id)}`;
}

export function newTenant(
  instance: InstanceRecord,
  counters: Counters,
): MqttTenant {
  const plan = LIMITS[instance.planId];
  return {
    instanceId: instance.id,
    prefix: topicPrefix(instance),
    plan,
    rate: new RateLimit(plan.messagesPerSecond),
    clients: new Set(),
    users: new Map(),
    counters,
  };
}

export function addUser(
  tenant: MqttTenant,
  binding: BindingRecord,
  password: string,
): MqttUser {
  const access = binding.parameters.access ?? 'publish-subscribe';
  const user = {
    name: userName(binding),
    tenant,
    mayPublish: access !== 'subscribe',
    maySubscribe: access !== 'publish',
    passwordDigest: digest(password),
  };
  tenant.users.set(user.name, user);
  return user;
}

export function passwordIsRight(
  user: MqttUser,
  password: Buffer | undefined,
): boolean {
  return timingSafeEqual(
    digest(password ?? Buffer.alloc(0)),
    user.passwordDigest,
  );
}

/** True for topics and topic filters that cannot leave the tenant's space. */
export function isInside(tenant: MqttTenant, topic: string): boolean {
  return topic.startsWith(`${tenant.prefix}/`);
}
