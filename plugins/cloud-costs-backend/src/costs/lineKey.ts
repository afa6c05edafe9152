import { notFound } from '@dualcloud/foundation-node';

/** What makes charges one line: all days of a month that are billed in a month. */
export type LineKey = {
  allocationId: number;
  month: number;
  billedMonth: number;
  priceListId: number;
  type: string;
  component: string;
};

const ID =
  /^(\d{1,9})\.(\d{6})\.(\d{6})\.(\d{1,9})\.([a-z-]{1,32})\.(.{1,140})$/;

export function writeLineId(key: LineKey): string {
  const { allocationId, month, billedMonth, priceListId } = key;
  return [
    allocationId,
    month,
    billedMonth,
    priceListId,
    key.type,
    key.component,
  ].join('.');
}

/** @throws NotFoundError if it is not one that `writeLineId` has made */
export function readLineId(id: string): LineKey {
  const match = ID.exec(id);
  if (!match) throw notFound('line', id);
  return {
    allocationId: Number(match[1]),
    month: Number(match[2]),
    billedMonth: Number(match[3]),
    priceListId: Number(match[4]),
    type: match[5],
    component: match[6],
  };
}
