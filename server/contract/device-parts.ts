import { Type } from 'typebox';
import { id, integer, type Wire } from './wire.ts';

/** An app as a device's answer has it. */
function deviceApp(wire: Wire) {
  return {
    app_name: Type.String({ description: 'Name of the app.' }),
    identifier: Type.String({ description: 'Bundle identifier, package name or product code.' }),
    app_version: Type.String({ description: 'Version of the app.' }),
    app_id: id(
      wire,
      "The repository's id where the app is there; else an id that stands for this app and version on any device.",
    ),
  };
}

/** The answer of GET /devices/{device_id}/apps (reference: "Get device app list"). */
export function deviceApps(wire: Wire) {
  return Type.Object({
    apps: Type.Array(
      Type.Object({
        ...deviceApp(wire),
        // From here on our own: how it is distributed; by the device's own association where there are several.
        silent_install: Type.Boolean({ description: 'An addition: whether it is installed without asking.' }),
        notify_user_via_email: Type.Boolean({
          description: 'An addition: whether the person is told by e-mail.',
        }),
        is_direct: Type.Boolean({
          description:
            'An addition: whether the device has an association of its own, beside those of its groups.',
        }),
        group_ids: Type.Array(id(wire), {
          description: 'An addition: groups through which the device gets it.',
        }),
      }),
      { description: 'Distributed through the repository, to the device or to a group it is in.' },
    ),
    installed_apps: Type.Array(Type.Object(deviceApp(wire)), {
      description: 'All that is on the device, in the order it reports.',
    }),
  });
}

/** A payload of a configuration profile, and the profile itself. */
const payload = (wire: Wire) => ({
  payload_type: Type.Optional(Type.String({ description: 'What kind of payload it is.' })),
  payload_version: Type.Optional(integer(wire, 'Version of the payload.')),
  payload_identifier: Type.Optional(Type.String({ description: 'Reverse domain name of the payload.' })),
  payload_uuid: Type.Optional(Type.String({ description: 'UUID of the payload.' })),
  payload_organization: Type.Optional(Type.String({ description: 'Who made it.' })),
  payload_description: Type.Optional(Type.String({ description: 'What it is for.' })),
  payload_display_name: Type.Optional(Type.String({ description: 'The name people see.' })),
});

/** The answer of GET /devices/{device_id}/profiles (reference: "Get device profiles"). */
export function deviceProfiles(wire: Wire) {
  return Type.Object({
    provisioning_profiles: Type.Array(
      Type.Object({
        prov_expiry_date: integer(wire, 'When it expires, ms since 1970.'),
        prov_name: Type.String({ description: 'Name of the provisioning profile.' }),
        prov_uuid: Type.String({ description: 'UUID of the provisioning profile.' }),
        installed_source: integer(wire, 'Who installed it: 0 the user, 1 MDM.'),
      }),
    ),
    configuration_profiles: Type.Array(
      Type.Object({
        payload_has_rem_password: Type.Optional(
          Type.Boolean({ description: 'Whether removing it takes a password.' }),
        ),
        payload_is_encrypted: Type.Optional(Type.Boolean({ description: 'Whether it came encrypted.' })),
        payload_unremovable: Type.Optional(
          Type.Boolean({ description: 'Whether the user cannot remove it.' }),
        ),
        ...payload(wire),
        payloadcontent: Type.Optional(
          Type.Array(Type.Object(payload(wire)), { description: 'What the profile is made of.' }),
        ),
      }),
    ),
  });
}

/** The answer of GET /devices/{device_id}/locations, newest first (reference: "Get device location"). */
export function deviceLocations(wire: Wire) {
  return Type.Object({
    locations: Type.Array(
      Type.Object({
        located_time: integer(wire, 'When the device was there, ms since 1970.'),
        added_time: integer(wire, 'When the service heard of it, ms since 1970.'),
        latitude: Type.Number({ description: 'Degrees north.' }),
        longitude: Type.Number({ description: 'Degrees east.' }),
      }),
    ),
  });
}
