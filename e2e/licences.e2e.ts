import { expect, test } from './support/fixtures.ts';

test('the licences of what the page is made of are served with it, as text', async ({ request }) => {
  const answer = await request.get('/licenses.md');
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
  const text = await answer.text();
  expect(text).toContain('## react-dom');
  expect(text).toContain('Permission is hereby granted');
});
