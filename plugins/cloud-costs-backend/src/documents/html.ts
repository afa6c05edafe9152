import {
  escapeHtml as escape,
  htmlPage,
} from '@dualcloud/foundation-node/printing';
import type { DocumentGroup, DocumentLine } from './groups';
import type { StatementDocument } from './model';
import type { DocumentOverview } from './sums';

/** A page that stands for itself and prints well; nothing in it is loaded or run. */
export function statementHtml(document: StatementDocument): string {
  const { language, texts, title, parties } = document;
  const { address, contact, account } = parties.seller;
  return htmlPage({
    language,
    title,
    pageWord: texts.page,
    ofWord: texts.of,
    body: `<header>
<h1>${escape(title)}</h1>
${
  document.isDraft
    ? `<p class="draft" role="note">${escape(texts.draft)}</p>`
    : ''
}
<div class="parties">
${party(texts.to, [parties.payer])}
${party(texts.from, [address, contact, account])}
</div>
<dl>${document.facts
      .map(
        ([label, value]) =>
          `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`,
      )
      .join('')}</dl>
</header>
<main>
<h2 id="total">${escape(texts.total)}</h2>
${totalsHtml(document)}
${document.payment ? `<p>${escape(document.payment)}</p>` : ''}
<h2>${escape(texts.overview)}</h2>
${document.overviews.map(one => overviewHtml(one, document)).join('\n')}
<h2>${escape(texts.positions)}</h2>
${document.groups.map(group => groupHtml(group, document, [])).join('\n')}
</main>
<footer>${document.notes
      .map(note => `<p>${escape(note)}</p>`)
      .join('')}</footer>`,
  });
}

function party(label: string, blocks: string[][]): string {
  return `<section><h2>${escape(label)}</h2><address>${blocks
    .map(lines => `<p>${lines.map(escape).join('<br>')}</p>`)
    .join('')}</address></section>`;
}

function totalsHtml({ totals }: StatementDocument): string {
  const rows = totals.map(
    ({ label, value, strong }) =>
      `<tr${strong ? ' class="strong"' : ''}><th scope="row">${escape(
        label,
      )}</th><td class="number">${escape(value)}</td></tr>`,
  );
  return `<table aria-labelledby="total"><tbody>${rows.join(
    '',
  )}</tbody></table>`;
}

function overviewHtml(
  { title, rows }: DocumentOverview,
  { texts, currency }: StatementDocument,
): string {
  const body = rows.map(
    ({ label, value }) =>
      `<tr><th scope="row">${escape(label)}</th><td class="number">${escape(
        value,
      )}</td></tr>`,
  );
  return `<table>
<thead><tr><th scope="col">${escape(
    title,
  )}</th><th scope="col" class="number">${escape(texts.amount)} (${escape(
    currency,
  )})</th></tr></thead>
<tbody>${body.join('')}</tbody></table>`;
}

function groupHtml(
  group: DocumentGroup,
  document: StatementDocument,
  above: string[],
): string {
  const path = [...above, group.title];
  const level = path.length + 2;
  const heading = `<h${level}>${escape(group.title)}</h${level}>`;
  if (group.groups.length === 0) {
    return `<section>${heading}${linesHtml(group, document, path)}</section>`;
  }
  const inner = group.groups
    .map(one => groupHtml(one, document, path))
    .join('\n');
  const subtotal = `${document.texts.subtotal} ${group.title}: ${group.subtotal}`;
  return `<section>${heading}${inner}<p class="number"><strong>${escape(
    subtotal,
  )}</strong></p></section>`;
}

function linesHtml(
  group: DocumentGroup,
  { texts, currency }: StatementDocument,
  path: string[],
): string {
  const head = (text: string, attributes = '') =>
    `<th scope="col"${attributes}>${escape(text)}</th>`;
  const number = ' class="number"';
  return `<table aria-label="${escape(path.join(', '))}">
<thead><tr>${head(texts.position, number)}${head(texts.description)}${head(
    texts.quantity,
    number,
  )}${head(`${texts.amount} (${currency})`, number)}</tr></thead>
<tbody>${group.lines.map(lineHtml).join('\n')}</tbody>
<tfoot><tr><th scope="row" colspan="3">${escape(
    `${texts.subtotal} ${group.title}`,
  )}</th><td class="number">${escape(group.subtotal)}</td></tr></tfoot>
</table>`;
}

function lineHtml(line: DocumentLine): string {
  return `<tr><td class="number">${escape(line.position)}</td><td>${escape(
    line.title,
  )}${line.details
    .map(one => `<small>${escape(one)}</small>`)
    .join('')}</td><td class="number">${escape(
    line.quantity,
  )}</td><td class="number">${escape(line.amount)}</td></tr>`;
}
