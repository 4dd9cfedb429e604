import type { MatchResult } from '../../../table/model.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { formatCount } from '../../../ui/format.ts';
import classes from './paste-results.module.css';

/** Lines shown of each list; its copy button has all. */
const SHOWN = 200;

interface Group {
  title: string;
  hint: string;
  lines: { key: string; text: string; note?: string }[];
}

/** What became of each pasted text, in four lists that can be copied, the ones that need a look first. */
export function PasteResults({ result }: { result: MatchResult }) {
  return (
    <div className={classes.groups}>
      {groupsOf(result)
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, hint, lines }) => (
          <details key={title} open className={classes.group}>
            <summary>
              <span className={classes.title}>
                {title} ({formatCount(lines.length)})
              </span>
              <span className={classes.hint}>{hint}</span>
            </summary>
            <div className={classes.copy}>
              <CopyButton
                value={lines.map(({ text }) => text).join('\n')}
                label={`the ${title.toLowerCase()} list`}
              />
            </div>
            <ul aria-label={title}>
              {lines.slice(0, SHOWN).map(({ key, text, note }) => (
                <li key={key}>
                  <bdi>{text}</bdi>
                  {note !== undefined && <span className={classes.hint}> {note}</span>}
                </li>
              ))}
              {lines.length > SHOWN && (
                <li className={classes.hint}>and {formatCount(lines.length - SHOWN)} more</li>
              )}
            </ul>
          </details>
        ))}
    </div>
  );
}

function groupsOf({ matched, ambiguous, unknown, duplicates }: MatchResult): Group[] {
  const line = (text: string, at: number, note?: string) => ({
    key: String(at),
    text,
    ...(note !== undefined && { note }),
  });
  return [
    {
      title: 'Unknown',
      hint: 'no device has this name, number or address',
      lines: unknown.map((text, at) => line(text, at)),
    },
    {
      title: 'Ambiguous',
      hint: 'several devices answer to it; all are taken',
      lines: ambiguous.map(({ given, rowIds }, at) => line(given, at, `${rowIds.length} devices`)),
    },
    {
      title: 'Duplicate',
      hint: 'given twice, or a device named twice',
      lines: duplicates.map(({ given }, at) => line(given, at)),
    },
    {
      title: 'Matched',
      hint: 'one device each',
      lines: matched.map(({ given }, at) => line(given, at)),
    },
  ];
}
