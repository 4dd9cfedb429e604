import type { DistributionOptions } from '../contract/distribution.ts';
import { ApiFailure } from '../contract/errors.ts';
import { platformLabel } from './app-platform.ts';
import { describeIds } from './list-ids.ts';

/** Of how many devices a refusal says why; the others it counts. */
export const EXPLAINED_DEVICES = 5;

/** The options as they are kept; absent ones are false, as in the reference. `now` is ms since 1970. */
export function toDistribution(options: DistributionOptions, now: number) {
  return {
    silentInstall: options.silent_install ?? false,
    notifyByEmail: options.notify_user_via_email ?? false,
    at: now,
  };
}

/** Kept options as they are answered. */
export function toOptions(kept: ReturnType<typeof toDistribution>) {
  return {
    silent_install: kept.silentInstall,
    notify_user_via_email: kept.notifyByEmail,
    added_time: kept.at,
  };
}

/** COM0008 for targets that do not exist. */
export function unknownTargets(kind: 'device' | 'group', ids: readonly bigint[]): ApiFailure {
  return new ApiFailure('COM0008', describeIds(ids, [`${kind} does not exist`, `${kind}s do not exist`]));
}

export interface TargetDevice {
  id: bigint;
  platform: number;
  isRemoved: boolean;
}

/** CMD0001 for devices the app is not for: the reason of each in `known`, which are the first of all `total`. */
export function unfitDevices(
  app: { platform: number },
  known: readonly TargetDevice[],
  total: number,
): ApiFailure {
  const named = known.map(
    ({ id, platform, isRemoved }) =>
      `${id} (${isRemoved ? 'taken out of management' : `is ${platformLabel(platform)}`})`,
  );
  const others = total > known.length ? ` and ${total - known.length} more` : '';
  const label = platformLabel(app.platform);
  return new ApiFailure('CMD0001', `the app is for ${label} and not for device ${named.join(', ')}${others}`);
}

/** CMD0001 for groups that have devices, but none the app is for. */
export function unfitGroups(app: { platform: number }, ids: readonly bigint[]): ApiFailure {
  const label = platformLabel(app.platform);
  const groups = describeIds(ids, [`group has no ${label} device`, `groups have no ${label} device`]);
  return new ApiFailure('CMD0001', `the app is for ${label}, ${groups}`);
}

/** APP0002 for an app that is still distributed. */
export function stillDistributed({ devices, groups }: { devices: number; groups: number }): ApiFailure {
  const counts = [
    ...(devices > 0 ? [`${devices} ${devices === 1 ? 'device' : 'devices'}`] : []),
    ...(groups > 0 ? [`${groups} ${groups === 1 ? 'group' : 'groups'}`] : []),
  ];
  return new ApiFailure('APP0002', `it is distributed to ${counts.join(' and ')}; take it back first`);
}
