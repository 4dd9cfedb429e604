/** What a spec file may set by `test.use`; a server of its own is started for each combination. */
export interface ServerOptions {
  wire: 'numbers' | 'strings';
  pageSize: number;
  fleetSize: number;
  /** Calls that the organisation may make; see API_LIMITS in server/config.ts. */
  apiLimits: 'paid' | 'free' | 'off';
}
