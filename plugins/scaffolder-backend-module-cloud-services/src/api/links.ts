/** Our own pages; the catalog's follow a second or two behind an order. */
export const links = {
  environment: (id: string) => `/environments/${encodeURIComponent(id)}`,
  instance: (id: string) => `/environments/instances/${encodeURIComponent(id)}`,
};

/** What a dry run gives out where a real run gives an id. */
export const DRY_RUN_ID = 'dry-run';
