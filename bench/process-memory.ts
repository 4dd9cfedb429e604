import { readFile } from 'node:fs/promises';

/** Memory of a process in MiB, as Linux tells it: VmRSS now, VmHWM at its peak; NaN elsewhere. */
export async function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
}
