import { expect, test } from 'vitest';
import { html } from './html.ts';
import { noticePage, signInPage } from './sign-in-pages.ts';

const HOSTILE = '"><script>alert(1)</script>\'&';
const ESCAPED = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;';

test('text is escaped, markup is kept, nothing leaves nothing', () => {
  const items = ['<a>', 'b'].map((item) => html`<li>${item}</li>`);
  const list = html`<ul title="${HOSTILE}">
    ${items}${undefined}${false}
  </ul>`;
  expect(list.text.replaceAll(/\s*\n\s*/g, '')).toBe(
    `<ul title="${ESCAPED}"><li>&lt;a&gt;</li><li>b</li></ul>`,
  );
});

test('what was typed or sent comes back as text on every page', () => {
  const pages = [
    signInPage({ uid: HOSTILE, email: HOSTILE, problem: HOSTILE, samples: [] }),
    noticePage(HOSTILE, HOSTILE, HOSTILE),
  ];
  for (const page of pages) {
    expect(page).toContain(ESCAPED);
    expect(page).not.toContain('<script');
  }
});

test('pages need no inline style or script', () => {
  const page = signInPage({ uid: 'u', email: '', samples: [] });
  expect(page).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
});
