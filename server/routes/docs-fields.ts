import { html, type Html } from '../auth/html.ts';
import { type SchemaNode, typesOf } from '../contract/openapi-schema.ts';
import { prose } from './docs-text.ts';

/** A line of a table of fields or parameters. */
export interface FieldRow {
  name: string;
  /** What the field is in: `devices[].user.` */
  parent: string;
  type: string;
  isRequired: boolean;
  meaning: string;
  limits: string;
}

/** Every field of an object, those of nested ones after the field that holds them. */
export function fieldRows(schema: SchemaNode, parent = ''): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isList = field.items?.properties !== undefined;
    const inner = isList ? (field.items ?? {}) : field;
    return [
      fieldRow(name, field, schema.required?.includes(name) ?? false, parent),
      ...fieldRows(inner, `${parent}${name}${isList ? '[]' : ''}.`),
    ];
  });
}

export function fieldRow(name: string, field: SchemaNode, isRequired: boolean, parent = ''): FieldRow {
  return {
    name,
    parent,
    type: typeLabel(field),
    isRequired,
    meaning: field.description ?? '',
    limits: limitsOf(field),
  };
}

/** In the words of the reference: long, integer, string, list of longs. */
export function typeLabel(node: SchemaNode): string {
  return typesOf(node)
    .map((type) => {
      if (type === 'array') return `list of ${typeLabel(node.items ?? {})}s`;
      return type === 'integer' && node.format === 'int64' ? 'long' : type;
    })
    .join(' or ');
}

export function limitsOf({ enum: values, minimum, maximum, minLength = 0, maxLength, maxItems }: SchemaNode) {
  const limits: string[] = [];
  if (values !== undefined) limits.push(`One of ${values.map(String).join(', ')}.`);
  if (minimum !== undefined && maximum !== undefined) limits.push(`${minimum} to ${maximum}.`);
  else if (minimum !== undefined) limits.push(`${minimum} or more.`);
  if (maxLength !== undefined) {
    limits.push(
      minLength > 0 ? `${minLength} to ${maxLength} characters.` : `At most ${maxLength} characters.`,
    );
  }
  if (maxItems !== undefined) limits.push(`At most ${maxItems.toLocaleString('en')} entries.`);
  return limits.join(' ');
}

/** Roles are spelled out, because a table that is laid out as blocks (on a phone) loses its own. */
export function table(label: string, heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
  return html`<table role="table" aria-label="${label}">
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function cell(content: Html): Html {
  return html`<td role="cell">${content}</td>`;
}

export function fieldTable(label: string, rows: readonly FieldRow[]): Html {
  return table(
    label,
    ['Name', 'Type', 'Meaning'],
    rows.map(({ name, parent, type, isRequired, meaning, limits }) => [
      cell(
        html`<code>${parent !== '' && html`<span class="parent">${parent}</span><wbr />`}${name}</code>
          ${isRequired && html`<span class="required">required</span>`}`,
      ),
      cell(html`<span class="type">${type}</span>`),
      cell(html`${prose(meaning)} ${limits !== '' && html`<span class="limits">${limits}</span>`}`),
    ]),
  );
}

/** What an answer holds: always there unless it says otherwise, so that only the fields that may be absent are marked. */
export function answerRows(schema: SchemaNode): FieldRow[] {
  return fieldRows(schema).map((row) => ({
    ...row,
    isRequired: false,
    limits: row.isRequired ? row.limits : `May be absent. ${row.limits}`.trim(),
  }));
}
