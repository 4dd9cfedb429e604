/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by the next turn; a minute is for slow "save as" dialogs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
