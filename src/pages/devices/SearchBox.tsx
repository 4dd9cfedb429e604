import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import classes from './devices-page.module.css';

export interface SearchHandle {
  focus: () => void;
}

interface Props {
  value: string;
  onType: (text: string) => void;
  /** Focus left the field: what was typed is meant. */
  onLeave: () => void;
  /** Arrow down: on to the rows. */
  onDown: () => void;
  /** Enter. */
  onSubmit: () => void;
  /** Escape in the empty field. */
  onEscape: () => void;
  ref?: Ref<SearchHandle>;
}

/** The search over all fields. `/` leads here from anywhere on the page. */
export function SearchBox({ value, onType, onLeave, onDown, onSubmit, onEscape, ref }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState({ text: value, of: value });
  // The address spoke last (Back, a saved view, a chip removed): it overrules what stands in the field.
  if (draft.of !== value) setDraft({ text: draft.text.trim() === value ? draft.text : value, of: value });
  useImperativeHandle(ref, () => ({ focus: () => focusOn(input.current) }));

  useEffect(function goToSearchBySlash() {
    const go = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const isTyping =
        target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      focusOn(input.current);
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, []);

  const type = (text: string) => {
    setDraft({ text, of: text });
    onType(text);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Enter') onSubmit();
    else if (event.key === 'Escape' && draft.text !== '') type('');
    else if (event.key === 'Escape') onEscape();
    else return;
    event.preventDefault();
  };

  return (
    <div className={classes.search} role="search">
      <IconSearch size={16} aria-hidden className={classes.searchIcon} />
      <input
        ref={input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        aria-label="Search devices"
        aria-keyshortcuts="/"
        placeholder="Name, user, serial, IMEI, model…"
        value={draft.text}
        onChange={(event) => type(event.target.value)}
        onBlur={onLeave}
        onKeyDown={handleKey}
      />
      {draft.text === '' ? (
        <kbd className={classes.key} aria-hidden>
          /
        </kbd>
      ) : (
        <button
          type="button"
          className={classes.clear}
          aria-label="Clear search"
          onClick={() => {
            type('');
            focusOn(input.current);
          }}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}

function focusOn(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}
