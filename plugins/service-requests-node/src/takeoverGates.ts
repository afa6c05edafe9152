import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ReleaseDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import type { LocalizedText } from '@dualcloud/foundation-common';

/** What a gate is told about the takeover that it looks at. @public */
export type TakeoverGateContext = {
  /** The release with its artefacts and papers; never the content of its bill of materials. */
  release: Omit<ReleaseDetail, 'mayDeliver'>;
  request: {
    id: string;
    number: string;
    type: string;
    /** As its author filled it in. */
    form: JsonObject;
    /** It brings a service into operation that was not there before. */
    bringsNewService: boolean;
  };
  customerRef: string;
  softwareProviderRef?: string;
  /** The individual service, once it is in the catalog. */
  serviceRef?: string;
  systemRef?: string;
  testEnvironmentId?: string;
  /** Production as it is going to be. */
  productionEnvironmentId?: string;
  /** Now, in milliseconds since 1970. */
  now: number;
};

/**
 * What a gate found. `unknown` stands in the way as `failed` does: what could not
 * be checked is not in order.
 * @public
 */
export type TakeoverGateResult = {
  state: 'passed' | 'failed' | 'unknown';
  /** What is missing and what to do, or why nothing is; one sentence each, without secrets. */
  findings: LocalizedText[];
  /** Where to look: a URL, or a path of the portal. */
  link?: string;
};

/**
 * An automatic check of takeovers. One that throws, or takes longer than twenty
 * seconds, is `unknown`; what it threw is logged and not shown.
 * @public
 */
export interface TakeoverGate {
  /** Kebab case, unique. */
  readonly id: string;
  readonly titles: LocalizedText;
  check(context: TakeoverGateContext): Promise<TakeoverGateResult>;
}

/** @public */
export interface TakeoverGatesExtensionPoint {
  /** @throws Error if there is a gate with this id */
  addGate(gate: TakeoverGate): void;
}

/**
 * Where modules bring in gates beside the built-in ones, such as a fuller
 * comparison of environments.
 * @public
 */
export const takeoverGatesExtensionPoint =
  createExtensionPoint<TakeoverGatesExtensionPoint>({
    id: 'service-requests.takeover-gates',
  });
