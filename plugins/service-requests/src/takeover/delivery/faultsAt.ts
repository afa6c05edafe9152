import type { Faults } from '../../fields';

/**
 * Finds what is wrong with a field, such as `artefacts[0].url`: whether it was the
 * schema or a rule that found it, it is named in one of two ways.
 */
export function faultsAt(faults: Faults) {
  return (...paths: string[]): string | undefined => {
    const names = paths.flatMap(path => [
      path,
      path.replace(/\[(\d+)\]/g, '.$1'),
    ]);
    const found = names.find(name => faults[name] !== undefined);
    return found && faults[found];
  };
}

/** {@link faultsAt} of one answer. */
export type FaultAt = ReturnType<typeof faultsAt>;
