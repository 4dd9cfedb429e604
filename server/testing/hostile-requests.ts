import fc from 'fast-check';
import type { ApiOperation } from '../contract/operations-types.ts';
import { API_OPERATIONS } from '../contract/operations.ts';
import { API_BASES } from './api-requests.ts';

const HOSTILE = [
  '',
  '0',
  '-1',
  '007',
  '1.0',
  '1e3',
  '٣',
  'NaN',
  'null',
  '__proto__',
  'a b',
  '\0',
  "' or 1=1 --",
  '9223372036854775807',
  '9223372036854775808',
  '9'.repeat(400),
  'a'.repeat(5000),
  '\u202e',
  '../../etc/passwd',
  '{group_id}',
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
/** One that is there, or anything else. `@3@` stands for a known id, by its place; see `fillIn`. */
const knownId = fc.nat(17).map((place) => `@${place}@`);
const idText = fc.oneof({ weight: 3, arbitrary: knownId }, { weight: 2, arbitrary: hostileText });

const FIELDS = [
  ...new Set(
    API_OPERATIONS.flatMap(({ body }) => (body?.kind === 'json' ? Object.keys(body.schema.properties) : [])),
  ),
];

/** In every spelling that a number can have. */
const number = fc.oneof(
  fc.constantFrom(
    '1.0',
    '1e3',
    '-0',
    '1e400',
    '9'.repeat(400),
    '9223372036854775808',
    '-9223372036854775809',
    '0.1',
    '1E-7',
  ),
  fc.nat(12).map(String),
  knownId,
);
const scalar = fc.oneof(
  number,
  fc.constantFrom(
    'true',
    'false',
    'null',
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"com.example.picker"',
    '"SE"',
    '"https://a.example"',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.constant(JSON.stringify('x'.repeat(5000))),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }).map((items) => `[${items.join()}]`) },
  { weight: 1, arbitrary: fc.constantFrom('{}', '[[]]', '{"a":{"b":[]}}') },
);
const field = fc.oneof(
  fc.constantFrom(...FIELDS),
  fc.constantFrom('__proto__', 'constructor', 'toString', ''),
  fc.string(),
);
const object = fc
  .array(fc.tuple(field, value), { maxLength: 8 })
  .map((fields) => `{${fields.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`);

/** A body that has every field of the operation, some of them wrong. */
const bodyOf = ({ body }: ApiOperation) =>
  body?.kind !== 'json'
    ? object
    : fc
        .tuple(
          ...Object.keys(body.schema.properties).map((name) => fc.option(fc.tuple(fc.constant(name), value))),
        )
        .map(
          (fields) =>
            `{${fields.flatMap((each) => (each === null ? [] : [`"${each[0]}":${each[1]}`])).join()}}`,
        );

const DEEP = 10_000;
const brokenBody = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '[',
    'null',
    '[]',
    '1',
    '"a"',
    '{"name":"a"',
    '{"a":1,}',
    '\ufeff{}',
    '{"a":1}{"a":1}',
    "{'a':1}",
  ),
  fc.constantFrom('['.repeat(DEEP) + ']'.repeat(DEEP), '{"name":'.repeat(DEEP) + '1' + '}'.repeat(DEEP)),
  fc.constant(`{"member_ids":[${'1,'.repeat(200_000)}1]}`),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

