import { Selection } from '../../table/selection.ts';

let current: { accountId: string; selection: Selection } | undefined;

/** The selection of this account's devices; it outlasts a visit to a device. Somebody else starts with none. */
export function deviceSelection(accountId: string): Selection {
  if (current?.accountId !== accountId) current = { accountId, selection: new Selection() };
  return current.selection;
}
