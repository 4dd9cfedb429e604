import { Type } from 'typebox';
import { id, integer, type Wire } from './wire.ts';

/** An app as a device's answer has it. */
function deviceApp(wire: Wire) {
  return {
    app_name: Type.String(),
    /** Bundle identifier, package name or product code. */
    identifier: Type.String(),
    app_version: Type.String(),
    /** The repository's id where the app is there; else an id that stands for this app and version on any device. */
    app_id: id(wire),
  };
}

/** The answer of GET /devices/{device_id}/apps (reference: "Get device app list"). */
export function deviceApps(wire: Wire) {
  return Type.Object({
    /** Distributed through the repository, to the device or to a group it is in. */
    apps: Type.Array(
      Type.Object({
        ...deviceApp(wire),
        /** From here on our own: how it is distributed; by the device's own association where there are several. */
        silent_install: Type.Boolean(),
        notify_user_via_email: Type.Boolean(),
        /** Whether the device has an association of its own, beside those of its groups. */
        is_direct: Type.Boolean(),
        /** Groups through which the device gets it. */
        group_ids: Type.Array(id(wire)),
      }),
    ),
    /** All that is on the device, in the order it reports. */
    installed_apps: Type.Array(Type.Object(deviceApp(wire))),
  });
}

/** A payload of a configuration profile, and the profile itself. */
const payload = {
  payload_type: Type.Optional(Type.String()),
  payload_version: Type.Optional(Type.Integer()),
  payload_identifier: Type.Optional(Type.String()),
  payload_uuid: Type.Optional(Type.String()),
  payload_organization: Type.Optional(Type.String()),
  payload_description: Type.Optional(Type.String()),
  payload_display_name: Type.Optional(Type.String()),
};

/** The answer of GET /devices/{device_id}/profiles (reference: "Get device profiles"). */
export function deviceProfiles(wire: Wire) {
  return Type.Object({
    provisioning_profiles: Type.Array(
      Type.Object({
        /** ms since 1970. */
        prov_expiry_date: integer(wire),
        prov_name: Type.String(),
        prov_uuid: Type.String(),
        /** 0 by the user, 1 by MDM. */
        installed_source: integer(wire),
      }),
    ),
    configuration_profiles: Type.Array(
      Type.Object({
        payload_has_rem_password: Type.Optional(Type.Boolean()),
        payload_is_encrypted: Type.Optional(Type.Boolean()),
        payload_unremovable: Type.Optional(Type.Boolean()),
        ...payload,
        payloadcontent: Type.Optional(Type.Array(Type.Object(payload))),
      }),
    ),
  });
}

/** The answer of GET /devices/{device_id}/locations, newest first (reference: "Get device location"). */
export function deviceLocations(wire: Wire) {
  return Type.Object({
    locations: Type.Array(
      Type.Object({
        /** When the device was there, ms since 1970. */
        located_time: integer(wire),
        /** When the service heard of it, ms since 1970. */
        added_time: integer(wire),
        /** Degrees. */
        latitude: Type.Number(),
        longitude: Type.Number(),
      }),
    ),
  });
}
