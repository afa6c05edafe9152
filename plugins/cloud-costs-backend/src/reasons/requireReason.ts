import { invalidField } from '@dualcloud/foundation-node';

/**
 * What stays on record must say something.
 *
 * @throws InputError if a reason is only blanks
 */
export function requireReason(reason: string): void {
  if (reason.trim() === '') {
    throw invalidField('reason', 'required', 'must say why, in words');
  }
}
