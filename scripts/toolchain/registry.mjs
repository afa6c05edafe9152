/*
 * Yarn 4 reads neither .npmrc nor npm's environment. Where a machine reaches a
 * registry of its own, or through a proxy, npm knows how: we pass that on.
 */
import { execFileSync } from 'node:child_process';

/** npm's settings as Yarn's variables; what is set already is left alone. */
export function yarnVariables(settings, env) {
  const variables = {};
  const pass = (name, value) => {
    if (value && value !== 'null' && env[name] === undefined) {
      variables[name] = value;
    }
  };
  const registry = settings.registry?.replace(/\/+$/, '');
  pass('YARN_NPM_REGISTRY_SERVER', registry);
  // Yarn refuses http unless the host is named.
  if (registry?.startsWith('http:')) {
    pass('YARN_UNSAFE_HTTP_WHITELIST', new URL(registry).hostname);
  }
  pass('YARN_HTTP_PROXY', settings.proxy);
  pass('YARN_HTTPS_PROXY', settings['https-proxy']);
  // Added to the built-in authorities; Yarn's own setting would replace them.
  pass('NODE_EXTRA_CA_CERTS', settings.cafile);
  return variables;
}

/** Reads `key=value` lines; npm may print warnings around them. */
export function parseSettings(text) {
  const settings = {};
  for (const line of text.split('\n')) {
    const match = /^(registry|proxy|https-proxy|cafile)\s*=\s*(.*)$/.exec(line);
    if (match) {
      settings[match[1]] = match[2].trim().replace(/^"(.*)"$/, '$1');
    }
  }
  return settings;
}

export function readNpmSettings(env, cwd) {
  try {
    const text = execFileSync(
      'npm',
      ['config', 'get', 'registry', 'proxy', 'https-proxy', 'cafile'],
      { env, cwd, stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 },
    ).toString();
    return parseSettings(text);
  } catch {
    // No npm, as with a hand-made Yarn: then Yarn is configured itself.
    return {};
  }
}
