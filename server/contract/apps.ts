import { Type, type Static } from 'typebox';
import { deltaEnd, id, integer, ONE_LINE, RequestId, type Wire } from './wire.ts';

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

const APP_TYPE = '0 free store app, 1 paid store app, 2 enterprise app.';
const PLATFORM_TYPE = '1 iOS, 2 Android, 3 Windows; an open integer.';
const SUPPORTED = '1 smartphone, 2 tablet, 3 both.';
const CATEGORY_IDS = Object.entries(APP_CATEGORIES)
  .map(([key, name]) => `${key} ${name}`)
  .join(', ');
const CATEGORY = `Ids and names are our own, as the reference has no table: ${CATEGORY_IDS}.`;

/** An app of GET /apps (reference: "Get App List"). */
export function appListItem(wire: Wire) {
  return Type.Object({
    app_id: id(wire, 'The app.'),
    app_name: Type.String({ description: 'Name of the app.' }),
    app_category: Type.String({ description: 'Name of the category; see `app_category_id`.' }),
    app_type: integer(wire, APP_TYPE),
    version: Type.String({ description: '"" where not known.' }),
    platform_type: integer(wire, PLATFORM_TYPE),
    description: Type.String({ description: 'As given by whoever added the app.' }),
    icon: Type.Optional(Type.String({ description: 'Address of the picture; absent where there is none.' })),
    added_time: integer(wire, 'When it was added, ms since 1970.'),
    modified_time: integer(wire, 'When it was last changed, ms since 1970.'),
  });
}

/** The answer of GET /apps/{app_id}, POST /apps and PUT /apps/{app_id} (reference: "Get App Details"). */
export function app(wire: Wire) {
  return Type.Object({
    ...appListItem(wire).properties,
    bundle_identifier: Type.String({ description: 'Bundle identifier, package name or product code.' }),
    store_url: Type.String({ description: 'Address in the store; "" where not known.' }),
    is_app_paid: Type.Boolean({ description: 'Whether the store takes money for it.' }),
    country_code: Type.String({ description: 'Country of the App Store; "" where not known, iOS only.' }),
    store_id: Type.String({ description: 'Id in the App Store; "" where not known, iOS only.' }),
    // From here on our own: what a form that edits the app begins with.
    app_category_id: integer(wire, `An addition. ${CATEGORY}`),
    supported_devices: integer(wire, `An addition. ${SUPPORTED}`),
    prevent_backup: Type.Boolean({
      description: "An addition: whether the app's data stays out of backups.",
    }),
  });
}

export function appList(wire: Wire) {
  return Type.Object({ apps: Type.Array(appListItem(wire)), ...deltaEnd(wire) });
}

const appFields = {
  app_name: Type.String({ minLength: 1, maxLength: 200, pattern: ONE_LINE, description: 'Name of the app.' }),
  app_type: Type.Integer({ enum: [...APP_TYPES], description: APP_TYPE }),
  app_category_id: Type.Integer({
    enum: Object.keys(APP_CATEGORIES).map(Number),
    description: CATEGORY,
  }),
  supported_devices: Type.Integer({ enum: [...SUPPORTED_DEVICES], description: SUPPORTED }),
};

const file = (description: string) => Type.Optional(Type.Unsafe<bigint>({ ...RequestId, description }));
const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ maxLength, description }));
const line = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ maxLength, pattern: ONE_LINE, description }));

const optionalFields = {
  app_file: file('Id of the uploaded package (POST /files); an enterprise app needs one.'),
  display_image: file('Id of an uploaded picture, the icon; `full_image` serves where this is absent.'),
  full_image: file('Id of an uploaded picture.'),
  description: text(4000, 'Shown with the app.'),
  app_store_country_code: text(2, 'ISO 3166-1 alpha-2; iOS only.'),
  bundle_identifier: line(255, 'Of an enterprise app it has to be what the package says.'),
  prevent_backup: Type.Optional(
    Type.Boolean({ description: "Whether the app's data stays out of backups of the device." }),
  ),
  // From here on our own, for store apps, of which the reference's request tells too little.
  platform_type: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 9999,
      description: `An addition, for store apps. ${PLATFORM_TYPE}`,
    }),
  ),
  version: line(100, 'An addition, for store apps.'),
  store_url: text(2000, 'An addition, for store apps: address in the store.'),
  store_id: line(200, 'An addition, for store apps: id in the App Store.'),
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
