import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/** Cards and widgets; they show in this order. */
export const cardExtensions: ExtensionDefinition[] = [];
