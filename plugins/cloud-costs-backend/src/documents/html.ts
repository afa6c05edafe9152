import type { DocumentGroup, DocumentLine, StatementDocument } from './model';

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1a1a1a; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; } h4 { font-size: 1rem; margin-bottom: .25rem; }
.parties { display: flex; gap: 2rem; flex-wrap: wrap; } .parties section { flex: 1 1 16rem; }
address { font-style: normal; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid #ccc; vertical-align: top; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } small { display: block; color: #444; }
.draft { border: 2px solid #8a4b00; color: #5c3200; padding: .5rem 1rem; font-weight: 600; } .strong { font-weight: 700; border-top: 2px solid #1a1a1a; }
footer { margin-top: 2rem; color: #444; }
@page { size: A4; margin: 18mm; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr, h2, h3, h4 { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } thead { display: table-header-group; } }
`;

/** A page that stands for itself and prints well; nothing in it is loaded or run. */
export function statementHtml(document: StatementDocument): string {
  const { language, texts, title } = document;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}</style>
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
${party(texts.from, document.seller)}
${party(texts.to, document.payer)}
</div>
<dl>${document.facts
    .map(
      ([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`,
    )
    .join('')}</dl>
</header>
<main>
${document.groups.map(group => groupHtml(group, document, 2)).join('\n')}
<h2>${escape(texts.total)}</h2>
<table><tbody>${document.totals
    .map(
      ({ label, value, strong }) =>
        `<tr${strong ? ' class="strong"' : ''}><th scope="row">${escape(
          label,
        )}</th><td class="number">${escape(value)}</td></tr>`,
    )
    .join('')}</tbody></table>
</main>
<footer>${document.notes
    .map(note => `<p>${escape(note)}</p>`)
    .join('')}</footer>
</body>
</html>
`;
}

function party(label: string, lines: string[]): string {
  return `<section><h2>${escape(label)}</h2><address>${lines
    .map(escape)
    .join('<br>')}</address></section>`;
}

function groupHtml(
  group: DocumentGroup,
  document: StatementDocument,
  level: number,
): string {
  const { texts } = document;
  const heading = `<h${level}>${escape(group.title)}</h${level}>`;
  const subtotal = `${escape(texts.subtotal)} ${escape(group.title)}`;
  if (group.groups.length > 0) {
    const inner = group.groups
      .map(one => groupHtml(one, document, level + 1))
      .join('\n');
    return `<section>${heading}${inner}<p class="number"><strong>${subtotal}: ${escape(
      group.subtotal,
    )}</strong></p></section>`;
  }
  return `<section>${heading}<table>
<thead><tr><th scope="col" class="number">${escape(
    texts.position,
  )}</th><th scope="col">${escape(
    texts.description,
  )}</th><th scope="col" class="number">${escape(
    texts.quantity,
  )}</th><th scope="col" class="number">${escape(
    texts.amount,
  )}</th></tr></thead>
<tbody>${group.lines.map(lineHtml).join('\n')}</tbody>
<tfoot><tr><th scope="row" colspan="3">${subtotal}</th><td class="number">${escape(
    group.subtotal,
  )}</td></tr></tfoot>
</table></section>`;
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
