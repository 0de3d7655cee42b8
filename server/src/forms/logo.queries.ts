import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';

export type StoredLogo = Omit<Row<'studioLogo'>, 'id'>;

export async function findLogo(db: Db): Promise<StoredLogo | undefined> {
  return db.selectFrom('studioLogo').select(['mediaType', 'width', 'height', 'image']).executeTakeFirst();
}

export async function replaceLogo(tx: Tx, logo: StoredLogo): Promise<void> {
  await tx
    .insertInto('studioLogo')
    .values({ id: 1, ...logo })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(logo))
    .execute();
}

export async function removeLogo(tx: Tx): Promise<void> {
  await tx.deleteFrom('studioLogo').execute();
}
