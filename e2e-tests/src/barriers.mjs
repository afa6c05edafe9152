/*
 * What keeps people out: what axe finds, and pages that do not fit a narrow screen.
 */
import AxeBuilder from '@axe-core/playwright';

/**
 * What axe finds: rule, how often, the first place and why. The shell's own
 * frame is not ours to mend: its sidebar is left out, and where its page header
 * has findings `within` narrows the look to what is ours.
 */
export async function accessibilityProblems(
  { page, settled },
  within = 'body',
) {
  // A page that is still loading is not yet what one would judge.
  await settled();
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include(within)
    .exclude('[data-testid="sidebar-root"]')
    // Without it axe sums up in a second page, for frames, of which we have none.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => {
    const [{ target, failureSummary }] = nodes;
    const why = failureSummary.replace(/\s+/g, ' ').slice(0, 240);
    return `${id} (${nodes.length}×), first at ${target.join(' ')}: ${why}`;
  });
}

async function overflow({ page, settled }) {
  await settled();
  const pixels = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  return pixels > 1 ? [`${pixels} pixels too wide`] : [];
}

/**
 * Walks through pages and looks at each.
 *
 * @param pages - of each: its address (or how one gets there), a text that it shows,
 *   and what `look` is to be narrowed to
 * @param look - resolves to the problems of the page that one is on
 * @returns the problems by page; of pages without a problem nothing
 */
async function walk(visitor, pages, look) {
  const found = {};
  for (const [where, text, within] of pages) {
    await (typeof where === 'string' ? visitor.goTo(where) : where(visitor));
    await visitor.page
      .getByText(text)
      .filter({ visible: true })
      .first()
      .waitFor();
    const problems = await look(visitor, within);
    if (problems.length > 0)
      found[new URL(visitor.page.url()).pathname] = problems;
  }
  return found;
}

/** What axe finds on each of the pages. */
export function barriersOf(visitor, pages) {
  return walk(visitor, pages, accessibilityProblems);
}

/** Which of the pages one has to scroll sideways, and by how much. */
export function tooWide(visitor, pages) {
  return walk(visitor, pages, overflow);
}
