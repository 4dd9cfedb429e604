import { destination, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** Structured lines on stderr; stdout is for what people and scripts wait for. */
export function createLogger(level: LogLevel) {
  // Written at once: a crash must not take its own explanation along.
  return pino(
    { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ dest: 2, sync: true }),
  );
}
