import type { DocumentGroup, DocumentLine } from './groups';
import type { StatementDocument } from './model';
import type { DocumentOverview } from './sums';

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1a1a1a; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; } h4, h5 { font-size: 1rem; margin-bottom: .25rem; }
.parties { display: flex; gap: 2rem; flex-wrap: wrap; } .parties section { flex: 1 1 16rem; }
address { font-style: normal; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1rem; } tbody th { font-weight: 400; } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid #ccc; vertical-align: top; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } small { display: block; color: #444; }
.draft { border: 2px solid #8a4b00; color: #5c3200; padding: .5rem 1rem; font-weight: 600; } tr.strong > * { font-weight: 700; border-top: 2px solid #1a1a1a; }
footer { margin-top: 2rem; color: #444; }
@page { size: A4; margin: 18mm; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr, h2, h3, h4, h5 { break-inside: avoid; } h2, h3, h4, h5 { break-after: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; } }
`;

/** Browsers that know margin boxes print the number of each page. */
function style({ texts }: StatementDocument): string {
  return `${STYLE}
@page { @bottom-right { content: "${texts.page} " counter(page) " ${texts.of} " counter(pages); font: 9pt sans-serif; } }
`;
}

/** A page that stands for itself and prints well; nothing in it is loaded or run. */
export function statementHtml(document: StatementDocument): string {
  const { language, texts, title, parties } = document;
  const { address, contact, account } = parties.seller;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${style(document)}</style>
</head>
<body>
<header>
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
      ([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`,
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
    .join('')}</footer>
</body>
</html>
`;
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

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign]);
}
