import { Type, type Static } from 'typebox';
import { deltaEnd, id, integer, RequestId, type Wire } from './wire.ts';

/**
 * Category names by `app_category_id`. Ids and names are our own: the reference prints one name ("Education") and one
 * id (2) and no table.
 */
export const APP_CATEGORIES: Readonly<Record<number, string>> = {
  1: 'Business',
  2: 'Education',
  3: 'Productivity',
  4: 'Communication',
  5: 'Utilities',
  6: 'Finance',
  7: 'Health',
  8: 'Travel',
  9: 'Security',
  10: 'Developer tools',
  11: 'Maps and navigation',
  12: 'News and reference',
  13: 'Other',
};

/** 0 free store app, 1 paid store app, 2 enterprise app. */
export const APP_TYPES = [0, 1, 2] as const;
export const ENTERPRISE_APP = 2;
/** 1 smartphone, 2 tablet, 3 both. */
export const SUPPORTED_DEVICES = [1, 2, 3] as const;

/** An app of GET /apps (reference: "Get App List"). */
export function appListItem(wire: Wire) {
  return Type.Object({
    app_id: id(wire),
    app_name: Type.String(),
    app_category: Type.String(),
    /** 0 free store app, 1 paid store app, 2 enterprise app. */
    app_type: integer(wire),
    version: Type.String(),
    /** 1 iOS, 2 Android, 3 Windows; an open integer. */
    platform_type: integer(wire),
    description: Type.String(),
    /** Address of the picture; absent where there is none. */
    icon: Type.Optional(Type.String()),
    /** ms since 1970. */
    added_time: integer(wire),
    modified_time: integer(wire),
  });
}

/** The answer of GET /apps/{app_id}, POST /apps and PUT /apps/{app_id} (reference: "Get App Details"). */
export function app(wire: Wire) {
  return Type.Object({
    ...appListItem(wire).properties,
    bundle_identifier: Type.String(),
    /** "" where not known; iOS only. */
    store_url: Type.String(),
    is_app_paid: Type.Boolean(),
    country_code: Type.String(),
    store_id: Type.String(),
    /** From here on our own: what a form that edits the app begins with. */
    app_category_id: integer(wire),
    supported_devices: integer(wire),
    prevent_backup: Type.Boolean(),
  });
}

export function appList(wire: Wire) {
  return Type.Object({ apps: Type.Array(appListItem(wire)), ...deltaEnd(wire) });
}

const appFields = {
  app_name: Type.String({ minLength: 1, maxLength: 200 }),
  app_type: Type.Integer({ enum: [...APP_TYPES] }),
  app_category_id: Type.Integer({ enum: Object.keys(APP_CATEGORIES).map(Number) }),
  supported_devices: Type.Integer({ enum: [...SUPPORTED_DEVICES] }),
};

const optionalFields = {
  /** Id of the uploaded package; an enterprise app needs one. */
  app_file: Type.Optional(RequestId),
  /** Id of an uploaded picture, the icon; `full_image` serves where this is absent. */
  display_image: Type.Optional(RequestId),
  full_image: Type.Optional(RequestId),
  description: Type.Optional(Type.String({ maxLength: 4000 })),
  /** ISO 3166-1 alpha-2; iOS only. */
  app_store_country_code: Type.Optional(Type.String({ maxLength: 2 })),
  /** Of an enterprise app it has to be what the package says. */
  bundle_identifier: Type.Optional(Type.String({ maxLength: 255 })),
  prevent_backup: Type.Optional(Type.Boolean()),
  /** From here on our own, for store apps, of which the reference's request tells too little. */
  platform_type: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
  version: Type.Optional(Type.String({ maxLength: 100 })),
  store_url: Type.Optional(Type.String({ maxLength: 2000 })),
  store_id: Type.Optional(Type.String({ maxLength: 200 })),
};

/** The body of POST /apps where it adds (reference: "Add an app to MDM server"). */
export const NewApp = Type.Object({ ...appFields, ...optionalFields });
export type NewApp = Static<typeof NewApp>;

/** The body of PUT /apps/{app_id} and of POST /apps where it updates: what is absent stays as it is. */
export const AppChange = Type.Object({
  app_name: Type.Optional(appFields.app_name),
  app_type: Type.Optional(appFields.app_type),
  app_category_id: Type.Optional(appFields.app_category_id),
  supported_devices: Type.Optional(appFields.supported_devices),
  ...optionalFields,
});
export type AppChange = Static<typeof AppChange>;
