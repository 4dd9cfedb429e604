/** One step of the database. Once released it is never changed: what comes later is a step of its own. */
export interface Migration {
  /** Orders the steps and is recorded in the database. */
  name: string;
  sql: string;
}

const DEVICES = `
  create table database (
    one integer primary key check (one = 1),
    id text not null,
    revision integer not null
  ) strict;
  insert into database (one, id, revision) values (1, lower(hex(randomblob(16))), 1);

  create table users (
    id integer primary key,
    name text not null,
    email text not null,
    email_key text not null,
    search text not null
  ) strict;
  create index users_email on users (email_key);

  create table devices (
    id integer primary key,
    name text not null,
    platform integer not null,
    model text not null,
    product_name text not null,
    os_version text not null,
    capacity_gb real not null,
    is_lost_mode integer not null,
    user_id integer references users (id),
    serial_number text,
    udid text,
    owned_by integer not null,
    is_removed integer not null,
    imeis text not null,
    search text not null,
    revision integer not null
  ) strict;
  create index devices_user on devices (user_id);
  create index devices_serial on devices (serial_number collate nocase);
  create index devices_revision on devices (revision);

  -- Apart from the devices, being five times their size: lists and searches read every page of the devices' table.
  create table device_facts (
    device_id integer primary key references devices (id) on delete cascade,
    facts text not null
  ) strict;

  create table removed_devices (
    id integer primary key,
    revision integer not null
  ) strict;
  create index removed_devices_revision on removed_devices (revision);

  create table sims (
    device_id integer not null references devices (id) on delete cascade,
    slot integer not null,
    imei text,
    phone_number text,
    iccid text,
    carrier text,
    is_roaming integer,
    primary key (device_id, slot)
  ) strict, without rowid;
  create index sims_imei on sims (imei);

  create table locations (
    device_id integer not null references devices (id) on delete cascade,
    position integer not null,
    located_at integer not null,
    added_at integer not null,
    latitude real not null,
    longitude real not null,
    primary key (device_id, position)
  ) strict, without rowid;

  create table apps_seen (
    id integer primary key,
    name text not null,
    identifier text not null,
    version text not null,
    unique (identifier, version, name)
  ) strict;
  create table installed_apps (
    device_id integer not null references devices (id) on delete cascade,
    position integer not null,
    app_seen_id integer not null references apps_seen (id),
    primary key (device_id, position)
  ) strict, without rowid;

  create table profile_bodies (
    id integer primary key,
    kind text not null check (kind in ('provisioning', 'configuration')),
    digest text not null,
    body text not null,
    unique (kind, digest)
  ) strict;
  create table device_profiles (
    device_id integer not null references devices (id) on delete cascade,
    position integer not null,
    profile_body_id integer not null references profile_bodies (id),
    primary key (device_id, position)
  ) strict, without rowid;

  create table fleet (
    one integer primary key check (one = 1),
    seed integer not null,
    size integer not null,
    done integer not null,
    now integer not null
  ) strict;
`;

const ACCESS = `
  create table accounts (
    id text primary key,
    email text not null,
    email_key text not null unique,
    name text not null,
    role text not null,
    is_disabled integer not null,
    is_sample integer not null,
    password_hash text not null
  ) strict;

  create table api_keys (
    id text primary key,
    name text not null unique,
    role text not null,
    created_at integer not null,
    hash text not null unique
  ) strict;

  create table oauth_rows (
    position integer primary key,
    model text not null,
    id text not null,
    payload text not null,
    grant_id text,
    account_id text,
    uid text,
    consumed_at integer,
    created_at integer not null,
    expires_at integer,
    unique (model, id)
  ) strict;
  create index oauth_rows_grant on oauth_rows (grant_id);
  create index oauth_rows_account on oauth_rows (model, account_id);
  create index oauth_rows_uid on oauth_rows (model, uid);
  create index oauth_rows_expiry on oauth_rows (expires_at);

  create table secrets (name text primary key, value text not null) strict;

  create table call_windows (
    kind text not null,
    started_at integer not null,
    used integer not null,
    primary key (kind, started_at)
  ) strict, without rowid;

  create table saved_views (
    position integer primary key,
    account_id text not null,
    name text not null,
    query text not null,
    unique (account_id, name)
  ) strict;
`;

const GROUPS_AND_APPS = `
  -- Ids of what is made here: one row for all kinds, so that no id ever stands for two things; it holds the last one
  -- given. Above 2^53, as the service's own, and far from those of the sample fleet.
  create table next_id (one integer primary key check (one = 1), id integer not null) strict;
  insert into next_id (one, id) values (1, 9100000000000000);

  -- One counter for each list that has deltas; the devices' own is in the table database.
  create table list_revisions (list text primary key, revision integer not null) strict;
  insert into list_revisions (list, revision) values ('groups', 1), ('apps', 1);
  create table removed_items (
    list text not null,
    id integer not null,
    revision integer not null,
    primary key (list, id)
  ) strict, without rowid;
  create index removed_items_revision on removed_items (list, revision);

  create table groups (
    id integer primary key,
    name text not null,
    name_key text not null,
    description text not null,
    type integer not null,
    domain text not null,
    domain_key text not null,
    members_revision integer not null,
    revision integer not null,
    unique (domain_key, name_key)
  ) strict;
  create table group_members (
    group_id integer not null references groups (id) on delete cascade,
    device_id integer not null references devices (id) on delete cascade,
    primary key (group_id, device_id)
  ) strict, without rowid;
  create index group_members_device on group_members (device_id);

  create table icons (hash text primary key, content_type text not null, bytes blob not null) strict;
  create table apps (
    id integer primary key,
    name text not null,
    category_id integer not null,
    type integer not null,
    identifier text not null,
    version text not null,
    platform integer not null,
    supported_devices integer not null,
    description text not null,
    country_code text not null,
    store_url text not null,
    store_id text not null,
    prevent_backup integer not null,
    icon text references icons (hash),
    package_blob text,
    upgrade_code text,
    added_at integer not null,
    modified_at integer not null,
    revision integer not null
  ) strict;
  create unique index apps_identifier on apps (identifier, platform) where identifier <> '';
  create index apps_icon on apps (icon);
  create index apps_package on apps (package_blob);

  create table app_devices (
    app_id integer not null references apps (id),
    device_id integer not null references devices (id) on delete cascade,
    silent_install integer not null,
    notify_by_email integer not null,
    at integer not null,
    primary key (app_id, device_id)
  ) strict, without rowid;
  create index app_devices_device on app_devices (device_id);
  create table app_groups (
    app_id integer not null references apps (id),
    group_id integer not null references groups (id) on delete cascade,
    silent_install integer not null,
    notify_by_email integer not null,
    at integer not null,
    primary key (app_id, group_id)
  ) strict, without rowid;
  create index app_groups_group on app_groups (group_id);

  create table files (
    id integer primary key,
    blob text not null,
    name text not null,
    content_type text not null,
    size integer not null,
    sha256 text not null,
    created_at integer not null,
    expires_at integer not null
  ) strict;
  create index files_expiry on files (expires_at);
  create index files_blob on files (blob);
  -- Blobs that lost a package and may be needed by nothing now.
  create table dropped_blobs (blob text primary key) strict;

  -- The sample fleet's groups and apps come after its devices; false in databases made before there were any.
  alter table fleet add column has_groups_and_apps integer not null default 0;
`;

/** In order, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-devices', sql: DEVICES },
  { name: '0002-access', sql: ACCESS },
  { name: '0003-groups-and-apps', sql: GROUPS_AND_APPS },
];
