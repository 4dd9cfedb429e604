import { Check } from 'typebox/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SchemaNode, toJsonSchema } from './contract/openapi-schema.ts';
import { API_OPERATIONS } from './contract/operations.ts';
import type { Wire } from './contract/wire.ts';
import { parseJson } from './domain/lossless-json.ts';
import { buildTestApp } from './testing/build-test-app.ts';
import { REFERENCE_EXAMPLES } from './testing/reference-examples.ts';
import { type Answer, playReference } from './testing/reference-story.ts';
import { compareShape } from './testing/shape.ts';

const APP = ['app_category_id', 'prevent_backup', 'supported_devices'];
/** Keys of answers beyond those of the reference, by operation; whatever is not here answers exactly its keys. */
const ADDITIONS: Readonly<Record<string, readonly string[]>> = {
  listDevices: [
    'delta-token',
    'devices[].imei',
    'devices[].is_removed',
    'devices[].owned_by',
    'devices[].serial_number',
    'devices[].udid',
  ],
  listDeviceApps: [
    'apps[].group_ids',
    'apps[].is_direct',
    'apps[].notify_user_via_email',
    'apps[].silent_install',
  ],
  listGroups: ['delta-token'],
  listApps: ['delta-token'],
  getApp: APP,
  addApp: APP,
};

const answers = new Map<Wire, Map<string, Answer[]>>();
const answerOf = (wire: Wire, id: string, turn = 0) => answers.get(wire)?.get(id)?.[turn];

beforeAll(async () => {
  for (const wire of ['numbers', 'strings'] as const) {
    const test = await buildTestApp({ config: { wire } });
    answers.set(wire, await playReference(test));
    await test.close();
  }
});

const EXAMPLES = REFERENCE_EXAMPLES.map((example, index) => {
  const turn = REFERENCE_EXAMPLES.slice(0, index).filter(
    (other) => other.operation === example.operation,
  ).length;
  return [`${example.operation}${turn === 0 ? '' : `, example ${turn + 1}`}`, { ...example, turn }] as const;
});

describe('as the reference prints it', () => {
  it('there is an example of every operation that is not an addition', () => {
    const printed = new Set(REFERENCE_EXAMPLES.map(({ operation }) => operation));
    const ours = API_OPERATIONS.filter(({ isAddition }) => isAddition !== true).map(({ id }) => id);
    expect([...printed].sort()).toEqual(ours.sort());
  });

  it.each(EXAMPLES)('%s is answered', (_name, { operation, status, answer, turn }) => {
    const actual = answerOf('numbers', operation, turn);
    expect([actual?.status, actual?.body]).toEqual([status, answer === undefined ? '' : expect.any(String)]);
    if (answer === undefined) return;
    expect(compareShape(answer, parseJson(actual?.body ?? ''))).toEqual({
      problems: [],
      additions: ADDITIONS[operation] ?? [],
    });
  });

  it.each(EXAMPLES)('%s is taken where ids are strings', (_name, { operation, status, turn }) => {
    expect(answerOf('strings', operation, turn)?.status).toBe(status);
  });
});

/** No field but those of the schema. */
function closed(schema: SchemaNode): SchemaNode & { additionalProperties?: boolean } {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items !== undefined && { items: closed(items) }),
    ...(properties !== undefined && {
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, closed(each)])),
    }),
  };
}

describe.each(['numbers', 'strings'] as const)('as the document says, ids as %s', (wire) => {
  it.each(API_OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s answers',
    (id, { method, answer }) => {
      const actual = answerOf(wire, id);
      expect(actual?.etag).toEqual(method === 'get' ? expect.stringMatching(/^W\/"/) : undefined);
      expect([id, actual?.status]).toEqual([id, answer.status]);
      if (answer.status !== 200) {
        expect(actual?.body).toBe('');
        return;
      }
      // As printed in the document.
      const schema = closed(toJsonSchema(answer.schema(wire)) as SchemaNode);
      const value = JSON.parse(actual?.body ?? '') as object;
      expect(Check(schema, value)).toBe(true);
      expect(Check(schema, { ...value, more: 1 })).toBe(false);
    },
  );
});
