import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { parseAllDocuments, stringify } from 'yaml';

/** Where things stand in the workspace, with `/`. */
export type AgreementFiles = { path: string; catalogInfoPath: string };

type LocationDocument = {
  kind?: unknown;
  spec?: { target?: unknown; targets?: unknown };
};

/**
 * Writes the document, and lets the repository's catalog file lead to it. Doing
 * it again, as a task does that is retried, changes nothing.
 *
 * @throws ConflictError if there is another document at the path
 */
export async function writeAgreement(
  workspace: string,
  options: AgreementFiles & { name: string; text: string },
): Promise<void> {
  const { path, catalogInfoPath, name, text } = options;
  const file = resolveSafeChildPath(workspace, path);
  const catalogFile = resolveSafeChildPath(workspace, catalogInfoPath);
  if (file === catalogFile) {
    throw new InputError(
      `path: must be another file than the catalog file "${catalogInfoPath}", which leads to it`,
    );
  }
  const before = await readIfThere(file);
  if (before !== undefined && before !== text) {
    throw new ConflictError(
      `path: "${path}" exists already and says something else; name another path, or remove the file in a step before`,
    );
  }
  const target = `./${posix.relative(posix.dirname(catalogInfoPath), path)}`;
  const catalog = await lead(await readIfThere(catalogFile), {
    catalogInfoPath,
    name,
    target,
  });
  await write(file, text);
  await write(catalogFile, catalog);
}

/** The catalog file with a Location of the document, unless it has one. */
async function lead(
  catalog: string | undefined,
  to: { catalogInfoPath: string; name: string; target: string },
): Promise<string> {
  const location = stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name: to.name, description: 'Service level agreement' },
    spec: { targets: [to.target] },
  });
  if (catalog === undefined || catalog.trim() === '') return location;
  const documents = parseAllDocuments(catalog);
  if (!Array.isArray(documents)) return location;
  const [fault] = documents.flatMap(({ errors }) => errors);
  if (fault) {
    throw new InputError(
      `catalogInfoPath: "${to.catalogInfoPath}" is no YAML: ${fault.message}`,
    );
  }
  const leads = documents
    .map(document => (document.toJS() ?? {}) as LocationDocument)
    .filter(({ kind }) => kind === 'Location')
    .flatMap(({ spec }) => [spec?.target, spec?.targets].flat())
    .some(one => one === to.target || `./${one}` === to.target);
  if (leads) return catalog;
  return `${catalog.trimEnd()}\n---\n${location}`;
}

async function readIfThere(file: string): Promise<string | undefined> {
  const stat = await lstat(file).catch(() => undefined);
  return stat ? readFile(file, 'utf8') : undefined;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
