import type { InspectPackage } from './inspect-package.ts';

export interface Inspector {
  inspect: InspectPackage;
  /** Ends what is being read. */
  close(): Promise<void>;
}

export function createInspector(): Inspector {
  return { inspect: () => Promise.reject(new Error('Not written yet')), close: () => Promise.resolve() };
}
