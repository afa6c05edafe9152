import {
  type FocusColumn,
  type FocusCondition,
  type FocusRelation,
  type FocusRow,
  type FocusRules,
  FOCUS_VERSIONS,
} from './rules';

/** What is wrong, and where; `row` counts from 1, 0 is the header. */
export type FocusViolation = {
  row: number;
  column: string;
  rule: string;
  message: string;
};

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const CUSTOM = /^x_[A-Z][A-Za-z0-9]*$/;
/** A hundred are enough to see what is wrong. */
const VIOLATIONS_TOLD = 100;

/** The rules of a version. @throws Error that names the versions there are */
export function rulesOf(version: string): FocusRules {
  const found = FOCUS_VERSIONS.find(one => one.version === version);
  if (found) return found;
  const known = FOCUS_VERSIONS.map(one => one.version).join(', ');
  throw new Error(`FOCUS ${version.slice(0, 20)} is not known; use ${known}`);
}

/**
 * Checks rows one by one, in the order in which they are written, against the
 * column rules of a version.
 */
export class FocusChecker {
  readonly violations: FocusViolation[] = [];
  private count = 0;
  private rows = 0;
  private readonly seen = new Map<FocusRelation, Map<string, string | null>>();

  private constructor(
    private readonly rules: FocusRules,
    private readonly header: readonly string[],
  ) {}

  /** @param header - the columns of the file */
  static create(version: string, header: readonly string[]): FocusChecker {
    const checker = new FocusChecker(rulesOf(version), header);
    checker.checkHeader();
    return checker;
  }

  /** All of them, also those that are not kept. */
  get total(): number {
    return this.count;
  }

  check(row: FocusRow): void {
    this.rows += 1;
    for (const id of Object.keys(row)) {
      if (!this.header.includes(id)) {
        this.add(id, 'header', 'is not among the columns of the file');
      }
    }
    for (const column of this.rules.columns) {
      if (this.header.includes(column.id)) this.checkCell(column, row);
    }
    for (const relation of this.rules.relations) {
      this.checkRelation(relation, row);
    }
  }

  private checkHeader(): void {
    const known = new Set(this.rules.columns.map(({ id }) => id));
    for (const { id, presence } of this.rules.columns) {
      if (presence !== 'recommended' && !this.header.includes(id)) {
        this.add(id, 'presence', 'must be present');
      }
    }
    this.header.forEach((id, index) => {
      if (this.header.indexOf(id) !== index) {
        this.add(id, 'unique', 'is there twice');
      }
      if (known.has(id)) {
        if (this.header.slice(0, index).some(other => CUSTOM.test(other))) {
          this.add(id, 'order', 'must come before custom columns');
        }
      } else if (!CUSTOM.test(id)) {
        this.add(id, 'name', 'is neither a column of FOCUS nor begins with x_');
      }
    });
  }

  private checkCell(column: FocusColumn, row: FocusRow): void {
    const value = row[column.id] ?? null;
    if (value === null) {
      if (!column.nullable) this.add(column.id, 'null', 'must not be null');
      else if (column.notNullWhen?.some(one => holds(one, row))) {
        this.add(column.id, 'null', 'must not be null in such a row');
      }
      return;
    }
    if (column.nullWhen?.some(one => holds(one, row))) {
      this.add(column.id, 'null', 'must be null in such a row');
    }
    const fault = typeFault(column, value);
    if (fault) this.add(column.id, 'format', `"${cut(value)}" ${fault}`);
    if (column.allowed && !column.allowed.includes(value)) {
      this.add(column.id, 'allowed', `"${cut(value)}" is not an allowed value`);
    }
    for (const { value: banned, condition } of column.notWhen ?? []) {
      if (value === banned && holds(condition, row)) {
        this.add(column.id, 'allowed', `must not be "${banned}" here`);
      }
    }
  }

