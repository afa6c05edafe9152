import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { fields } from './fields';

/**
 * The fields of generated order forms, for the old frontend system: provide each
 * with `plugin.provide(...)` and put it into `ScaffolderFieldExtensions`.
 */
export const legacyFormFields = {
  localized: createScaffolderFieldExtension(fields.localized),
  remoteSchema: createScaffolderFieldExtension(fields.remoteSchema),
  systemPicker: createScaffolderFieldExtension(fields.systemPicker),
  ownerPicker: createScaffolderFieldExtension(fields.ownerPicker),
  name: createScaffolderFieldExtension(fields.name),
  expiry: createScaffolderFieldExtension(fields.expiry),
};
