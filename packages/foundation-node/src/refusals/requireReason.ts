import { invalidField } from './refusals';

/**
 * What stays on record must say something.
 *
 * @param reason - undefined where none has to be given
 * @throws InputError if a reason is only blanks
 * @public
 */
export function requireReason(reason: string | undefined): void {
  if (reason?.trim() === '') {
    throw invalidField('reason', 'required', 'must say why, in words');
  }
}
