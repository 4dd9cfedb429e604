import { Type, type Static } from 'typebox';
import { id, integer, RequestId, type Wire } from './wire.ts';

const options = {
  silent_install: Type.Optional(
    Type.Boolean({
      description:
        'true: installed without asking. false, the default: the person installs it from the app catalogue.',
    }),
  ),
  notify_user_via_email: Type.Optional(
    Type.Boolean({ description: 'Whether the person is told by e-mail; false unless sent.' }),
  ),
};

/** The body, which may be left out, of the associations with one device or group. */
export const DistributionOptions = Type.Object(options);
export type DistributionOptions = Static<typeof DistributionOptions>;

/** The body of POST /apps/{app_id}/devices. */
export const DeviceDistribution = Type.Object({
  device_ids: Type.Array(RequestId, { maxItems: 200_000, description: 'Ids of devices.' }),
  ...options,
});

/** The body of POST /apps/{app_id}/groups. */
export const GroupDistribution = Type.Object({
  group_ids: Type.Array(RequestId, { maxItems: 10_000, description: 'Ids of groups.' }),
  ...options,
});

const AS_SENT = { description: 'The ids as sent.' };
export const deviceIds = (wire: Wire) => Type.Object({ device_ids: Type.Array(id(wire), AS_SENT) });
export const groupIds = (wire: Wire) => Type.Object({ group_ids: Type.Array(id(wire), AS_SENT) });

const kept = (wire: Wire) => ({
  silent_install: Type.Boolean({ description: 'Whether it is installed without asking.' }),
  notify_user_via_email: Type.Boolean({ description: 'Whether the person is told by e-mail.' }),
  added_time: integer(wire, 'When it was last associated, ms since 1970.'),
});

/** The answer of GET /apps/{app_id}/devices, ours: associations of its own, not those through groups. */
export const appDevices = (wire: Wire) =>
  Type.Object({
    devices: Type.Array(Type.Object({ device_id: id(wire, 'The device.'), ...kept(wire) })),
  });

/** The answer of GET /apps/{app_id}/groups, ours. */
export const appGroups = (wire: Wire) =>
  Type.Object({
    groups: Type.Array(
      Type.Object({
        group_id: id(wire, 'The group.'),
        name: Type.String({ description: "The group's name." }),
        ...kept(wire),
      }),
    ),
  });

/** The answer of GET /groups/{group_id}/apps, ours. */
export const groupApps = (wire: Wire) =>
  Type.Object({
    apps: Type.Array(
      Type.Object({
        app_id: id(wire, 'The app.'),
        app_name: Type.String({ description: "The app's name." }),
        version: Type.String({ description: '"" where not known.' }),
        platform_type: integer(wire, '1 iOS, 2 Android, 3 Windows; an open integer.'),
        icon: Type.Optional(
          Type.String({ description: 'Address of the picture; absent where there is none.' }),
        ),
        ...kept(wire),
      }),
    ),
  });
