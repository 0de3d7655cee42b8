import { addTrigger, listTriggers } from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

test('a new studio has sample triggers, switched off, each as one could add it', async () => {
  const s = await studio();
  const { items } = await s.call(listTriggers);
  expect(items.filter(({ isActive }) => isActive)).toEqual([]);
  const sentences = items.map(({ sentence }) => sentence);
  expect(sentences).toHaveLength(12);
  expect(sentences).toContain(
    "When 'Ready for pickup' is entered, send an e-mail to the client, else create a call to the client for whoever is responsible, once per invoice",
  );
  expect(sentences).toContain(
    "3 business days after 'At the lab' is due, create a call to the vendor for whoever is responsible",
  );
  for (const { id: _, version: __, typeId, statusName, sentence, statusId, invoiceStatusId, ...fields } of items) {
    const about = statusId === null ? { invoiceStatusId: invoiceStatusId ?? 0 } : { statusId };
    const added = await s.call(addTrigger, { body: { ...about, ...fields } });
    expect(added).toMatchObject({ typeId, statusName, sentence, isActive: false });
  }
});
