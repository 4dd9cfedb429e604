import { describe, expect, it } from 'vitest';
import type { Device, DeviceDetail } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { deviceAlerts, keyFacts, ticketSummary } from './device-summary.ts';

const id = '9007199254741001' as DeviceId;
const row: Device = {
  id,
  platform: 2,
  imeis: ['356938035643809'],
  userName: 'Zoë',
  maker: 'asus',
  model: 'P027',
};
const detail: DeviceDetail = {
  id,
  platform: 2,
  imeis: ['356938035643809', '490154203237518'],
  phoneNumbers: [],
  reported: [],
  osVersion: '14',
  buildVersion: 'UP1A',
  capacityGb: 128,
  usedGb: 28.4,
};
const valueOf = (label: string, known: Parameters<typeof keyFacts>[0]) =>
  keyFacts(known).find((fact) => fact.label === label)?.value;

describe('keyFacts', () => {
  it('takes the row until the detail is here', () => {
    const known = { row, detail: undefined };
    expect(valueOf('User', known)).toBe('Zoë');
    expect(valueOf('IMEI', known)).toBe('356938035643809');
    expect(valueOf('Operating system', known)).toBe('Android');
    expect(valueOf('Storage', known)).toBeUndefined();
  });

  it('prefers the detail and tells SIM slots apart', () => {
    const known = { row, detail };
    expect(valueOf('IMEI 2', known)).toBe('490154203237518');
    expect(valueOf('Operating system', known)).toBe('Android 14 (UP1A)');
    expect(valueOf('Model', { row, detail: { ...detail, model: 'P027', modelName: 'Z500M' } })).toBe(
      'asus P027 (Z500M)',
    );
    expect(valueOf('Storage', known)).toBe('28.4 GB used, 99.6 GB free of 128 GB');
    expect(valueOf('Device ID', known)).toBe('9007199254741001');
  });
});

describe('deviceAlerts', () => {
  it.each<[Partial<DeviceDetail>, string[]]>([
    [{}, []],
    [{ isLostMode: true, isRooted: true }, ['Lost mode', 'Rooted or jailbroken']],
    [{ isPasscodePresent: false, isPasscodeCompliant: false }, ['No passcode']],
    [{ isPasscodePresent: true, isPasscodeCompliant: false }, ['Passcode not compliant']],
    [{ isEncrypted: false }, ['Not encrypted']],
    [{ isRooted: false, isPasscodePresent: true, isEncrypted: true }, []],
  ])('%o', (facts, words) => {
    expect(deviceAlerts({ row, detail: { ...detail, ...facts } }).map(({ text }) => text)).toEqual(words);
  });

  it('does not take silence for an alarm', () => {
    expect(deviceAlerts({ row: undefined, detail: undefined })).toEqual([]);
  });
});

it('sums a device up in lines that no value can break', () => {
  const text = ticketSummary(
    { row: { ...row, userName: 'Zoë\nDevice: other' }, detail },
    'lab\n1',
    'today',
    'http://x/1',
  );
  expect(text.split('\n').filter((line) => line.startsWith('Device:'))).toEqual(['Device: lab 1']);
  expect(text).toContain('Serial number: not reported');
  expect(text).toContain('Needs attention: nothing reported');
  expect(text.endsWith('As of: today\nhttp://x/1')).toBe(true);
});
