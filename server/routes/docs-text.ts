import { html, type Html } from '../auth/html.ts';
import { ERRORS } from '../contract/errors.ts';

/** A sentence with `code` between backticks; the code of an error leads to its row. */
export function prose(text: string): Html {
  const parts = text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : inlineCode(part)));
  return html`${parts}`;
}

function inlineCode(text: string): Html {
  const code = html`<code>${text}</code>`;
  return Object.hasOwn(ERRORS, text) ? html`<a href="#${text}">${code}</a>` : code;
}

/** The parts of a JSON text that are told apart by colour: field names, texts, and the other values. */
const JSON_TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)/g;

export function highlightJson(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(JSON_TOKEN)) {
    const [all, quoted, colon = ''] = match;
    parts.push(html`${text.slice(end, match.index)}`);
    const kind = quoted === undefined ? 'value' : colon === '' ? 'text' : 'name';
    parts.push(html`<span class="${kind}">${quoted ?? all}</span>${colon}`);
    end = match.index + all.length;
  }
  return html`${parts}${text.slice(end)}`;
}

/** A block of code that scrolls by itself, with the keyboard as well. */
export function codeBlock(label: string, code: Html): Html {
  return html`<figure class="code">
    <figcaption>${label}</figcaption>
    <pre tabindex="0" aria-label="${label}"><code>${code}</code></pre>
  </figure>`;
}

/** A path with its parameters marked; it may break after a slash. */
export function pathCode(path: string): Html {
  const parts = path.split(/(?=\/)/).map((part) => {
    const name = /^\/(\{\w+\})$/.exec(part)?.[1];
    return name === undefined ? html`<wbr />${part}` : html`<wbr />/<span class="parameter">${name}</span>`;
  });
  return html`<code class="path">${parts}</code>`;
}

export function methodBadge(method: string): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span>`;
}
