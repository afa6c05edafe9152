/**
 * Checks invoices by the published rules of EN 16931 and XRechnung, without
 * anything of the code that writes them: it reads the XML and computes with a
 * decimal library. Each rule is named as in the standards' rule sets; those
 * that concern what we never write (allowances, cards, attachments) are absent.
 */
import { CORE_RULES } from './coreRules';
import { isInOrder } from './elementOrder';
import { GERMAN_RULES } from './germanRules';
import type { Rules } from './Rule';
import { TOTAL_RULES } from './totalRules';
import type { XmlElement } from './XmlElement';

export { XmlElement } from './XmlElement';

const RULES: Rules = {
  'UBL-2.1': isInOrder,
  ...CORE_RULES,
  ...TOTAL_RULES,
  ...GERMAN_RULES,
};

export const RULE_IDS = Object.keys(RULES);

/** Ids of the rules that an invoice breaks. */
export function brokenRules(invoice: XmlElement): string[] {
  return RULE_IDS.filter(id => !RULES[id](invoice));
}