  private checkRelation(relation: FocusRelation, row: FocusRow): void {
    const value = (column: string) => row[column] ?? null;
    switch (relation.kind) {
      case 'product': {
        const [cost, price, quantity] = [
          relation.cost,
          relation.price,
          relation.quantity,
        ].map(value);
        if (!isProduct(cost, price, quantity)) {
          this.add(
            relation.cost,
            'product',
            `${cost} is not ${relation.price} ${price} times ${relation.quantity} ${quantity}`,
          );
        }
        return;
      }
      case 'before': {
        const [first, second] = [value(relation.first), value(relation.second)];
        if (first && second && first >= second) {
          this.add(relation.second, 'before', `must be after ${first}`);
        }
        return;
      }
      case 'equal': {
        const [a, b] = relation.columns;
        if (holds(relation.when, row) && value(a) !== value(b)) {
          this.add(a, 'equal', `must be the same as ${b}`);
        }
        return;
      }
      case 'both-or-none': {
        const [a, b] = relation.columns;
        if ((value(a) === null) !== (value(b) === null)) {
          this.add(b, 'null', `must be null exactly if ${a} is`);
        }
        return;
      }
      case 'parent': {
        const parent = relation.parents.get(value(relation.column) ?? '');
        if (parent !== undefined && parent !== value(relation.parent)) {
          this.add(relation.column, 'parent', `belongs to ${parent}`);
        }
        return;
      }
      default:
        this.checkDetermined(relation, row);
    }
  }

  private checkDetermined(
    relation: FocusRelation & { kind: 'determines' },
    row: FocusRow,
  ): void {
    const { column, other } = relation;
    const key = row[column] ?? null;
    if (key === null) return;
    const known = this.seen.get(relation) ?? new Map<string, string | null>();
    this.seen.set(relation, known);
    const value = row[other] ?? null;
    const before = known.get(key);
    if (before === undefined) known.set(key, value);
    else if (before !== value) {
      this.add(
        other,
        'consistent',
        `"${cut(key)}" had "${cut(before ?? 'null')}" in an earlier row`,
      );
    }
  }

  private add(column: string, rule: string, message: string): void {
    this.count += 1;
    if (this.violations.length < VIOLATIONS_TOLD) {
      this.violations.push({ row: this.rows, column, rule, message });
    }
  }
}

/** What is wrong with rows; empty if nothing is. */
export function checkFocus(
  rows: readonly FocusRow[],
  version: string,
): FocusViolation[] {
  const header = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const checker = FocusChecker.create(version, header);
  rows.forEach(row => checker.check(row));
  return checker.violations;
}

function holds(condition: FocusCondition, row: FocusRow): boolean {
  return condition.every(part => {
    const value = row[part.column] ?? null;
    if ('isNull' in part) return (value === null) === part.isNull;
    if ('is' in part) return value !== null && part.is.includes(value);
    return value === null || !part.isNot.includes(value);
  });
}

function typeFault(column: FocusColumn, value: string): string | undefined {
  switch (column.type) {
    case 'decimal':
      if (!DECIMAL.test(value)) return 'is not a decimal';
      return column.notNegative && value.startsWith('-')
        ? 'must not be negative'
        : undefined;
    case 'datetime':
      return INSTANT.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'is not a time in UTC such as 2026-10-01T00:00:00Z';
    case 'currency':
      return CURRENCIES.has(value) ? undefined : 'is not a code as in ISO 4217';
    case 'key-value':
      return isKeyValue(value)
        ? undefined
        : 'is not a JSON object of single values';
    default:
      return value.trim() === '' ? 'is empty; it must be null' : undefined;
  }
}

function isKeyValue(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every(
        one =>
          one === null || ['string', 'number', 'boolean'].includes(typeof one),
      )
    );
  } catch {
    return false;
  }
}

/** Exactly; true where one of the factors is null, for then nothing is said. */
function isProduct(
  cost: string | null,
  price: string | null,
  quantity: string | null,
): boolean {
  if (price === null || quantity === null) return true;
  const all = [cost ?? '', price, quantity];
  if (!all.every(text => DECIMAL.test(text))) return true;
  const [c, p, q] = all.map(toScaled);
  return (
    c.digits * 10n ** (p.places + q.places) ===
    p.digits * q.digits * 10n ** c.places
  );
}

function toScaled(text: string): { digits: bigint; places: bigint } {
  const [whole, fraction = ''] = text.split('.');
  return {
    digits: BigInt(
      whole.startsWith('-') ? `${whole}${fraction}` : whole + fraction,
    ),
    places: BigInt(fraction.length),
  };
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
