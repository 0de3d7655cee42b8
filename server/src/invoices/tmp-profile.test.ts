import pg from 'pg';
import { test } from 'vitest';
import { system } from '../studio/change.ts';
import { givenClient, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';
import { saveInvoices } from './save-invoices.ts';
test('profile', { timeout: 300_000 }, async () => {
  const s = await studio();
  const { id: preferredVendorId } = await givenVendor(s);
  const product = await givenProduct(s, { preferredVendorId, vendorMultiplier: 2 });
  const clientId = await givenClient(s);
  const sums = new Map<string, number>();
  const original = pg.Client.prototype.query as any;
  (pg.Client.prototype as any).query = function (...args: any[]) {
    const text = String(args[0]?.text ?? args[0]).replace(/\s+/g, ' ').slice(0, 110);
    const t = performance.now();
    const r = original.apply(this, args);
    if (r?.then) return r.then((x: any) => { sums.set(text, (sums.get(text) ?? 0) + performance.now() - t); return x; });
    return r;
  };
  const lines = ['1', '2', '3'].map((externalKey) => ({ externalKey, productId: product.id, quantity: 5, discount: 0.05 }));
  for (const tax of [1, 2, 2]) {
    sums.clear();
    const t = performance.now();
    await s.studio.write(system, 'import', (change) => saveInvoices(change, Array.from({ length: 20000 }, (_, at) => ({ clientId, externalKey: `N${at}`, number: `N${at}`, date: '2026-01-05', tax, lines }))), { alone: true });
    console.log(tax, performance.now() - t, [...sums].sort((a, b) => b[1] - a[1]).slice(0, 6));
  }
});
