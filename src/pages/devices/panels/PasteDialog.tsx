import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inventory } from '../../../features/devices/inventory.ts';
import { splitIdentifiers } from '../../../table/identifiers.ts';
import type { MatchResult } from '../../../table/model.ts';
import { listUrlBytes, MAX_LIST_URL_BYTES } from '../../../table/url-state.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import field from '../../../ui/field.module.css';
import { plural } from '../../../ui/format.ts';
import { PasteResults } from './PasteResults.tsx';
import { usePasteFile } from './use-paste-file.ts';

interface Props {
  version: number;
  hasIdentifiers: boolean;
  onShow: (identifiers: string[]) => void;
  onSelect: (rowIds: string[]) => void;
  onClose: () => void;
}

/** Many identifiers at once: what is there, what is not, what is there twice; then show or select those found. */
export function PasteDialog({ version, hasIdentifiers, onShow, onSelect, onClose }: Props) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, 200);
  const file = usePasteFile(setText);
  const { identifiers, ignored } = splitIdentifiers(settled);
  const match = useQuery({
    queryKey: ['devices-page', 'match', version, settled],
    queryFn: () => inventory.match(identifiers),
    enabled: identifiers.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const result = identifiers.length === 0 ? undefined : match.data;
  const found = result === undefined ? { given: [], rowIds: [] } : foundIn(result);
  const isTooLong = listUrlBytes(found.given) > MAX_LIST_URL_BYTES;

  return (
    <Dialog title="Paste identifiers" onClose={onClose}>
      <div className={field.stack} {...file.dropTarget}>
        <label className={field.label}>
          Serial numbers, IMEIs, names, e-mail addresses or ids
          <textarea
            className={field.input}
            rows={7}
            autoFocus
            spellCheck={false}
            placeholder="One a line, or a column from a spreadsheet"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <div className={field.row}>
          <Button size="xs" variant="default" component="label">
            Open a CSV or text file
            <input type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" hidden onChange={file.pick} />
          </Button>
          <span className={field.hint}>or drop it here</span>
        </div>
        {file.error !== undefined && (
          <p className={field.error} role="alert">
            {file.error}
          </p>
        )}
        {!hasIdentifiers && (
          <p className={field.hint}>
            The service’s list has no serial numbers or IMEIs: only names, e-mail addresses and ids can be
            found here.
          </p>
        )}
        {ignored.length > 0 && <p className={field.hint}>Taken for a heading: {ignored.join(', ')}</p>}
        {match.isError && (
          <p className={field.error} role="alert">
            {match.error.message}
          </p>
        )}
        <p className={field.hint} role="status">
          {result !== undefined &&
            `${plural(identifiers.length, 'identifier')}: ${plural(found.rowIds.length, 'device')} found, ${result.unknown.length} unknown.`}
        </p>
        {result !== undefined && <PasteResults result={result} />}
        <div className={field.row}>
          <Button disabled={found.rowIds.length === 0 || isTooLong} onClick={() => onShow(found.given)}>
            Show these {found.rowIds.length}
          </Button>
          <Button
            variant="default"
            disabled={found.rowIds.length === 0}
            onClick={() => onSelect(found.rowIds)}
          >
            Select these {found.rowIds.length}
          </Button>
        </div>
        {isTooLong && (
          <p className={field.hint}>
            So many do not fit into an address, so they cannot be shown as a list; they can be selected.
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Texts that name devices, and the devices, each once. */
function foundIn({ matched, ambiguous }: MatchResult): { given: string[]; rowIds: string[] } {
  return {
    given: [...matched.map(({ given }) => given), ...ambiguous.map(({ given }) => given)],
    rowIds: [
      ...new Set([...matched.map(({ rowId }) => rowId), ...ambiguous.flatMap(({ rowIds }) => rowIds)]),
    ],
  };
}
