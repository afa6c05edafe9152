import { readFile } from 'node:fs/promises';
import type { UrlReaderService } from '@backstage/backend-plugin-api';

/**
 * The text that an entity was read from. The entity has lost its lines on the
 * way; the text has them.
 *
 * @param location - where the catalog has it from
 * @returns undefined if it cannot be read; problems are told without lines then
 * @public
 */
export async function readDocumentText(
  location: { type: string; target: string },
  reader: UrlReaderService,
): Promise<string | undefined> {
  const { type, target } = location;
  try {
    if (type === 'file') return await readFile(target, 'utf8');
    if (type === 'url') {
      const answer = await reader.readUrl(target);
      return (await answer.buffer()).toString('utf8');
    }
  } catch {
    // Said above.
  }
  return undefined;
}
