import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ExportRequest } from '../../../features/devices/inventory-types.ts';
import { inventory } from '../../../features/devices/inventory.ts';
import field from '../../../ui/field.module.css';
import { formatCount, plural } from '../../../ui/format.ts';
import { saveFile } from '../../../ui/save-file.ts';

interface Rows {
  label: string;
  count: number;
  rows: () => ExportRequest['rows'];
}

interface Props {
  /** Visible columns in order. */
  fields: string[];
  matching: Rows;
  selected: Rows;
}

/** Files of all rows that match, or of all that are selected, whatever is on screen. */
export function ExportPanel({ fields, matching, selected }: Props) {
  const download = useMutation({
    mutationFn: async ({ format, from }: { format: ExportRequest['format']; from: Rows }) => {
      const file = await inventory.exportRows({ format, fields, rows: from.rows() });
      saveFile(file, `devices-${localDate(new Date())}.${format}`);
      return from.count;
    },
  });
  const choices = [matching, selected].filter(({ count }) => count > 0);

  return (
    <div className={field.stack}>
      <h2 className={field.section}>Export</h2>
      <p className={field.hint}>
        The {plural(fields.length, 'visible column')}, in their order. Serial numbers, IMEIs and ids keep
        every digit.
      </p>
      {choices.length === 0 && <p className={field.hint}>No device matches: there is nothing to export.</p>}
      {choices.map((from) => (
        <div key={from.label}>
          <p className={field.label}>
            {from.label} ({formatCount(from.count)})
          </p>
          <div className={field.row}>
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                size="xs"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
                loading={
                  download.isPending &&
                  download.variables.format === format &&
                  download.variables.from.label === from.label
                }
                disabled={download.isPending}
                onClick={() => download.mutate({ format, from })}
                aria-label={`Export ${from.label.toLowerCase()} (${formatCount(from.count)}) as ${format.toUpperCase()}`}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </div>
        </div>
      ))}
      <p className={field.hint} role="status">
        {download.isSuccess ? `Exported ${plural(download.data, 'device')}.` : ''}
      </p>
      {download.isError && (
        <p className={field.error}>The file could not be made: {download.error.message}</p>
      )}
    </div>
  );
}

/** The viewer's date, not UTC's. */
function localDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
