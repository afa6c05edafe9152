import { randomSecret, shortName } from '../../state/Vault';
import type {
  BindingRecord,
  InstanceRecord,
  SandboxService,
  ServiceFactory,
} from '../types';
import { ObjectStore } from './ObjectStore';
import { objectStorageOffering, QUOTAS } from './offering';
import { S3Server } from './S3Server';

const DEFAULT_PORT = 7013;
const REGION = 'sandbox';

function bucketName(instance: InstanceRecord): string {
  const prefix = (instance.parameters.bucketName as string) ?? 'bucket';
  return `${prefix}-${shortName(instance.id)}`;
}

const accessKeyId = (binding: BindingRecord) =>
  `SANDBOX${shortName(binding.id).toUpperCase()}`;

/** Real object storage inside this process. */
export const createObjectStorage: ServiceFactory = async environment => {
  const { database, dataDir, host, log } = environment;
  const store = new ObjectStore(database, dataDir);
  const server = new S3Server(store, log);
  const instances = new Map<string, InstanceRecord>();
  let port = 0;
  let running = false;

  function allow(
    instance: InstanceRecord,
    binding: BindingRecord,
    secretAccessKey: string,
  ): void {
    server.setKey(accessKeyId(binding), {
      bucket: bucketName(instance),
      secretAccessKey,
      mayWrite: binding.parameters.access !== 'read-only',
    });
  }

  const service: SandboxService = {
    offering: objectStorageOffering,
    simulated: false,

    async start(existing) {
      for (const { instance, bindings } of existing) {
        instances.set(instance.id, instance);
        for (const binding of bindings) {
          const secret = binding.credentials?.secretAccessKey;
          if (typeof secret === 'string') {
            allow(instance, binding, secret);
          }
        }
      }
      port = await environment.port('object-storage', DEFAULT_PORT);
      await server.start(host, port);
      running = true;
    },

    async stop() {
      if (running) {
        running = false;
        await server.stop();
      }
    },

    async provision(instance, context) {
      context.progress('Creating the bucket.');
      store.setBucket(bucketName(instance), QUOTAS[instance.planId]);
      instances.set(instance.id, instance);
    },

    async update(_current, target, context) {
      context.progress('Applying the limits of the plan.');
      store.setBucket(bucketName(target), QUOTAS[target.planId]);
      instances.set(target.id, target);
    },

    async deprovision(instance, _bindings, context) {
      context.progress('Deleting the bucket and all that is in it.');
      server.removeKeysOf(bucketName(instance));
      await store.dropBucket(bucketName(instance));
      instances.delete(instance.id);
    },

    async bind(instance, binding, context) {
      context.progress('Creating the pair of keys.');
      const secretAccessKey = randomSecret();
      allow(instance, binding, secretAccessKey);
      const endpoint = `http://${
        host.includes(':') ? `[${host}]` : host
      }:${port}`;
      const id = accessKeyId(binding);
      const bucket = bucketName(instance);
      return {
        credentials: {
          endpoint,
          region: REGION,
          bucket,
          accessKeyId: id,
          secretAccessKey,
          forcePathStyle: true,
          uri: `s3://${id}:${secretAccessKey}@${host}:${port}/${bucket}`,
        },
        endpoints: [{ host, ports: [String(port)], protocol: 'tcp' }],
      };
    },

    async unbind(_instance, binding, context) {
      context.progress('Removing the pair of keys.');
      server.removeKey(accessKeyId(binding));
    },

    async describe(instance) {
      const { bytes, objects, quota } = store.usage(bucketName(instance));
      return {
        bucket: bucketName(instance),
        storageQuotaBytes: String(quota),
        storageBytes: String(bytes),
        objects: String(objects),
      };
    },

    async real() {
      return { buckets: store.buckets() };
    },

    async usage() {
      return [...instances.values()].map(instance => {
        const { bytes, objects } = store.usage(bucketName(instance));
        return {
          instanceId: instance.id,
          service: objectStorageOffering.name,
          counters: { storageBytes: bytes, objects },
        };
      });
    },
  };
  return service;
};
