import { html, type Html } from '../auth/html.ts';
import { ERRORS, type ErrorCode } from '../contract/errors.ts';
import { codesByStatus, SUCCESS } from '../contract/openapi-answers.ts';
import { printJson } from '../contract/openapi-json.ts';
import { SCOPE_PREFIX } from '../contract/openapi-oauth.ts';
import { readSchema, writeExample } from '../contract/openapi-schema.ts';
import { DISPOSITION } from '../contract/openapi.ts';
import type { ApiAnswer, ApiBody, ApiOperation } from '../contract/operations-types.ts';
import { COMMON_ERRORS, errorsOf, PATH_PARAMETERS, pathParameters } from '../contract/operations.ts';
import type { Wire } from '../contract/wire.ts';
import { answerRows, cell, type FieldRow, fieldRow, fieldRows, fieldTable, table } from './docs-fields.ts';
import { codeBlock, highlightJson, methodBadge, pathCode, prose } from './docs-text.ts';

/** Tables of more fields than this begin closed. */
const LONG_TABLE = 16;

/** One operation: what it does on the left, what goes over the wire on the right where there is room. */
export function operationSection(operation: ApiOperation, wire: Wire): Html {
  const { id, method, path, summary, description, scope, body, answer, isAddition } = operation;
  return html`<article class="operation" id="${id}" aria-labelledby="${id}-title">
    <div class="about">
      <h3 id="${id}-title"><a href="#${id}">${summary}</a></h3>
      <p class="endpoint">${methodBadge(method)} ${pathCode(path)}</p>
      ${description !== undefined && html`<p>${prose(description)}</p>`}
      <p class="scope">
        Scope <code>${SCOPE_PREFIX}.${scope}</code>
        ${isAddition === true && html`<span class="addition">Not in the vendor's reference</span>`}
      </p>
      ${parameterTables(operation)} ${body !== undefined && bodyPart(body)}
      ${answer.status === 200 && answerFields(answer, wire)} ${errorTable(operation)}
    </div>
    <div class="samples">${codeBlock('Request', requestSample(operation))} ${answerSample(answer, wire)}</div>
  </article>`;
}

function parameterTables({ method, path, query = [], body }: ApiOperation): Html {
  const inPath = pathParameters(path).map((name) =>
    fieldRow(name, { type: 'integer', format: 'int64', description: PATH_PARAMETERS[name] ?? '' }, true),
  );
  const inQuery = query.map(({ name, description, schema }) =>
    fieldRow(name, { ...schema, description }, false),
  );
  const text = (name: string, description: string) => fieldRow(name, { type: 'string', description }, false);
  const inHeader = [
    ...(method === 'get' ? [text('If-None-Match', 'The ETag of an earlier answer.')] : []),
    ...(body?.kind === 'file' ? [text('Content-Disposition', DISPOSITION)] : []),
  ];
  return html`${titled('In the path', inPath)} ${titled('In the query', inQuery)}
  ${titled('In the headers', inHeader)}`;
}

function titled(title: string, rows: readonly FieldRow[]): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`<h4>${title}</h4>
    ${fieldTable(title, rows)}`;
}

function bodyPart(body: ApiBody): Html {
  if (body.kind === 'file') {
    return html`<h4>Body</h4>
      <p>The bytes of the file, of any type; or a form (<code>multipart/form-data</code>) with one file.</p>`;
  }
  const rows = fieldRows(readSchema(body.schema));
  return html`<h4>Body${body.isOptional === true && html` <span class="optional">may be left out</span>`}</h4>
    ${body.or !== undefined && html`<p>${body.or.when}</p>`} ${fieldTable('Body', rows)}`;
}

function answerFields({ schema }: Extract<ApiAnswer, { status: 200 }>, wire: Wire): Html {
  const rows = answerRows(readSchema(schema(wire)));
  const fields = fieldTable('Fields of the answer', rows);
  if (rows.length <= LONG_TABLE) {
    return html`<h4>Answer</h4>
      ${fields}`;
  }
  return html`<h4>Answer</h4>
    <details class="fields">
      <summary>${String(rows.length)} fields</summary>
      ${fields}
    </details>`;
}

function errorTable(operation: ApiOperation): Html {
  const common: readonly ErrorCode[] = COMMON_ERRORS;
  const own = errorsOf(operation).filter((code) => !common.includes(code));
  return html`<h4>Errors</h4>
    ${own.length > 0 && codeTable(own)}
    <p class="common">
      ${own.length > 0 ? 'And what' : 'What'} any operation may answer:
      ${common.map((code) => html` <a href="#${code}"><code>${code}</code></a>`)}
    </p>`;
}

/** Codes with status and meaning; in the table of all codes each row has the code as its address. */
export function codeTable(codes: readonly ErrorCode[], isWhole = false): Html {
  const rows = codesByStatus(codes).flatMap(([status, carried]) =>
    carried.map((code) => [
      cell(
        isWhole ? html`<code id="${code}">${code}</code>` : html`<a href="#${code}"><code>${code}</code></a>`,
      ),
      cell(html`<span class="type">${String(status)}</span>`),
      cell(html`${ERRORS[code][1]}`),
    ]),
  );
  return table('Errors', ['Code', 'Status', 'Meaning'], rows);
}

function requestSample({ method, path, body }: ApiOperation): Html {
  const target = path.replaceAll(/\{\w+\}/g, (name) => EXAMPLE_IDS[name] ?? name);
  const verb = method === 'get' ? '' : `-X ${method.toUpperCase()} `;
  const lines = [
    `curl ${verb}https://muster.example.org/api/v1${target}`,
    "  -H 'Authorization: Zoho-oauthtoken 1000.8f3b…'",
  ];
  if (body?.kind === 'file') {
    lines.push(
      "  -H 'Content-Type: application/vnd.android.package-archive'",
      "  -H 'Content-Disposition: filename=delivery-3.2.0.apk'",
      '  --data-binary @delivery-3.2.0.apk',
    );
  }
  if (body?.kind !== 'json') return html`${lines.join(' \\\n')}`;
  lines.push("  -H 'Content-Type: application/json'", "  -d '");
  return html`${lines.join(' \\\n')}${highlightJson(printJson(body.example))}'`;
}

const EXAMPLE_IDS: Readonly<Record<string, string>> = {
  '{app_id}': '9007199254744021',
  '{device_id}': '9007199254741993',
  '{group_id}': '9007199254743011',
  '{member_id}': '9007199254741993',
};

function answerSample(answer: ApiAnswer, wire: Wire): Html {
  const label = `Answer ${answer.status}`;
  if (answer.status !== 200) return codeBlock(label, html`${SUCCESS[answer.status]}`);
  const example = writeExample(answer.example(wire), readSchema(answer.schema(wire)));
  return codeBlock(label, highlightJson(printJson(example)));
}
