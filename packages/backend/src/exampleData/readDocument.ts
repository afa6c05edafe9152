import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import type { z } from 'zod';

/** Reads a YAML file of the examples. */
export async function readDocument(file: string): Promise<unknown> {
  return parse(await readFile(path.resolve(file), 'utf8'));
}

/** @throws InputError that says which entry of which file is wrong, and why */
export function checkDocument<T extends z.ZodType>(
  schema: T,
  document: unknown,
  file: string,
): z.output<T> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [{ path: at, message }] = result.error.issues;
  throw new InputError(`${file} is not valid at ${at.join('.')}: ${message}`);
}
