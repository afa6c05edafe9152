import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ExpiryField } from './ExpiryField';
import { Localized } from './Localized';
import { NameField } from './NameField';
import { OwnerPicker } from './OwnerPicker';
import { RemoteSchema } from './RemoteSchema';
import { SystemPicker } from './SystemPicker';
import {
  validateExpiry,
  validateLocalized,
  validateName,
  validateRemoteSchema,
} from './validation';

/** Names under which templates ask for the fields, with what makes each. */
export const fields = {
  localized: {
    name: 'CloudServicesLocalized',
    component: Localized,
    validation: validateLocalized,
  },
  remoteSchema: {
    name: 'CloudServicesRemoteSchema',
    component: RemoteSchema,
    validation: validateRemoteSchema,
  },
  systemPicker: {
    name: 'CloudServicesSystemPicker',
    component: SystemPicker,
  },
  ownerPicker: { name: 'CloudServicesOwnerPicker', component: OwnerPicker },
  name: {
    name: 'CloudServicesName',
    component: NameField,
    validation: validateName,
  },
  expiry: {
    name: 'CloudServicesExpiry',
    component: ExpiryField,
    validation: validateExpiry,
  },
} as const;

export const localizedField = createFormField(fields.localized);
export const remoteSchemaField = createFormField(fields.remoteSchema);
export const systemPickerField = createFormField(fields.systemPicker);
export const ownerPickerField = createFormField(fields.ownerPicker);
export const nameField = createFormField(fields.name);
export const expiryField = createFormField(fields.expiry);
