import type { FileLanguage } from './csv';

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

/**
 * A page that stands for itself and prints well; nothing in it is loaded or run.
 * Browsers that know margin boxes print the number of each page.
 *
 * @param page - `title` is text, `body` HTML; `pageWord` and `ofWord` as in “Page 1 of 2”
 * @public
 */
export function htmlPage(page: {
  language: FileLanguage;
  title: string;
  pageWord: string;
  ofWord: string;
  body: string;
}): string {
  const { language, title, pageWord, ofWord, body } = page;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
@page { @bottom-right { content: "${pageWord} " counter(page) " ${ofWord} " counter(pages); font: 9pt sans-serif; } }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text inside HTML. @public */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign]);
}
