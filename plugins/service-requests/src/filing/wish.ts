import type { JsonObject } from '@backstage/types';

/** What somebody has filled in so far. */
export type RequestWish = {
  title: string;
  customerRef?: string;
  systemRef?: string;
  serviceRef?: string;
  softwareProviderRef?: string;
  form: JsonObject;
};

/** How a wish is changed: only what is said. */
export type ChangeWish = (change: Partial<RequestWish>) => void;

/** What a form is about, of its type. */
export type Asked = {
  about: 'nothing' | 'service';
  /** Who it is for and which service it is about are fixed once it is filed. */
  isFiled: boolean;
};
