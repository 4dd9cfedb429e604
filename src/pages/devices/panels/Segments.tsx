import field from '../../../ui/field.module.css';
import classes from './panels.module.css';

interface Props<T extends string> {
  label: string;
  name: string;
  options: readonly (readonly [value: T, label: string])[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, side by side: radio buttons in one frame. */
export function Segments<T extends string>({ label, name, options, value, onChange }: Props<T>) {
  return (
    <div>
      <h2 className={field.section}>{label}</h2>
      <div role="radiogroup" aria-label={label} className={classes.segments}>
        {options.map(([option, text]) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            {text}
          </label>
        ))}
      </div>
    </div>
  );
}
