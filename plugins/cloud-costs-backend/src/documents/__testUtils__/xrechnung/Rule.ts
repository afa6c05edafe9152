import Decimal from 'decimal.js';
import type { XmlElement } from './XmlElement';

/** What must hold of an invoice, by the id that the standard gives it. */
export type Rules = Record<string, (invoice: XmlElement) => boolean>;

/** Whether all these paths lead to a text. */
export function has(...paths: string[]): (element: XmlElement) => boolean {
  return element => paths.every(path => element.textOf(path) !== '');
}

/** Whether a check holds of everything on a path, be it nothing. */
export function every(
  path: string,
  check: (element: XmlElement) => boolean,
): (element: XmlElement) => boolean {
  return element => element.all(path).every(check);
}

/** Whether a check holds of every element of that name, wherever it is. */
export function everywhere(
  name: string,
  check: (element: XmlElement) => boolean,
): (element: XmlElement) => boolean {
  return element =>
    element
      .everything()
      .filter(one => one.name === name)
      .every(check);
}

/** The number on a path; NaN, which equals nothing, if there is none. */
export function numberOf(element: XmlElement, path: string): Decimal {
  const text = element.textOf(path);
  return new Decimal(text === '' ? NaN : text);
}

export function sumOf(elements: XmlElement[], path: string): Decimal {
  return elements.reduce(
    (sum, element) => sum.plus(numberOf(element, path)),
    new Decimal(0),
  );
}

/** Half away from zero, as the standard rounds amounts. */
export function toCents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}
