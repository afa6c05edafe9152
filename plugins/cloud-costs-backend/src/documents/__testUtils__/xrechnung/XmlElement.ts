import { XMLParser } from 'fast-xml-parser';

type Parsed = { [name: string]: unknown };

const ATTRIBUTES = ':@';
const TEXT = '#text';

/** An element of a document, with its children in their order. */
export class XmlElement {
  private constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly children: readonly XmlElement[],
    readonly text: string,
  ) {}

  /** The document's outermost element. */
  static parse(xml: string): XmlElement {
    const nodes: Parsed[] = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      ignoreDeclaration: true,
    }).parse(xml);
    return XmlElement.of(nodes[0]);
  }

  private static of(node: Parsed): XmlElement {
    const { [ATTRIBUTES]: attributes = {}, ...named } = node;
    const [[name, content]] = Object.entries(named) as [string, Parsed[]][];
    const isText = (part: Parsed) => TEXT in part;
    return new XmlElement(
      name,
      attributes as Record<string, string>,
      content.filter(part => !isText(part)).map(part => XmlElement.of(part)),
      content
        .filter(isText)
        .map(part => String(part[TEXT]))
        .join('')
        .trim(),
    );
  }

  /** What is below on a path such as `cac:Party/cbc:EndpointID`. */
  all(path: string): XmlElement[] {
    const [name, ...rest] = path.split('/');
    const found = this.children.filter(child => child.name === name);
    return rest.length === 0
      ? found
      : found.flatMap(child => child.all(rest.join('/')));
  }

  first(path: string): XmlElement | undefined {
    return this.all(path)[0];
  }

  /** The text of the first element on a path; empty if there is none. */
  textOf(path: string): string {
    return this.first(path)?.text ?? '';
  }

  /** This element and everything below it. */
  everything(): XmlElement[] {
    return [this, ...this.children.flatMap(child => child.everything())];
  }

  /** The same with something else for the first element on a path. */
  replace(path: string, by: (found: XmlElement) => XmlElement[]): XmlElement {
    const [name, ...rest] = path.split('/');
    const at = this.children.findIndex(child => child.name === name);
    if (at < 0) throw new Error(`${this.name} has no ${path}`);
    const child = this.children[at];
    const instead =
      rest.length === 0 ? by(child) : [child.replace(rest.join('/'), by)];
    return this.with({
      children: [
        ...this.children.slice(0, at),
        ...instead,
        ...this.children.slice(at + 1),
      ],
    });
  }

  with(change: Partial<Pick<XmlElement, 'attributes' | 'children' | 'text'>>) {
    const { attributes, children, text } = { ...this, ...change };
    return new XmlElement(this.name, attributes, children, text);
  }
}
