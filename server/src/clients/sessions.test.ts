import type { Session } from '@printrail/contract/clients';
import * as api from '@printrail/contract/clients';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';

test('a session is given back as it was added, with its client’s name', async () => {
  const { s, clientId } = await withClient();
  const body = { clientId, name: 'Wedding', date: '2026-06-20', notes: 'Two\ndays', externalKey: 'S-1' };
  const added = await s.call(api.addSession, { body });
  expect(added).toEqual({ ...body, id: added.id, clientName: 'Šárka Nováková', version: 1 });
  expect(await s.call(api.getSession, { params: { id: added.id } })).toEqual(added);
});

test('a change leaves alone what it does not name', async () => {
  const { s, clientId } = await withClient();
  const added = await s.call(api.addSession, { body: { clientId, name: 'Wedding', date: '2026-06-20', notes: 'n' } });
  const sent = { params: { id: added.id }, version: 1 };
  expect(await s.call(api.updateSession, { ...sent, body: { date: null } })).toEqual({
    ...added,
    date: null,
    version: 2,
  });
  expect(await s.refusal(api.updateSession, { ...sent, body: { name: 'x' } })).toMatchObject({ status: 412 });
  expect(await s.refusal(api.updateSession, { params: sent.params, body: {} })).toMatchObject({ status: 428 });
});

test('a session stays with its client', async () => {
  const { s, clientId } = await withClient();
  const { id } = await s.call(api.addSession, { body: { clientId, name: 'Wedding' } });
  const problem = await s.refusal(api.updateSession, { params: { id }, version: 1, body: { clientId } as object });
  expect(problem.errors).toEqual([{ field: 'clientId', message: 'is not a field known here' }]);
});

test('a session needs a client there is and a date on the calendar', async () => {
  const { s, clientId } = await withClient();
  expect(await s.refusal(api.addSession, { body: { clientId: 99, name: 'Wedding' } })).toMatchObject({
    ...{ status: 404, code: 'client.not_found', errors: [{ field: 'clientId' }] },
  });
  const problem = await s.refusal(api.addSession, { body: { clientId, name: 'Wedding', date: '2026-02-30' } });
  expect(problem.errors).toMatchObject([{ field: 'date' }]);
  expect(await s.refusal(api.getSession, { params: { id: 99 } })).toMatchObject({ code: 'session.not_found' });
});

test('an external key belongs to one session', async () => {
  const { s, clientId } = await withClient();
  const body = { clientId, name: 'Wedding', externalKey: 'S-1' };
  await s.call(api.addSession, { body });
  expect(await s.refusal(api.addSession, { body })).toMatchObject({ status: 409, code: 'session.external_key_taken' });
});

test('sessions come latest first, those without a date last, page by page', async () => {
  const { s, clientId } = await withClient();
  const dates = ['2026-03-01', null, '2026-05-01', '2026-03-01', null, '1999-12-31', '2026-04-01', '1900-01-01'];
  for (const [at, date] of dates.entries()) await s.call(api.addSession, { body: { clientId, name: `S${at}`, date } });
  const names = (await everySession(s, { limit: 2 })).map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual(['S2', 'S6', 'S3', 'S0', 'S5']);
  expect(new Set(names).size).toBe(dates.length);
});

test('sessions are found by client and by words of their own and their client’s name', async () => {
  const { s, clientId } = await withClient();
  const other = await s.call(api.addClient, { body: { name: 'Zoë' } });
  await s.call(api.addSession, { body: { clientId, name: 'Wedding' } });
  await s.call(api.addSession, { body: { clientId: other.id, name: 'Wedding album' } });
  const found = async (query: object) => (await everySession(s, query)).map(({ clientName }) => clientName);
  expect(await found({ search: 'sarka wed' })).toEqual(['Šárka Nováková']);
  expect(await found({ search: 'wedding' })).toEqual(['Zoë', 'Šárka Nováková']);
  expect(await found({ clientId: other.id })).toEqual(['Zoë']);
  expect(await found({ clientId: 999 })).toEqual([]);
});

test('a place to go on with something other than a date is refused', async () => {
  const { s } = await withClient();
  const after = Buffer.from(JSON.stringify(['not a date', 1])).toString('base64url');
  expect(await s.refusal(api.listSessions, { query: { after } })).toMatchObject({ code: 'cursor.invalid' });
});

test('a session of an invoice, and the invoice’s client, cannot be deleted', async () => {
  const { s, clientId } = await withClient();
  const { id } = await s.call(api.addSession, { body: { clientId, name: 'Wedding' } });
  await addInvoice(s, clientId, id);
  expect(await s.refusal(api.deleteSession, { params: { id }, version: 1 })).toMatchObject({
    ...{ status: 409, code: 'session.in_use', details: { name: 'Wedding', count: 1 } },
  });
  expect(await s.refusal(api.deleteClient, { params: { id: clientId }, version: 1 })).toMatchObject({
    ...{ code: 'client.in_use', details: { count: 2 } },
  });
});

test('of a session added and its client deleted at the same moment one is refused', async () => {
  const s = await studio();
  for (let round = 0; round < 5; round++) {
    const { id: clientId } = await s.call(api.addClient, { body: { name: 'Ada' } });
    const adding = s.call(api.addSession, { body: { clientId, name: 'Wedding' } });
    const deleting = s.call(api.deleteClient, { params: { id: clientId }, version: 1 });
    const outcomes = await Promise.allSettled([adding, deleting]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(refused).toEqual([expect.stringMatching(/answered (404|409)/)]);
  }
});

async function withClient(): Promise<{ s: TestStudio; clientId: number }> {
  const s = await studio();
  const { id: clientId } = await s.call(api.addClient, { body: { name: 'Šárka Nováková' } });
  return { s, clientId };
}

async function everySession(
  s: TestStudio,
  query: { limit?: number; search?: string; clientId?: number },
): Promise<Session[]> {
  const sessions: Session[] = [];
  for (let after: string | undefined; ; ) {
    const page = await s.call(api.listSessions, { query: { ...query, ...(after ? { after } : {}) } });
    sessions.push(...page.items);
    if (!page.next) return sessions;
    after = page.next;
  }
}

async function addInvoice({ studio: { database } }: TestStudio, clientId: number, sessionId: number): Promise<void> {
  await database.write(async (tx) => {
    const { id: statusId } = await tx.selectFrom('invoiceStatuses').select('id').executeTakeFirstOrThrow();
    const dates = {
      date: '2026-11-23',
      deliveryDate: null,
      deliveredDate: null,
      statusSinceDate: '2026-11-23',
      statusDueDate: null,
    };
    const sums = { tax: 0, shipping: 0, total: 0, paid: 0 };
    const invoice = {
      number: '1',
      numberKey: '1',
      clientId,
      sessionId,
      statusId,
      notes: '',
      externalKey: null,
      createdAt: 0,
    };
    await tx
      .insertInto('invoices')
      .values({ ...invoice, ...dates, ...sums })
      .execute();
  });
}
