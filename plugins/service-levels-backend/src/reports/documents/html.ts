import { escapeHtml, htmlPage } from '@dualcloud/foundation-node/printing';
import type { ReportDocument, ReportTable } from './describeReport';

/** A report as a page that prints well. */
export function reportHtml(document: ReportDocument): string {
  const { language, texts, title, comment } = document;
  const facts = document.facts.map(
    ([label, value]) =>
      `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  const paragraphs = (comment ?? '')
    .split('\n')
    .map(line => `<p>${escapeHtml(line)}</p>`);
  return htmlPage({
    language,
    title,
    pageWord: texts.page,
    ofWord: texts.of,
    body: `<header>
<h1>${escapeHtml(title)}</h1>
${
  document.isDraft
    ? `<p class="draft" role="note">${escapeHtml(texts.draft)}</p>`
    : ''
}
<dl>${facts.join('')}</dl>
</header>
<main>
${comment ? `<h2>${escapeHtml(texts.comment)}</h2>${paragraphs.join('')}` : ''}
${document.tables.map(table => tableHtml(table, texts.none)).join('\n')}
</main>`,
  });
}

function tableHtml(
  { title, note, headings, rows }: ReportTable,
  none: string,
): string {
  const heading = `<h2>${escapeHtml(title)}</h2>`;
  if (rows.length === 0) return `${heading}<p>${escapeHtml(none)}</p>`;
  const head = headings.map(one => `<th scope="col">${escapeHtml(one)}</th>`);
  const body = rows.map(
    ([first, ...rest]) =>
      `<tr><th scope="row">${escapeHtml(first)}</th>${rest
        .map(cell => `<td>${escapeHtml(cell)}</td>`)
        .join('')}</tr>`,
  );
  return `${heading}${note ? `<p>${escapeHtml(note)}</p>` : ''}
<table aria-label="${escapeHtml(title)}">
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table>`;
}
