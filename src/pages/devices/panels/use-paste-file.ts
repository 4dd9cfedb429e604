import { useState, type ChangeEvent, type DragEvent } from 'react';

/** More than that is no list of devices. */
const MAX_BYTES = 10 * 1024 * 1024;

/** A text file picked or dropped, read into `onText`. */
export function usePasteFile(onText: (text: string) => void) {
  const [error, setError] = useState<string>();

  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const refusal = refusalOf(file);
    setError(refusal);
    if (refusal !== undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.includes(0) && !startsAsUtf16(bytes)) {
      setError(`“${file.name}” is no text file. Save the spreadsheet as CSV first.`);
      return;
    }
    onText(new TextDecoder(startsAsUtf16(bytes) ? utf16Of(bytes) : 'utf-8').decode(bytes));
  };
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    void read(event.target.files?.[0]);
    // The same file can be picked again after it was changed.
    event.target.value = '';
  };
  const dropTarget = {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      if (event.dataTransfer.files.length > 1) setError('One file at a time, please.');
      else void read(event.dataTransfer.files[0]);
    },
  };
  return { error, pick, dropTarget };
}

function refusalOf(file: File): string | undefined {
  if (/\.(?:xlsx?|ods|numbers)$/i.test(file.name))
    return 'Save the spreadsheet as CSV first, or copy its column and paste it.';
  if (file.size > MAX_BYTES) return `“${file.name}” is larger than 10 MB.`;
  if (file.size === 0) return `“${file.name}” is empty.`;
  return undefined;
}

/** "Unicode text" of older spreadsheets. */
function startsAsUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function utf16Of(bytes: Uint8Array): string {
  return bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
}
