import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Removes the data folder of a portal that was started for a test. Under root
 * the broker's PostgreSQL may keep its files outside, and notes where.
 */
export function removeData(folder) {
  try {
    const outside = readFileSync(
      path.join(folder, 'sandbox', 'postgresql.location'),
      'utf8',
    ).trim();
    if (path.basename(outside).startsWith('dualcloud-sandbox-')) {
      rmSync(outside, { recursive: true, force: true });
    }
  } catch {
    // Nothing lies outside.
  }
  rmSync(folder, { recursive: true, force: true });
}
