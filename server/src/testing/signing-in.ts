import { addUser, signIn } from '@printrail/contract/people';
import { expect } from 'vitest';
import { type Browser, type BrowserOptions, browser } from './browser.ts';
import { studio, type TestOptions, type TestStudio } from './studio.ts';

export const password = 'violet-lamp-over-sand';
export const otherPassword = 'green-kettle-by-noon';
export const mia = { email: 'mia@studio.example', password };

/** A studio where Mia works, who may change invoices and nothing else. */
export async function studioWithMia(options?: TestOptions): Promise<TestStudio & { miaId: number }> {
  const s = await studio(options);
  const { id } = await s.call(addUser, { body: { name: 'Mia', ...mia, rights: { invoices: 'change' } } });
  return { ...s, miaId: id };
}

/** A browser in which Mia has signed in. */
export async function signedIn(s: TestStudio, options?: BrowserOptions): Promise<Browser> {
  const b = browser(s, options);
  expect(await b.ask(signIn, { body: mia })).toMatchObject({ status: 200, body: { name: 'Mia' } });
  return b;
}
