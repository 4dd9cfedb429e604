import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { DEVICE_ID } from './examples-devices.ts';
import { printJson } from './openapi-json.ts';
import { writeExample } from './openapi-schema.ts';
import { openApiText } from './openapi.ts';
import type { ApiOperation } from './operations-types.ts';
import { errorsOf } from './operations.ts';

describe.each(['numbers', 'strings'] as const)('the document, ids as %s', (wire) => {
  const text = openApiText(wire);

  it('is OpenAPI 3.1 by the linter, without an error or a warning', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      // GET /oauth/v2/auth sends a browser elsewhere and never answers 2xx.
      rules: { 'operation-2xx-response': 'off' },
    });
    const problems = await lintFromString({ source: text, config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  it('has every digit of the ids in its examples', () => {
    const printed = wire === 'numbers' ? `"device_id": ${DEVICE_ID},` : `"device_id": "${DEVICE_ID}",`;
    expect(text).toContain(printed);
    expect(text).not.toContain(String(Number(DEVICE_ID)));
  });

  it('asks for ids in bodies as integers', () => {
    expect(text).toContain(`"device_ids": [${DEVICE_ID}, `);
  });
});

describe('JSON text', () => {
  it.each([
    ['a long integer', 9007199254740993n, '9007199254740993'],
    ['an object', { a: 1, b: undefined, c: null }, '{\n  "a": 1,\n  "c": null\n}'],
    ['an empty object', {}, '{}'],
    ['an empty list', [], '[]'],
    ['a short list', [1n, 'a'], '[1, "a"]'],
    ['a list of objects', [{ a: [] }], '[\n  {\n    "a": []\n  }\n]'],
    ['a long list', ['a'.repeat(80)], `[\n  "${'a'.repeat(80)}"\n]`],
    ['text to be escaped', { '"': '</script>\n' }, '{\n  "\\"": "</script>\\n"\n}'],
  ])('of %s', (_case, value, text) => {
    expect(printJson(value)).toBe(text);
  });
});

describe('an example', () => {
  it.each([
    ['an id as a string', 5n, { type: 'string' }, '5'],
    ['a number as a string', 5, { type: 'string' }, '5'],
    ['null where it may be', null, { type: 'string', nullable: true }, null],
    ['an id that may be null', 5n, { type: 'string', nullable: true }, '5'],
    ['a number where both may be', 5, { type: ['integer', 'string'] }, 5],
    ['an id as an integer', 5n, { type: 'integer' }, 5n],
    ['entries of a list', [5n], { type: 'array', items: { type: 'string' } }, ['5']],
    ['fields of an object', { a: 5n }, { properties: { a: { type: 'string' } } }, { a: '5' }],
  ])('is written as the serialiser would: %s', (_case, example, schema, written) => {
    expect(writeExample(example, schema)).toEqual(written);
  });
});

describe('the codes of an operation', () => {
  const COMMON = ['COM0002', 'COM0004', 'COM0013', 'COM0014', 'SCOPE_MISMATCH'];
  const schema = { type: 'object' } as never;
  const base = { id: 'a', tag: 'Devices', summary: '', scope: 'MDMInventory.READ', path: '/a' } as const;
  const answer = { status: 204 } as const;
  const query = (name: string) => [{ name, description: '', schema: {} }];
  const body = { kind: 'json', name: 'A', schema, example: {} } as const;

  it.each<[string, ApiOperation, string[]]>([
    ['reading', { ...base, method: 'get', answer }, []],
    ['an id in the path', { ...base, method: 'get', answer, path: '/a/{b}' }, ['COM0008']],
    ['pages', { ...base, method: 'get', answer, query: query('limit') }, ['COM0003']],
    ['deltas', { ...base, method: 'get', answer, query: query('delta-token') }, ['COM0021']],
    ['writing', { ...base, method: 'delete', answer }, ['COM0011']],
    ['a body', { ...base, method: 'post', answer, body }, ['COM0005', 'COM0006', 'COM0011']],
    [
      'a body or none',
      { ...base, method: 'post', answer, body: { ...body, isOptional: true } },
      ['COM0005', 'COM0011'],
    ],
    ['a file', { ...base, method: 'post', answer, body: { kind: 'file' } }, ['COM0006', 'COM0011']],
    ['its own', { ...base, method: 'get', answer, errors: ['LOC0001', 'COM0002'] }, ['LOC0001']],
  ])('follow from %s', (_case, operation, own) => {
    expect(errorsOf(operation)).toEqual([...COMMON, ...own].sort());
  });
});
