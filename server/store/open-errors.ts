/** The database was written by a newer version of the program; nothing in it was touched. */
export class DatabaseTooNew extends Error {
  constructor(path: string, unknownMigrations: readonly string[]) {
    super(
      `The database ${path} was last used by a newer version of Muster and is left as it is ` +
        `(changes this version does not know: ${unknownMigrations.join(', ')}). ` +
        'Start that version again, or choose another data folder with DATA_DIR.',
    );
    this.name = 'DatabaseTooNew';
  }
}

/** The file is there but is not a database of Muster; nothing in it was touched. */
export class NotADatabase extends Error {
  constructor(path: string, cause: unknown) {
    super(
      `${path} is not a database of Muster, or it is damaged. ` +
        'Move it away, or choose another data folder with DATA_DIR.',
      { cause },
    );
    this.name = 'NotADatabase';
  }
}
