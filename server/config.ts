import { isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';

/** All settings of the server, read once at start from the environment (and a `.env` file beside package.json). */
export interface Config {
  /** PORT: TCP port; 0 picks a free one. Default 8420. */
  port: number;
  /** HOST: address to listen on. Default 127.0.0.1. On any other than loopback the sample accounts do not exist. */
  host: string;
  /** PUBLIC_URL: the https origin people open where a proxy with TLS stands before the server; absent: http://HOST:PORT. */
  publicUrl?: string;
  /** DATA_DIR: folder of the database and of uploaded files, absolute. Default ./data. */
  dataDir: string;
  /** FLEET_SIZE: devices generated into an empty database; 0 for none. Default 500. */
  fleetSize: number;
  /** FLEET_SEED: the same seed gives the same fleet everywhere. Default 1. */
  fleetSeed: number;
  /** MDM_API_KEY: an API key accepted with the admin role from the start, at least 20 characters; absent for none. */
  apiKey?: string;
  /** API_LIMITS: calls allowed per minute and day: paid 100/2,500, free 100/1,000, off unlimited. Default paid. */
  apiLimits: 'paid' | 'free' | 'off';
  /** MDM_WIRE: ids, counts and enumerations as JSON numbers (as printed) or strings (seen of the live service). Default numbers. */
  wire: 'numbers' | 'strings';
  /** MDM_PAGE_SIZE: lists are paged by this many unasked, 1..1000; 0 sends them whole. Default 0. */
  pageSize: number;
  /** MAX_UPLOAD_BYTES: the longest file POST /files takes, bytes. Default 4 GiB. */
  maxUploadBytes: number;
  /** LOG_LEVEL: fatal, error, warn, info, debug, trace or silent. Default info. */
  logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** The folder of uploaded files and packages. */
export function blobsPath({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'blobs');
}

/** The database's file in the data folder; the server and the command line tools open the same. */
export function databasePath({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'muster.db');
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** Reads and checks every setting; all that is wrong is reported at once in one `ConfigError`. */
export function readConfig(
  environment: Record<string, string | undefined>,
  workingDirectory: string,
): Config {
  const problems: string[] = [];
  const text = (name: string) => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const integer = (name: string, fallback: number, min: number, max: number) => {
    const value = text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    problems.push(`${name} is "${value}": a whole number from ${min} to ${max} is wanted`);
    return fallback;
  };
  const choice = <const T extends string>(name: string, fallback: NoInfer<T>, values: readonly T[]): T => {
    const value = text(name);
    if (value === undefined) return fallback;
    const found = values.find((each) => each === value);
    if (found === undefined) problems.push(`${name} is "${value}": one of ${values.join(', ')} is wanted`);
    return found ?? fallback;
  };
  const apiKey = text('MDM_API_KEY');
  if (apiKey !== undefined && !/^[\x21-\x7e]{20,200}$/.test(apiKey)) {
    problems.push('MDM_API_KEY: 20 to 200 printable characters without spaces are wanted');
  }
  const host = text('HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host)) problems.push(`HOST is "${host}": a host name or an IP address is wanted`);
  const publicUrl = text('PUBLIC_URL');
  if (publicUrl !== undefined && !isOrigin(publicUrl)) {
    problems.push(`PUBLIC_URL is "${publicUrl}": an origin such as https://muster.example.com is wanted`);
  }
  const config: Config = {
    port: integer('PORT', 8420, 0, 65_535),
    host,
    ...(publicUrl !== undefined && { publicUrl }),
    dataDir: resolve(workingDirectory, text('DATA_DIR') ?? './data'),
    fleetSize: integer('FLEET_SIZE', 500, 0, 1_000_000),
    fleetSeed: integer('FLEET_SEED', 1, 0, 2 ** 31 - 1),
    ...(apiKey !== undefined && { apiKey }),
    apiLimits: choice('API_LIMITS', 'paid', ['paid', 'free', 'off']),
    wire: choice('MDM_WIRE', 'numbers', ['numbers', 'strings']),
    pageSize: integer('MDM_PAGE_SIZE', 0, 0, 1000),
    maxUploadBytes: integer('MAX_UPLOAD_BYTES', 4 * 1024 ** 3, 1, 2 ** 50),
    logLevel: choice('LOG_LEVEL', 'info', LOG_LEVELS),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
