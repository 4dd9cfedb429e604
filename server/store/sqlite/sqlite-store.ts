import { NotADatabase } from '../open-errors.ts';
import type { Store } from '../store.ts';
import { accountStore } from './accounts.ts';
import { apiKeyStore } from './api-keys.ts';
import { appStore } from './apps.ts';
import { callStore } from './calls.ts';
import { openConnection, type Connection } from './connection.ts';
import { deviceStore } from './devices.ts';
import { fileStore } from './files.ts';
import { fleetStore } from './fleet.ts';
import { groupStore } from './groups.ts';
import { ForeignDatabase, migrate } from './migrate.ts';
import { oauthStore } from './oauth.ts';
import { ReaderPool } from './reader-pool.ts';
import { secretStore } from './secrets.ts';
import { sqliteCode } from './sqlite-error.ts';
import { savedViewStore } from './views.ts';
import { DeviceWriter } from './write-devices.ts';

/** The store on SQLite; see openStore. */
export async function openSqliteStore(path: string): Promise<Store> {
  const connection = openMigrated(path);
  const { db } = connection;
  const readers = new ReaderPool(path);
  const writer = new DeviceWriter(connection);
  const { id } = await db.selectFrom('database').select('id').executeTakeFirstOrThrow();
  return {
    databaseId: id,
    devices: deviceStore(db, readers, writer),
    groups: groupStore(db),
    apps: appStore(db),
    files: fileStore(db),
    accounts: accountStore(db),
    apiKeys: apiKeyStore(db),
    oauth: oauthStore(db),
    secrets: secretStore(db),
    calls: callStore(db),
    views: savedViewStore(db),
    fleet: fleetStore(db, writer),
    close: async () => {
      readers.close();
      await db.destroy();
    },
  };
}

function openMigrated(path: string): Connection {
  let connection: Connection | undefined;
  try {
    connection = openConnection(path);
    migrate(connection.native, path);
    return connection;
  } catch (error) {
    connection?.native.close();
    throw isNotOurs(error) ? new NotADatabase(path, error) : error;
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, which also tells of text or another format in the file. */
function isNotOurs(error: unknown): boolean {
  return error instanceof ForeignDatabase || sqliteCode(error) === 11 || sqliteCode(error) === 26;
}
