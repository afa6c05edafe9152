import { invalidField } from '../refusals';

/**
 * The header `Idempotency-Key` of a request. The OpenAPI document requires it;
 * here it is looked at.
 *
 * @throws InputError if it does not consist of 8 to 200 printable ASCII characters
 * @public
 */
export function readKey(req: {
  header(name: string): string | undefined;
}): string {
  const key = req.header('Idempotency-Key') ?? '';
  if (!/^[\x20-\x7e]{8,200}$/.test(key)) {
    throw invalidField(
      'Idempotency-Key',
      'printable',
      'must consist of 8 to 200 printable ASCII characters',
    );
  }
  return key;
}
