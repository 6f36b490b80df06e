import { expect, it } from 'vitest';
import { escapeHtml } from './escape-html.js';

it('escapes what means something in HTML', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;\u0000`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;\ufffd');
});
