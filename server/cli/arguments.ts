import { ROLES, type Role } from '../contract/scopes.ts';
import { CliError } from './cli-error.ts';

/** A value that has to be there; `what` is its name in the usage text. */
export function need(value: string | undefined, what: string): string {
  const text = value?.trim() ?? '';
  if (text === '') throw new CliError(`${what} is missing. See --help.`);
  return text;
}

export function needRole(value: string | undefined): Role {
  const text = need(value, 'The role');
  const role = ROLES.find((each) => each === text.toLowerCase());
  if (role === undefined) throw new CliError(`"${text}" is no role: ${ROLES.join(', ')} are.`);
  return role;
}

export function refuseMore(rest: readonly string[]): void {
  if (rest.length > 0) throw new CliError(`Not understood: ${rest.join(' ')}. See --help.`);
}

/** Columns as wide as their widest cell, two spaces between. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
