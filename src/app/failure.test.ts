import { expect, test } from 'vitest';
import { ApiError } from '../api/errors.ts';
import { explainFailure } from './failure.ts';

const now = new Date('2026-11-23T10:00:00Z');
const explain = (error: unknown) => explainFailure(error, '/devices', now);

test.each([
  new TypeError('Failed to fetch dynamically imported module: http://127.0.0.1/assets/Palette-1.js'),
  new TypeError('error loading dynamically imported module'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/a.css'),
])('a missing part ($message) asks for a reload', (error) => {
  expect(explain(error).advice).toContain('Load the page again');
  expect(explain(error).title).toContain('part of Muster');
});

test('an error of a call is told in its own words, with its codes in the details', () => {
  const failure = explain(new ApiError('limit', 'The budget is used up.', { status: 429, code: 'COM0002' }));
  expect(failure.advice).toBe('The budget is used up.');
  expect(failure.details).toContain('[limit 429 COM0002]');
});

test('anything else names time, place and error in the details', () => {
  const { details } = explain(new RangeError('out of it'));
  expect(details).toContain('2026-11-23T10:00:00.000Z /devices');
  expect(details).toContain('RangeError: out of it');
  expect(explain('plain text').details).toContain('plain text');
});
