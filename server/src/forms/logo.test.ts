import { crc32, deflateSync } from 'node:zlib';
import { listAudit } from '@printrail/contract/audit';
import { deleteLogo, getLogo, getOrderForm, saveLogo } from '@printrail/contract/forms';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenOrder } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';
import { readImage } from './image.ts';

function png({
  width = 8,
  height = 4,
  colors = 6,
  channels = 4,
  pixels = Buffer.alloc(height * (1 + width * channels)),
} = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colors, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The smallest gray JPEG, of one pixel. */
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

const sent = (image: Buffer) => ({ body: { image: image.toString('base64') } });

test('a logo is kept as it was sent, stands on the forms, and is replaced by the next', async () => {
  const s = await studio();
  expect((await s.refusal(getLogo)).code).toBe('logo.not_found');
  expect(await s.call(saveLogo, sent(jpeg))).toMatchObject({ mediaType: 'image/jpeg', width: 1, height: 1 });
  const image = png();
  expect(await s.call(saveLogo, sent(image))).toEqual({
    mediaType: 'image/png',
    width: 8,
    height: 4,
    bytes: image.length,
  });
  const kept = await s.send(getLogo);
  expect(kept.headers['content-type']).toBe('image/png');
  expect(kept.rawPayload.equals(image)).toBe(true);
  const { id } = await givenOrder(s);
  const form = (await s.send(getOrderForm, { params: { id } })).rawPayload.toString('latin1');
  expect(form).toMatch(/\/Subtype \/Image[\s\S]*\/Width 8/);
});

test('a logo that is taken away is gone, and each change is audited without the image', async () => {
  const s = await studio();
  await s.call(saveLogo, sent(png()));
  await s.call(deleteLogo);
  expect((await s.refusal(deleteLogo)).code).toBe('logo.not_found');
  expect((await s.send(getLogo)).statusCode).toBe(404);
  const { items } = await s.call(listAudit, { query: { record: 'logo' } });
  expect(items.map(({ action }) => action)).toEqual(['logo.deleted', 'logo.changed']);
  expect(JSON.stringify(items)).not.toContain('image"');
});

test.each([
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a PNG that is cut off', png().subarray(0, -16)],
  ['a PNG with a wrong byte', png().fill(7, 50, 51)],
  ['a PNG with too few pixels', png({ pixels: Buffer.alloc(10) })],
  ['a PNG with an unknown filter', png({ pixels: Buffer.alloc(4 * 33, 9) })],
  ['a PNG of too many pixels', png({ width: 5_000, height: 1 })],
  ['a PNG of no pixels', png({ width: 0, pixels: Buffer.alloc(4) })],
  ['a palette PNG without a palette', png({ colors: 3, channels: 1 })],
  ['a JPEG that is cut off', jpeg.subarray(0, -4)],
])('%s is refused', async (_, image) => {
  const s = await studio();
  const { code, errors } = await s.refusal(saveLogo, sent(image));
  expect([code, errors?.[0]?.field]).toEqual(['logo.unreadable', 'image']);
});

test('what is too large, not base64, or not allowed is refused', async () => {
  const s = await studio();
  expect((await s.refusal(saveLogo, sent(Buffer.alloc(1_000_001)))).code).toBe('logo.too_large');
  expect((await s.refusal(saveLogo, { body: { image: 'no base64!' } })).code).toBe('logo.unreadable');
  const as = { rights: { maintenance: 'view' } } as const;
  expect((await s.refusal(saveLogo, { ...sent(png()), as })).status).toBe(403);
});

test('whatever bytes are sent, a logo is read or refused', async () => {
  const s = await studio();
  const spoilt = fc.tuple(fc.constantFrom(png(), jpeg), fc.nat(), fc.nat(255)).map(([image, at, byte]) => {
    const copy = Buffer.from(image);
    copy[at % copy.length] = byte;
    return copy;
  });
  await fc.assert(
    fc.asyncProperty(spoilt, async (image) => {
      const { statusCode, body } = await s.send(saveLogo, sent(image));
      expect([200, 422], body).toContain(statusCode);
      if (statusCode === 200) expect((await readImage(image)).width).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
