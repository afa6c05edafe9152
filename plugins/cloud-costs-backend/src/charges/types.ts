import type { DirtyMonth } from '../rollup';

/** A row of `charges`. */
export type StoredCharge = {
  id: string;
  allocationId: number;
  day: number;
  month: number;
  billedMonth: number;
  priceListId: number;
  component: string;
  type: string;
  meterId: number | null;
  /** Millionths of the unit. */
  quantity: bigint;
  unit: string;
  /** Micro-units of the currency. */
  amount: bigint;
  currency: string;
};

/** A row that is to be written. */
export type NewCharge = Omit<StoredCharge, 'id'>;

/** New figures of a row that is there. */
export type ChangedCharge = Pick<StoredCharge, 'id' | 'quantity' | 'amount'>;

/** What a day of an allocation costs in all. */
export type CostDay = {
  allocationId: number;
  day: number;
  currency: string;
  amount: bigint;
};

/** What has to be written so that what is stored is what is rated. */
export type ChargeChanges = {
  added: NewCharge[];
  changed: ChangedCharge[];
  removed: string[];
  /** Days with any of these. */
  days: CostDay[];
  /** Micro-units by currency: what is rated less what was stored. */
  difference: Map<string, bigint>;
};

/** What became of a month of an allocation. */
export type RatingOutcome = DirtyMonth & {
  difference: Map<string, bigint>;
  /** It could not be rated; nothing of it was written. */
  failure?: Error;
};
