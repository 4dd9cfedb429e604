import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../contract/errors.ts';
import { ONE_LINE, RequestId } from '../contract/wire.ts';
import { parseJson } from './lossless-json.ts';
import { readBody, readOptionalBody } from './request-body.ts';

const Body = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 5 }),
  kind: Type.Optional(Type.Integer({ enum: [0, 2] })),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
  silent: Type.Optional(Type.Boolean()),
  file: Type.Optional(RequestId),
  ids: Type.Optional(Type.Array(RequestId, { maxItems: 3 })),
});

it('takes a body whose every field may be left out', () => {
  const Options = Type.Object({ silent: Type.Optional(Type.Boolean()) });
  expect(readBody(Options, {})).toEqual({});
  expect(readBody(Options, { silent: true })).toEqual({ silent: true });
});

it.each([
  ['a\nb', false],
  ['a\u202eb', false],
  ['a\u2069', false],
  ['مكتب 1', true],
  ['👩🏽‍🔧 Büro', true],
])('takes %j for text of one line: %s', (name, isTaken) => {
  const Line = Type.Object({ name: Type.String({ pattern: ONE_LINE }) });
  const read = () => readBody(Line, { name });
  if (isTaken) expect(read()).toEqual({ name });
  else expect(failureOf(read).message).toContain('control characters');
});

describe('readBody', () => {
  it.each<[string, unknown]>([
    ['{"name":" MDM "}', { name: 'MDM' }],
    ['{"name":"a","unknown":1}', { name: 'a' }],
    ['{"name":"a","file":9007199254741001}', { name: 'a', file: 9007199254741001n }],
    [
      '{"name":"a","file":1,"ids":[0,9223372036854775807]}',
      { name: 'a', file: 1n, ids: [0n, 2n ** 63n - 1n] },
    ],
    ['{"name":"a","kind":2,"count":9,"silent":false}', { name: 'a', kind: 2, count: 9, silent: false }],
    ['{"name":"a","kind":null}', { name: 'a' }],
  ])('reads %s', (text, expected) => {
    expect(readBody(Body, parseJson(text))).toEqual(expected);
  });

  it.each([
    ['[]', 'COM0005', 'object'],
    ['"x"', 'COM0005', 'object'],
    ['null', 'COM0005', 'object'],
    ['{}', 'COM0005', 'name is missing'],
    ['{"name":null}', 'COM0005', 'name is missing'],
    ['{"name":"  "}', 'COM0005', 'name is empty'],
    ['{"name":"abcdef"}', 'COM0005', 'at most 5'],
    ['{"name":"a\\u0000b"}', 'COM0005', 'not readable'],
    ['{"name":"\\ud800"}', 'COM0005', 'not readable'],
    ['{"name":1}', 'COM0005', 'text'],
    ['{"name":"a","kind":1}', 'COM0005', 'one of 0, 2'],
    ['{"name":"a","kind":"2"}', 'COM0005', 'one of 0, 2'],
    ['{"name":"a","count":2.0}', 'COM0005', 'from 1 to 9'],
    ['{"name":"a","count":10}', 'COM0005', 'from 1 to 9'],
    ['{"name":"a","silent":"true"}', 'COM0005', 'true or false'],
    ['{"name":"a","file":"9007199254741001"}', 'COM0005', 'file has to be an id'],
    ['{"name":"a","file":9007199254741001.0}', 'COM0005', 'file has to be an id'],
    ['{"name":"a","file":9.007199254741001e15}', 'COM0005', 'file has to be an id'],
    ['{"name":"a","file":-1}', 'COM0005', 'file has to be an id'],
    ['{"name":"a","file":9223372036854775808}', 'COM0005', 'file has to be an id'],
    ['{"name":"a","ids":[]}', 'COM0005', 'ids is empty'],
    ['{"name":"a","ids":[1,2,3,4]}', 'COM0005', 'more than 3'],
    ['{"name":"a","ids":[1,"2"]}', 'COM0005', 'ids[1] has to be an id'],
    ['{"name":"a","ids":{"0":1}}', 'COM0005', 'a list'],
  ])('refuses %s with %s', (text, code, reason) => {
    const failure = failureOf(() => readBody(Body, parseJson(text)));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(reason);
  });

  it('wants a body, unless it may be left out', () => {
    expect(failureOf(() => readBody(Body, undefined)).code).toBe('COM0006');
    expect(readOptionalBody(Type.Object({ silent: Type.Optional(Type.Boolean()) }), undefined)).toEqual({});
    expect(failureOf(() => readOptionalBody(Body, undefined)).message).toContain('name is missing');
  });
});

function failureOf(read: () => unknown): ApiFailure {
  try {
    read();
  } catch (error) {
    if (error instanceof ApiFailure) return error;
  }
  throw new Error('It was not refused');
}
