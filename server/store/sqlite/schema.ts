import type { ColumnType, Generated } from 'kysely';

/** Every integer comes back as a bigint (see connection.ts); going in, a number will do where it is exact. */
type Integer = ColumnType<bigint, bigint | number, bigint | number>;
type OptionalInteger = ColumnType<bigint | null, bigint | number | null | undefined, bigint | number | null>;

/** The tables as the migrations leave them. */
export interface Tables {
  database: { one: Integer; id: string; revision: Integer };
  users: { id: Integer; name: string; email: string; email_key: string; search: string };
  devices: DeviceTable;
  /** `facts`: JSON object of text. */
  device_facts: { device_id: Integer; facts: string };
  removed_devices: { id: Integer; revision: Integer };
  sims: SimTable;
  locations: {
    device_id: Integer;
    position: Integer;
    located_at: Integer;
    added_at: Integer;
    latitude: number;
    longitude: number;
  };
  apps_seen: { id: Generated<bigint>; name: string; identifier: string; version: string };
  installed_apps: { device_id: Integer; position: Integer; app_seen_id: Integer };
  profile_bodies: { id: Generated<bigint>; kind: string; digest: string; body: string };
  device_profiles: { device_id: Integer; position: Integer; profile_body_id: Integer };
  accounts: {
    id: string;
    email: string;
    email_key: string;
    name: string;
    role: string;
    is_disabled: Integer;
    is_sample: Integer;
    password_hash: string;
  };
  api_keys: { id: string; name: string; role: string; created_at: Integer; hash: string };
  oauth_rows: {
    position: Generated<bigint>;
    model: string;
    id: string;
    payload: string;
    grant_id: string | null;
    account_id: string | null;
    uid: string | null;
    consumed_at: OptionalInteger;
    created_at: Integer;
    expires_at: OptionalInteger;
  };
  secrets: { name: string; value: string };
  call_windows: { kind: string; started_at: Integer; used: Integer };
  saved_views: { position: Generated<bigint>; account_id: string; name: string; query: string };
  next_id: { one: Integer; id: Integer };
  list_revisions: { list: string; revision: Integer };
  removed_items: { list: string; id: Integer; revision: Integer };
  groups: {
    id: Integer;
    name: string;
    name_key: string;
    description: string;
    type: Integer;
    domain: string;
    domain_key: string;
    members_revision: Integer;
    revision: Integer;
  };
  group_members: { group_id: Integer; device_id: Integer };
  icons: { hash: string; content_type: string; bytes: Uint8Array };
  apps: AppTable;
  app_devices: Association & { device_id: Integer };
  app_groups: Association & { group_id: Integer };
  files: {
    id: Integer;
    blob: string;
    name: string;
    content_type: string;
    size: Integer;
    sha256: string;
    created_at: Integer;
    expires_at: Integer;
  };
  dropped_blobs: { blob: string };
  fleet: {
    one: Integer;
    seed: Integer;
    size: Integer;
    done: Integer;
    now: Integer;
    has_groups_and_apps: Integer;
  };
}

interface DeviceTable {
  id: Integer;
  name: string;
  platform: Integer;
  model: string;
  product_name: string;
  os_version: string;
  capacity_gb: number;
  is_lost_mode: Integer;
  user_id: OptionalInteger;
  serial_number: string | null;
  udid: string | null;
  owned_by: Integer;
  is_removed: Integer;
  /** JSON list of text, as the list prints it; `sims` has them one by one. */
  imeis: string;
  search: string;
  revision: Integer;
}

interface AppTable {
  id: Integer;
  name: string;
  category_id: Integer;
  type: Integer;
  identifier: string;
  version: string;
  platform: Integer;
  supported_devices: Integer;
  description: string;
  country_code: string;
  store_url: string;
  store_id: string;
  prevent_backup: Integer;
  icon: string | null;
  package_blob: string | null;
  upgrade_code: string | null;
  added_at: Integer;
  modified_at: Integer;
  revision: Integer;
}

interface Association {
  app_id: Integer;
  silent_install: Integer;
  notify_by_email: Integer;
  at: Integer;
}

interface SimTable {
  device_id: Integer;
  slot: Integer;
  imei: string | null;
  phone_number: string | null;
  iccid: string | null;
  carrier: string | null;
  is_roaming: OptionalInteger;
}
