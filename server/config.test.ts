import { describe, expect, it } from 'vitest';
import { ConfigError, databasePath, isLoopback, readConfig } from './config.ts';

const DEFAULTS = {
  port: 8420,
  host: '127.0.0.1',
  dataDir: '/somewhere/data',
  fleetSize: 500,
  fleetSeed: 1,
  apiLimits: 'paid',
  wire: 'numbers',
  pageSize: 0,
  maxUploadBytes: 4_294_967_296,
  logLevel: 'info',
};

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, '/somewhere')).toEqual(DEFAULTS);
    expect(readConfig({ PORT: '', HOST: ' ', MDM_API_KEY: '' }, '/somewhere')).toEqual(DEFAULTS);
  });

  it.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::1', { host: '::1' }],
    ['PUBLIC_URL', 'https://muster.example.com', { publicUrl: 'https://muster.example.com' }],
    ['DATA_DIR', '/var/lib/muster', { dataDir: '/var/lib/muster' }],
    ['DATA_DIR', '../elsewhere', { dataDir: '/elsewhere' }],
    ['FLEET_SIZE', '0', { fleetSize: 0 }],
    ['FLEET_SEED', '42', { fleetSeed: 42 }],
    ['MDM_API_KEY', 'a-key-of-twenty-characters', { apiKey: 'a-key-of-twenty-characters' }],
    ['API_LIMITS', 'free', { apiLimits: 'free' }],
    ['API_LIMITS', 'off', { apiLimits: 'off' }],
    ['MDM_WIRE', 'strings', { wire: 'strings' }],
    ['MDM_PAGE_SIZE', '1000', { pageSize: 1000 }],
    ['MAX_UPLOAD_BYTES', '1000', { maxUploadBytes: 1000 }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ])('reads %s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value }, '/somewhere')).toEqual({ ...DEFAULTS, ...expected });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'a host'],
    ['HOST', 'http://localhost'],
    ['PUBLIC_URL', 'muster.example.com'],
    ['PUBLIC_URL', 'https://muster.example.com/'],
    ['PUBLIC_URL', 'ftp://muster.example.com'],
    ['FLEET_SIZE', 'many'],
    ['FLEET_SEED', '2147483648'],
    ['MDM_API_KEY', 'short'],
    ['MDM_API_KEY', 'with a space in between it'],
    ['API_LIMITS', 'unlimited'],
    ['MDM_WIRE', 'Numbers'],
    ['MDM_PAGE_SIZE', '1001'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s and says which it is', (name, value) => {
    expect(() => readConfig({ [name]: value }, '/')).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value }, '/')).toThrow(name);
  });

  it('does not repeat a refused key, which may be a real one mistyped', () => {
    expect(() => readConfig({ MDM_API_KEY: 'tooshort-secret' }, '/')).not.toThrow('tooshort-secret');
  });

  it('lists everything that is wrong at once', () => {
    const read = () => readConfig({ PORT: 'x', API_LIMITS: 'x', MDM_WIRE: 'x' }, '/');
    expect(read).toThrow(
      expect.objectContaining({ problems: expect.objectContaining({ length: 3 }) as string[] }),
    );
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['192.168.1.5', false],
  ['127.example.com', false],
])('tells whether %s is loopback', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

it('keeps the database in the data folder', () => {
  expect(databasePath({ dataDir: '/data' })).toBe('/data/muster.db');
});
