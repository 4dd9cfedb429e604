import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERRORS } from '../contract/errors.ts';
import { API_OPERATIONS } from '../contract/operations.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { fieldRows, limitsOf, typeLabel } from './docs-fields.ts';
import { highlightJson, pathCode, prose } from './docs-text.ts';

let test: TestApp;
let page: string;

beforeAll(async () => {
  test = await buildTestApp();
  page = (await test.app.inject('/api/docs')).body;
});
afterAll(() => test.close());

const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found = '']) => found);

describe('the page of the API', () => {
  it('is there for anybody, and not sent again where nothing changed', async () => {
    const first = await test.app.inject('/api/docs');
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const etag = String(first.headers.etag);
    const again = await test.app.inject({ url: '/api/docs', headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('needs neither a script nor a style of its own, so that the security policy lets it be', () => {
    expect(page).not.toMatch(/<script|<style|style=|javascript:|\son\w+=/i);
  });

  it('has a style from this origin that may be kept', async () => {
    const [href = ''] = all(/<link rel="stylesheet" href="([^"]+)"/g);
    const style = await test.app.inject(href);
    expect([style.statusCode, style.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(style.headers['cache-control']).toContain('immutable');
    expect(style.body).toContain('prefers-color-scheme: dark');
  });

  it.each(API_OPERATIONS.map((operation) => [operation.id, operation] as const))(
    'describes %s with its scope',
    (id, { scope, summary }) => {
      const section = page.split(`<article class="operation" id="${id}"`)[1]?.split('</article>')[0];
      expect(section).toContain(`<code>MDMOnDemand.${scope}</code>`);
      expect(section).toContain(`>${summary}</a></h3>`);
    },
  );

  it.each(Object.keys(ERRORS))('has a row for %s', (code) => {
    expect(page).toContain(`<code id="${code}">`);
  });

  it('has no address twice, and no link to one that is not there', () => {
    const ids = all(/\sid="([^"]+)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = all(/href="#([^"]+)"/g);
    expect(targets.length).toBeGreaterThan(API_OPERATIONS.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    const labels = all(/aria-labelledby="([^"]+)"/g);
    expect(labels.filter((label) => !ids.includes(label))).toEqual([]);
  });

  it('has one heading of the first level, and leaves out no level below', () => {
    const levels = all(/<h(\d)/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it('shows ids in every digit, in the form the server sends', async () => {
    expect(page).toContain('<span class="value">9007199254741993</span>');
    const strings = await buildTestApp({ config: { wire: 'strings' } });
    const { body } = await strings.app.inject('/api/docs');
    await strings.close();
    expect(body).toContain('<span class="text">&quot;9007199254741993&quot;</span>');
  });
});

describe('text on the page', () => {
  it.each([
    ['plain <b>', 'plain &lt;b&gt;'],
    ['a `<code>` in it', 'a <code>&lt;code&gt;</code> in it'],
    ['see `COM0008`', 'see <a href="#COM0008"><code>COM0008</code></a>'],
    ['not `toString`', 'not <code>toString</code>'],
  ])('%s', (text, markup) => {
    expect(prose(text).text).toBe(markup);
  });

  it('keeps hostile JSON text', () => {
    expect(highlightJson('{"<b>": "</code>\\"", "n": -1.5, "t": true}').text).toBe(
      '{<span class="name">&quot;&lt;b&gt;&quot;</span>: <span class="text">&quot;&lt;/code&gt;\\&quot;&quot;</span>, ' +
        '<span class="name">&quot;n&quot;</span>: <span class="value">-1.5</span>, ' +
        '<span class="name">&quot;t&quot;</span>: <span class="value">true</span>}',
    );
  });

  it('marks the parameters of a path', () => {
    expect(pathCode('/a/{b}/c').text).toBe(
      '<code class="path"><wbr />/a<wbr />/<span class="parameter">{b}</span><wbr />/c</code>',
    );
  });
});

describe('a table of fields', () => {
  it('names nested fields by what they are in', () => {
    const text = { type: 'string' };
    const user = { type: 'object', nullable: true, properties: { id: text }, required: ['id'] };
    const list = { type: 'array', items: { type: 'object', properties: { user } } };
    const rows = fieldRows({ properties: { list } });
    expect(rows.map(({ parent, name, type, isRequired }) => [parent, name, type, isRequired])).toEqual([
      ['', 'list', 'list of objects', false],
      ['list[].', 'user', 'object or null', false],
      ['list[].user.', 'id', 'string', true],
    ]);
  });

  it.each([
    [{ type: 'integer', format: 'int64' }, 'long'],
    [{ type: 'integer' }, 'integer'],
    [{ type: ['integer', 'string'] }, 'integer or string'],
    [{ type: 'array', items: { type: 'integer', format: 'int64' } }, 'list of longs'],
    [{ type: 'integer', format: 'int64', nullable: true }, 'long or null'],
  ])('calls %j %s', (node, label) => {
    expect(typeLabel(node)).toBe(label);
  });

  it.each([
    [{}, ''],
    [{ minimum: 1, maximum: 9 }, '1 to 9.'],
    [{ minimum: 0 }, '0 or more.'],
    [{ maxLength: 9 }, 'At most 9 characters.'],
    [{ minLength: 1, maxLength: 9 }, '1 to 9 characters.'],
    [{ maxItems: 200_000 }, 'At most 200,000 entries.'],
    [{ enum: [1, 2] }, 'One of 1, 2.'],
  ])('tells the limits of %j', (node, limits) => {
    expect(limitsOf(node)).toBe(limits);
  });
});
