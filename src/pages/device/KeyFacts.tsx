import { CopyButton } from '../../ui/CopyButton.tsx';
import { StorageBar } from './StorageBar.tsx';
import classes from './device-page.module.css';
import { keyFacts, type KnownDevice } from './device-summary.ts';

/** What is asked for first, each with its copy button where it is typed elsewhere. */
export function KeyFacts({ known, isLoading }: { known: KnownDevice; isLoading: boolean }) {
  const capacity = known.detail?.capacityGb;
  const used = known.detail?.usedGb;
  return (
    <section aria-labelledby="key-facts" className={classes.section} aria-busy={isLoading}>
      <h2 id="key-facts">Key facts</h2>
      <dl className={classes.facts}>
        {keyFacts(known).map(({ label, value, isCopied }, at) => (
          <div key={`${label} ${at}`}>
            <dt>{label}</dt>
            <dd>
              {value === undefined ? (
                <span className={classes.none}>{isLoading ? 'Loading…' : 'Not reported'}</span>
              ) : (
                <bdi>{value}</bdi>
              )}
              {value !== undefined && isCopied === true && <CopyButton value={value} label={label} />}
              {label === 'Storage' && capacity !== undefined && used !== undefined && (
                <StorageBar used={used} capacity={capacity} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
