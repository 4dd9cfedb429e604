import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../contract/errors.ts';
import { essenceOf, maxBodyBytes, planUpload, type UploadHeaders } from './upload-plan.ts';

const MAX = 1000;
const RAW: UploadHeaders = { 'content-type': 'image/png', 'content-disposition': 'filename=check.png' };
const FORM: UploadHeaders = { 'content-type': 'multipart/form-data; boundary=xyz' };

function codeOf(headers: UploadHeaders): string {
  try {
    planUpload(headers, MAX);
  } catch (error) {
    if (error instanceof ApiFailure) return error.code;
    throw error;
  }
  return 'taken';
}

describe('the plan of an upload', () => {
  it('reads the name and the type of a raw one', () => {
    expect(planUpload(RAW, MAX)).toEqual({ form: 'raw', name: 'check.png', contentType: 'image/png' });
  });

  it.each([
    ['multipart/form-data; boundary=xyz', 'xyz'],
    ['Multipart/Form-Data;charset=utf-8;Boundary="a b;c"', 'a b;c'],
    [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  ])('reads the boundary of %s', (type, boundary) => {
    expect(planUpload({ 'content-type': type }, MAX)).toEqual({ form: 'multipart', boundary });
  });

  it.each<[string, UploadHeaders, string]>([
    ['no type', { ...RAW, 'content-type': undefined }, 'COM0011'],
    ['an empty type', { ...RAW, 'content-type': ' ' }, 'COM0011'],
    ['no name', { ...RAW, 'content-disposition': undefined }, 'COM0011'],
    ['a name of nothing', { ...RAW, 'content-disposition': 'filename=..' }, 'COM0011'],
    ['no boundary', { 'content-type': 'multipart/form-data' }, 'COM0011'],
    ['an empty boundary', { 'content-type': 'multipart/form-data; boundary=' }, 'COM0011'],
    ['a long boundary', { 'content-type': `multipart/form-data; boundary=${'x'.repeat(71)}` }, 'COM0011'],
    ['another multipart', { ...RAW, 'content-type': 'multipart/mixed; boundary=x' }, 'taken'],
    ['compressed', { ...RAW, 'content-encoding': 'gzip' }, 'COM0011'],
    ['not compressed', { ...RAW, 'content-encoding': 'Identity' }, 'taken'],
    ['nothing', { ...RAW, 'content-length': '0' }, 'COM0006'],
    ['an empty form', { ...FORM, 'content-length': '0' }, 'COM0006'],
    ['the most', { ...RAW, 'content-length': '1000' }, 'taken'],
    ['one byte more', { ...RAW, 'content-length': '1001' }, 'FIL0001'],
    ['a form with the most', { ...FORM, 'content-length': '1001' }, 'taken'],
    ['a form of one byte more', { ...FORM, 'content-length': String(1000 + 1024 ** 2 + 1) }, 'FIL0001'],
    ['far more', { ...RAW, 'content-length': '99999999999999999999' }, 'FIL0001'],
  ])('%s', (_what, headers, code) => {
    expect(codeOf(headers)).toBe(code);
  });

  it('leaves room for the rest of a form only', () => {
    expect(maxBodyBytes(planUpload(RAW, MAX), MAX)).toBe(MAX);
    expect(maxBodyBytes(planUpload(FORM, MAX), MAX)).toBe(MAX + 1024 ** 2);
  });
});

describe('the essence of a type', () => {
  it.each([
    ['image/png', 'image/png'],
    ['Image/PNG; q=1', 'image/png'],
    ['application/vnd.android.package-archive', 'application/vnd.android.package-archive'],
    ['image/svg+xml ;charset=utf-8', 'image/svg+xml'],
    ['apk', 'application/octet-stream'],
    ['image/', 'application/octet-stream'],
    ['text/html<script>', 'application/octet-stream'],
    ['a/b/c', 'application/octet-stream'],
    ['image/p ng', 'application/octet-stream'],
    [`image/${'x'.repeat(128)}`, 'application/octet-stream'],
    ['', 'application/octet-stream'],
    [undefined, 'application/octet-stream'],
  ])('%s', (type, essence) => {
    expect(essenceOf(type)).toBe(essence);
  });
});
