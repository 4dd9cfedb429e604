import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../contract/scopes.ts';
import type { Account, AccountStore } from '../store.ts';
import type { Tables } from './schema.ts';
import { searchKey } from './search-text.ts';
import { orAlreadyExists } from './sqlite-error.ts';

export function accountStore(db: Kysely<Tables>): AccountStore {
  return {
    list: async () => {
      const rows = await db.selectFrom('accounts').selectAll().orderBy('email_key').execute();
      return rows.map(accountOf);
    },
    get: async (id) => {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && accountOf(row);
    },
    findByEmail: async (email) => {
      const row = await db
        .selectFrom('accounts')
        .selectAll()
        .where('email_key', '=', searchKey(email))
        .executeTakeFirst();
      return row && { ...accountOf(row), passwordHash: row.password_hash };
    },
    add: async (account) => {
      const insert = db.insertInto('accounts').values({
        id: account.id,
        email: account.email,
        email_key: searchKey(account.email),
        name: account.name,
        role: account.role,
        is_disabled: Number(account.isDisabled),
        is_sample: Number(account.isSample),
        password_hash: account.passwordHash,
      });
      await orAlreadyExists(insert.execute(), `There is an account of ${account.email} already`);
    },
    update: async (id, { role, isDisabled, passwordHash, name }) => {
      // Also where nothing is to be changed, the answer has to be whether there is such an account.
      const result = await db
        .updateTable('accounts')
        .set({
          id,
          ...(role !== undefined && { role }),
          ...(isDisabled !== undefined && { is_disabled: Number(isDisabled) }),
          ...(passwordHash !== undefined && { password_hash: passwordHash }),
          ...(name !== undefined && { name }),
        })
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function accountOf(row: Selectable<Tables['accounts']>): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    // Written by this store from the same type.
    role: row.role as Role,
    isDisabled: row.is_disabled !== 0n,
    isSample: row.is_sample !== 0n,
  };
}
