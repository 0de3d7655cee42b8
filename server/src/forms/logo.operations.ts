import type { InputOf } from '@printrail/contract/endpoint';
import type { FileContent } from '@printrail/contract/fields';
import type * as contract from '@printrail/contract/forms';
import { type Logo, mostLogoBytes } from '@printrail/contract/forms';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import type { Letterhead } from './form.ts';
import { readImage } from './image.ts';
import { findLogo, removeLogo, replaceLogo, type StoredLogo } from './logo.queries.ts';
import { printPdf } from './press.ts';

export async function getLogo({ db }: Reading): Promise<FileContent> {
  const logo = await findLogo(db);
  if (!logo) throw new Refusal('logo.not_found');
  const extension = logo.mediaType === 'image/png' ? 'png' : 'jpg';
  return { name: `logo.${extension}`, mediaType: logo.mediaType, bytes: logo.image };
}

export async function saveLogo(call: Call, { body }: InputOf<typeof contract.saveLogo>): Promise<Logo> {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body.image) || body.image.length % 4 !== 0) {
    throw new Refusal('logo.unreadable', { reason: 'it is not base64' }).at('image');
  }
  const image = Buffer.from(body.image, 'base64');
  if (image.length > mostLogoBytes) {
    throw new Refusal('logo.too_large', { bytes: image.length, limit: mostLogoBytes }).at('image');
  }
  const logo = { ...(await readImage(image)), image };
  await expectPrintable(logo);
  return call.write(async (change) => {
    const before = await findLogo(change.tx);
    await replaceLogo(change.tx, logo);
    await auditLogo(change, 'logo.changed', before, logo);
    return described(logo);
  });
}

/** Prints the logo once, so that one which is kept never keeps a form from being printed. */
async function expectPrintable(logo: StoredLogo): Promise<void> {
  const blank = { title: '', number: '-', mark: '', addressee: null, facts: [], tables: [], notes: [] };
  const letterhead = { name: '', lines: [], logo: printedLogo(logo) };
  await printPdf({ paper: 'A4', letterhead, printed: '', forms: [blank] }).catch(() => {
    throw new Refusal('logo.unreadable', { reason: 'the file is damaged' }).at('image');
  });
}

/** The logo as the press takes it. */
export function printedLogo({ mediaType, width, height, image }: StoredLogo): Letterhead['logo'] {
  return { dataUri: `data:${mediaType};base64,${Buffer.from(image).toString('base64')}`, width, height };
}

export async function deleteLogo(change: Change): Promise<null> {
  const before = await findLogo(change.tx);
  if (!before) throw new Refusal('logo.not_found');
  await removeLogo(change.tx);
  await auditLogo(change, 'logo.deleted', before, undefined);
  return null;
}

async function auditLogo(change: Change, action: string, before?: StoredLogo, after?: StoredLogo): Promise<void> {
  await audit(change, {
    ...{ action, record: 'logo', recordId: null },
    before: before ? described(before) : {},
    after: after ? described(after) : {},
  });
}

function described({ mediaType, width, height, image }: StoredLogo): Logo {
  return { mediaType, width, height, bytes: image.length };
}
