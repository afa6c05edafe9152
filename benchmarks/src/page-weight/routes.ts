/** The parts of Rspack's stats that we read. */
export type BundleStats = {
  entrypoints: { main: { assets: Array<{ name: string }> } };
  chunks: Array<{
    id: string;
    initial: boolean;
    files: string[];
    origins?: Array<{ moduleName?: string; request?: string }>;
    modules?: Array<{ name?: string; modules?: Array<{ name?: string }> }>;
  }>;
};

/** What one dynamic import of ours fetches. */
type Group = {
  name: string;
  importer: string;
  files: Set<string>;
  modules: Set<string>;
};

export type Route = { name: string; files: Set<string> };

/** Where our plugins' sources are, whatever folder the stats count from. */
const OUR_MODULE = /\/(?:plugins|packages)\/([^/]+)\/src\/(.+)$/;

/** Fetched with each page of its plugin: the API's client and a language. */
const WITH_EVERY_PAGE = /(?:^|\/)(?:client|translations\/[a-z]{2})$/;

/** A concatenated module is called after its root. */
function plain(moduleName: string): string {
  return moduleName.replace(/ \+ \d+ modules?$/, '');
}

function groupsOf(stats: BundleStats): Group[] {
  const groups = new Map<string, Group>();
  for (const chunk of stats.chunks) {
    for (const { moduleName = '', request = '' } of chunk.origins ?? []) {
      const importer = plain(moduleName);
      const ours = OUR_MODULE.exec(importer);
      // No page: what the portal shows about its plugins.
      if (!ours || chunk.initial || /package\.json$/.test(request)) continue;
      const name = `${ours[1]}: ${request}`;
      const group = groups.get(name) ?? {
        name,
        importer,
        files: new Set<string>(),
        modules: new Set<string>(),
      };
      groups.set(name, group);
      chunk.files.forEach(file => group.files.add(file));
      for (const module of chunk.modules ?? []) {
        [module, ...(module.modules ?? [])].forEach(
          inner => inner.name && group.modules.add(plain(inner.name)),
        );
      }
    }
  }
  return [...groups.values()];
}

/**
 * What a browser fetches on top of the portal's first load when somebody opens
 * one of our pages, cards or form fields directly: the import itself, those
 * that lead to it, and what comes with every page of that plugin.
 */
export function routesOf(stats: BundleStats, initial: Set<string>): Route[] {
  const groups = groupsOf(stats);
  const pluginOf = (group: Group) => group.name.split(':')[0];
  const isAside = (group: Group) => WITH_EVERY_PAGE.test(group.name);
  return groups
    .filter(group => !isAside(group))
    .map(group => {
      const files = new Set<string>();
      const add = (one: Group, seen: Set<Group>) => {
        if (seen.has(one)) return;
        seen.add(one);
        one.files.forEach(file => !initial.has(file) && files.add(file));
        const parent = groups.find(
          other => other !== one && other.modules.has(one.importer),
        );
        if (parent) add(parent, seen);
      };
      const seen = new Set<Group>();
      add(group, seen);
      groups
        .filter(
          other =>
            isAside(other) &&
            (pluginOf(other) === pluginOf(group) ||
              // What all plugins share.
              pluginOf(other).startsWith('foundation-')),
        )
        .forEach(other => add(other, seen));
      return { name: group.name, files };
    });
}