const contentType = fc.oneof(
  { weight: 5, arbitrary: fc.constant('application/json') },
  fc.constantFrom(
    'application/json; charset=utf-16',
    'text/plain',
    'text/xml',
    '',
    'nothing',
    'image/png',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'b'.repeat(300)}`,
  ),
);
const disposition = fc.oneof(
  fc.constantFrom(
    'filename=a.apk',
    "filename*=UTF-8''%zz",
    'filename="',
    'filename=../../a',
    'attachment',
    ';;;',
    `filename=${'a'.repeat(5000)}`,
    'form-data; name="file"',
  ),
  fc.string({ maxLength: 40 }).map((text) => `filename=${text.replaceAll(/[^\x20-\x7e]/g, '')}`),
);
const headers = fc.record(
  {
    'content-type': contentType,
    'content-disposition': disposition,
    'if-none-match': fc.constantFrom('*', '"a"', 'W/"', 'x'.repeat(3000)),
    'accept-encoding': fc.constantFrom('br', 'gzip', 'identity;q=0', '*;q=x', ';'),
    expect: fc.constant('100-continue'),
    accept: fc.constant('text/html'),
  },
  { requiredKeys: ['content-type'] },
);
const PARAMETERS = [
  ...new Set(API_OPERATIONS.flatMap(({ query = [] }) => query.map(({ name }) => name))),
  'x',
  '__proto__',
  'a[b]',
];
const query = fc
  .array(fc.tuple(fc.constantFrom(...PARAMETERS), fc.oneof(hostileText, fc.nat(1200).map(String))), {
    maxLength: 4,
  })
  .map((pairs) =>
    pairs
      .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`)
      .join('&'),
  );

/** A call of a documented operation with nothing right but its method and path. */
export const hostileCall = fc.constantFrom(...API_OPERATIONS.map(({ id }) => id)).chain((id) =>
  fc.record({
    id: fc.constant(id),
    base: fc.constantFrom(...API_BASES),
    ids: fc.array(idText, { minLength: 2, maxLength: 2 }),
    query: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 2, arbitrary: query }),
    headers,
    body: fc.oneof(
      { weight: 3, arbitrary: bodyOf(operationOf(id)) },
      { weight: 1, arbitrary: object },
      { weight: 1, arbitrary: brokenBody },
    ),
  }),
);

export function operationOf(id: string): ApiOperation {
  const operation = API_OPERATIONS.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`No operation ${id}`);
  return operation;
}

/** The text with real ids in the places left for them: they are known only once the fleet is there. */
export function fillIn(text: string, known: readonly string[]): string {
  return text.replaceAll(/@(\d+)@/g, (_all, place: string) => known[Number(place) % known.length] ?? '1');
}

/** Without segments of dots, which a client resolves before it calls. */
const segment = fc.oneof(
  fc.constantFrom(
    'api',
    'v1',
    'v2',
    'mdm',
    'devices',
    'groups',
    'apps',
    '%2f',
    '%00',
    '%zz',
    '%',
    '',
    ';',
    '*',
    ':id',
    '%c0%af',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constant('a'.repeat(3000)),
);

export const hostilePath = fc.record({
  start: fc.constantFrom('/api', '/api/v1', '/api/v1/mdm', '/api/v2', '/api/v1/devices/1', '/api/v1/apps'),
  more: fc.array(segment, { maxLength: 5 }),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'TRACE'),
});

const rawLine = fc.oneof(
  fc.constantFrom(
    'Content-Length: 5',
    'Content-Length: 50',
    'Content-Length: -1',
    'Content-Length: 5, 5',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip',
    'Content-Type: application/json',
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Disposition: filename=a',
    'Content-Disposition: filename=\xff\xfe',
    'Host: localhost',
    'Authorization: a',
    'Expect: 100-continue',
    'Connection: upgrade',
    'Upgrade: h2c',
    'X: \x01',
    'no colon',
    ' folded: a',
    'Content-Type : a',
  ),
  fc.string({ maxLength: 30 }),
);
const rawBody = fc.oneof(
  fc.constantFrom(
    '',
    '{"a":',
    '{"name":"\xff\xfe"}',
    '5\r\nhello\r\n0\r\n\r\n',
    'zz\r\n',
    '5\r\nhel',
    'ffffffffffffffff\r\n',
    '--x\r\n\r\n--x--',
    '\x00\x00',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** A request as lines and bytes, latin1, that no client would send. */
export const rawRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'FOO', 'G\0T'),
  path: fc.constantFrom(
    '/api/v1/devices',
    '/api/v1/groups',
    '/api/v1/files',
    '/api/v1/apps/1',
    '/api/v1/devices/\xff',
    '/api/v1/../../etc/passwd',
    '/api/v1/%2e%2e/%2e%2e/etc/passwd',
    '/api//v1',
    'http://evil.example/api/v1/devices',
    '*',
  ),
  lines: fc.array(rawLine, { maxLength: 4 }),
  body: rawBody,
});
