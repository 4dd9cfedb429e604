interface RepositoryApp {
  id: bigint;
  name: string;
  identifier: string;
  version: string;
  platform: number;
}

interface Options {
  silentInstall: boolean;
  notifyByEmail: boolean;
}

/** An app that is distributed to a device, and how. */
export interface Distributed {
  app: RepositoryApp;
  /** The device's own association. */
  direct?: Options;
  groups: readonly (Options & { groupId: bigint })[];
}

/** An app found on a device; its id stands for this app and version on any device. */
export interface Seen {
  id: bigint;
  name: string;
  identifier: string;
  version: string;
}

/** An app of GET /devices/{id}/apps. The device's own association says how it is distributed; without one, any group. */
export function distributedApp({ app, direct, groups }: Distributed) {
  const deciding = direct === undefined ? groups : [direct];
  return {
    app_name: app.name,
    identifier: app.identifier,
    app_version: app.version,
    app_id: app.id,
    silent_install: deciding.some((each) => each.silentInstall),
    notify_user_via_email: deciding.some((each) => each.notifyByEmail),
    is_direct: direct !== undefined,
    group_ids: groups.map((each) => each.groupId).sort((a, b) => (a < b ? -1 : 1)),
  };
}

/** The apps found on a device of a platform, in the order it reports, by the repository's ids where they are there. */
export function installedApps(
  seen: readonly Seen[],
  { platform, repository }: { platform: number; repository: readonly RepositoryApp[] },
) {
  const ids = new Map(
    repository
      .filter((app) => app.platform === platform && app.identifier !== '')
      .map((app) => [app.identifier, app.id]),
  );
  return seen.map(({ id, name, identifier, version }) => ({
    app_name: name,
    identifier,
    app_version: version,
    app_id: ids.get(identifier) ?? id,
  }));
}
