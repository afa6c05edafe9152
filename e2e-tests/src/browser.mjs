/*
 * A real Chromium: Debian's where it is installed (CHROMIUM_PATH), otherwise the
 * one that @sparticuz/chromium carries.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser() {
  const installed = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (existsSync(installed)) {
    return chromium.launch({ executablePath: installed, args: FLAGS });
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...FLAGS],
  });
}
