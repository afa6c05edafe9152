import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const load = () => import('./fields');

/** The fields of generated order forms, for the new frontend system. @public */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'localized',
    params: { field: () => load().then(m => m.localizedField) },
  }),
  FormFieldBlueprint.make({
    name: 'remote-schema',
    params: { field: () => load().then(m => m.remoteSchemaField) },
  }),
  FormFieldBlueprint.make({
    name: 'system-picker',
    params: { field: () => load().then(m => m.systemPickerField) },
  }),
  FormFieldBlueprint.make({
    name: 'owner-picker',
    params: { field: () => load().then(m => m.ownerPickerField) },
  }),
  FormFieldBlueprint.make({
    name: 'name',
    params: { field: () => load().then(m => m.nameField) },
  }),
  FormFieldBlueprint.make({
    name: 'expiry',
    params: { field: () => load().then(m => m.expiryField) },
  }),
];
