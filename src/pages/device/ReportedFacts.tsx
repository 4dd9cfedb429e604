import { useDeferredValue, useMemo, useState } from 'react';
import type { DeviceDetail } from '../../api/device-types.ts';
import field from '../../ui/field.module.css';
import { formatCount, plural } from '../../ui/format.ts';
import { exactTime } from '../../ui/relative-time.ts';
import classes from './device-page.module.css';
import { groupFacts } from './reported-groups.ts';

interface Props {
  detail: DeviceDetail | undefined;
  isLoading: boolean;
}

/** Everything the API sent, to be searched; nothing is left out but what the person hides. */
export function ReportedFacts({ detail, isLoading }: Props) {
  const [search, setSearch] = useState('');
  const [isReportedOnly, setIsReportedOnly] = useState(false);
  const settled = useDeferredValue(search);
  const all = detail?.reported;
  const found = useMemo(() => groupFacts(all ?? [], settled, isReportedOnly), [all, settled, isReportedOnly]);
  const unknown = useMemo(() => (all ?? []).filter(({ value }) => value === undefined).length, [all]);

  return (
    <section aria-labelledby="reported" className={classes.section}>
      <h2 id="reported">Everything reported</h2>
      {all === undefined ? (
        <p className={classes.none}>{isLoading ? 'Loading…' : 'Not loaded.'}</p>
      ) : (
        <>
          <div className={classes.tools}>
            <input
              className={field.input}
              type="search"
              aria-label="Search in everything reported"
              placeholder="Search names and values"
              autoComplete="off"
              spellCheck={false}
              value={search}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setSearch('');
              }}
            />
            <label className={field.option}>
              <input
                type="checkbox"
                checked={isReportedOnly}
                onChange={({ target }) => setIsReportedOnly(target.checked)}
              />
              <span>Hide what is not reported ({formatCount(unknown)})</span>
            </label>
            <p className={classes.none} role="status">
              {formatCount(found.count)} of {plural(all.length, 'fact')}
            </p>
          </div>
          {found.groups.map(({ title, facts }) => (
            <div key={title} className={classes.group}>
              <h3>
                {title} <span className={classes.none}>{formatCount(facts.length)}</span>
              </h3>
              <dl className={classes.list}>
                {facts.map(({ path, label, value, time }) => (
                  <div key={path}>
                    <dt title={path}>{label}</dt>
                    <dd>
                      {value === undefined ? (
                        <span className={classes.none}>Not reported</span>
                      ) : (
                        <bdi>{value}</bdi>
                      )}
                      {time !== undefined && <span className={classes.none}> {exactTime(time)}</span>}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
          {found.count === 0 && <p className={classes.none}>Nothing has “{settled}” in its name or value.</p>}
        </>
      )}
    </section>
  );
}
