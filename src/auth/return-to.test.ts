import { describe, expect, test } from 'vitest';
import { safeReturnTo } from './return-to.ts';

const origin = 'http://127.0.0.1:8420';

describe('an address of this page is kept with everything it says', () => {
  test.each([
    '/devices',
    '/devices?q=asus&sort=name:desc',
    '/devices?q=%2F%2Fevil.example#row-3',
    '/devices/9007199254741001',
    '/devices?next=https://evil.example/',
    '/callbacks',
  ])('%s', (wanted) => expect(safeReturnTo(wanted, origin)).toBe(wanted));
});

describe('anything else leads to the start page', () => {
  test.each([
    ['//evil.example'],
    ['///evil.example'],
    ['/\\evil.example'],
    ['\\\\evil.example'],
    ['/\t/evil.example'],
    ['/\n/evil.example'],
    ['/.//evil.example'],
    ['/a/..//evil.example'],
    ['https://evil.example/devices'],
    [`${origin}/devices`],
    ['javascript:alert(1)'],
    ['devices'],
    [' /devices'],
    [''],
    ['/callback?code=1'],
    ['/callback/'],
    ['/Callback'],
    ['/%63allback'],
    ['/x/../callback'],
    ['/callback-beside'],
    ['/signed-out'],
    ['/%E0%A4%A'],
    [undefined],
    [null],
    [['/devices']],
  ])('%j', (wanted) => expect(safeReturnTo(wanted, origin)).toBe('/'));
});
