import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  checkDualCloudEntity,
  formatEntityProblem,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { parseAllDocuments } from 'yaml';
import { findPlaceholder } from './validation/findPlaceholder';

/** What somebody might enter in a template, for the files that it writes. */
const VALUES: Record<string, string> = {
  customerRef: 'group:default/kraftfahrtamt',
  softwareProviderRef: 'group:default/softwerk-nord',
  systemRef: 'system:default/kfz-portal',
};

/** Files that templates write, as they are written. */
function render(text: string): string {
  return text.replace(
    /\$\{\{ values\.(\w+)( \| dump)? \}\}/g,
    (_, key: string, dump?: string) => {
      const value = VALUES[key] ?? 'example';
      return dump ? JSON.stringify(value) : value;
    },
  );
}

const folder = resolve(__dirname, '../../../examples');
const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml'))
  .flatMap(name =>
    parseAllDocuments(render(readFileSync(join(folder, name), 'utf8')))
      .map(document => document.toJSON() as Entity)
      .filter(entity => entity?.apiVersion === 'dualcloud.dev/v1alpha1')
      .map(entity => ({ name: `${name} ${entity.metadata.name}`, entity })),
  );

describe('the example documents', () => {
  it.each(documents)('$name keeps the rules', ({ entity }) => {
    expect(
      (checkDualCloudEntity(entity) ?? []).map(formatEntityProblem),
    ).toEqual([]);
    expect(findPlaceholder(entity)).toBeUndefined();
  });
});
