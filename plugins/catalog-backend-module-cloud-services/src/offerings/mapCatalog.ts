import { stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  plainLine,
  type CloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { entityNames } from './entityNames';
import { toCloudService, type OfferingSource } from './toCloudService';

/** A service that cannot be offered, and why. */
export type RejectedOffering = {
  /** Of the service, if it has one: it is still in the catalogue. */
  serviceId?: string;
  name: string;
  message: string;
};

/** What became of a broker's catalogue. */
export type MappedCatalog = {
  entities: CloudServiceEntity[];
  rejected: RejectedOffering[];
};

type Named = JsonObject & { id: string; name: string };

function isNamed(value: JsonValue): value is Named {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    typeof value.id === 'string' &&
    value.id.length > 0 &&
    value.id.length <= 200 &&
    typeof value.name === 'string' &&
    value.name.length > 0
  );
}

/** The entities of a broker's services; a bad one does not spoil the others. */
export function mapCatalog(
  services: JsonValue[],
  source: OfferingSource,
): MappedCatalog {
  const rejected: RejectedOffering[] = [];
  const named: Named[] = [];
  const ids = new Set<string>();
  services.forEach((service, index) => {
    if (!isNamed(service)) {
      rejected.push({
        name: `service ${index + 1}`,
        message: 'has no id or no name, or an id longer than 200 characters',
      });
    } else if (ids.has(service.id)) {
      rejected.push({
        name: plainLine(service.name, 200) ?? `service ${index + 1}`,
        message: `has the id of another service of the broker, "${plainLine(
          service.id,
          100,
        )}"`,
      });
    } else {
      ids.add(service.id);
      named.push(service);
    }
  });

  const names = entityNames(source.brokerName, named);
  const siblings = new Map(
    named.map(({ id, name }) => [
      name,
      stringifyEntityRef({
        kind: 'CloudService',
        namespace: source.namespace,
        name: names.get(id) ?? source.brokerName,
      }),
    ]),
  );
  const entities = named.flatMap(service => {
    const result = toCloudService(
      service,
      names.get(service.id) ?? source.brokerName,
      source,
      siblings,
    );
    if (result.status === 'mapped') return [result.entity];
    rejected.push({
      serviceId: service.id,
      name: plainLine(service.name, 200) ?? service.id.slice(0, 200),
      message: result.reason,
    });
    return [];
  });
  return { entities, rejected };
}
