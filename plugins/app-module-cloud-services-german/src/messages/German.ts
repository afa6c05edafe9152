import type { TranslationRef } from '@backstage/frontend-plugin-api';

/** A German text for every key of a translation ref. */
export type German<TRef> = TRef extends TranslationRef<string, infer TMessages>
  ? { [key in keyof TMessages]: string }
  : never;
