import { Type, type Static } from 'typebox';
import { id, integer, RequestId, type Wire } from './wire.ts';

const options = {
  /** false, the default: the person installs it from the app catalogue. */
  silent_install: Type.Optional(Type.Boolean()),
  notify_user_via_email: Type.Optional(Type.Boolean()),
};

/** The body, which may be left out, of the associations with one device or group. */
export const DistributionOptions = Type.Object(options);
export type DistributionOptions = Static<typeof DistributionOptions>;

/** The body of POST /apps/{app_id}/devices. */
export const DeviceDistribution = Type.Object({
  device_ids: Type.Array(RequestId, { maxItems: 200_000 }),
  ...options,
});

/** The body of POST /apps/{app_id}/groups. */
export const GroupDistribution = Type.Object({
  group_ids: Type.Array(RequestId, { maxItems: 10_000 }),
  ...options,
});

export const deviceIds = (wire: Wire) => Type.Object({ device_ids: Type.Array(id(wire)) });
export const groupIds = (wire: Wire) => Type.Object({ group_ids: Type.Array(id(wire)) });

const kept = (wire: Wire) => ({
  silent_install: Type.Boolean(),
  notify_user_via_email: Type.Boolean(),
  /** When it was last associated, ms since 1970. */
  added_time: integer(wire),
});

/** The answer of GET /apps/{app_id}/devices, ours: associations of its own, not those through groups. */
export const appDevices = (wire: Wire) =>
  Type.Object({ devices: Type.Array(Type.Object({ device_id: id(wire), ...kept(wire) })) });

/** The answer of GET /apps/{app_id}/groups, ours. */
export const appGroups = (wire: Wire) =>
  Type.Object({
    groups: Type.Array(Type.Object({ group_id: id(wire), name: Type.String(), ...kept(wire) })),
  });

/** The answer of GET /groups/{group_id}/apps, ours. */
export const groupApps = (wire: Wire) =>
  Type.Object({
    apps: Type.Array(
      Type.Object({
        app_id: id(wire),
        app_name: Type.String(),
        version: Type.String(),
        platform_type: integer(wire),
        icon: Type.Optional(Type.String()),
        ...kept(wire),
      }),
    ),
  });
