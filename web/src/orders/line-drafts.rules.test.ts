import type { OrderLine } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { changeOf, draftOf, draftsOf, faultOf, isChanged } from './line-drafts.rules.ts';

const line: OrderLine = {
  ...{ id: 7, position: 1, invoiceLineId: null, productId: 3, description: 'Print 8×10', invoiceQuantity: null },
  ...{ quantity: 10, cost: 4_500, note: '' },
};

test('the cost of a kept line follows its quantity, unless another was typed', () => {
  const [draft] = draftsOf([line]);
  if (!draft) throw new Error('no draft');
  expect(changeOf({ ...draft, quantity: '6' }, [line])).toEqual({
    id: 7,
    description: 'Print 8×10',
    quantity: 6,
    note: '',
  });
  expect(changeOf({ ...draft, quantity: '6', cost: 100 }, [line])).toMatchObject({ quantity: 6, cost: 100 });
});

test('an added line says its product, or what it is', () => {
  const bare = draftOf(null, 'new 1');
  expect(faultOf(bare)).toBe('Say what it is');
  expect(faultOf({ ...bare, description: 'Sample' })).toBeUndefined();
  expect(faultOf({ ...bare, description: 'Sample', quantity: '1.5' })).toBe('A whole number from 1');
  expect(changeOf({ ...bare, description: 'Sample' })).toEqual({ description: 'Sample', quantity: 1, note: '' });
});

test('lines as they are saved count as unchanged', () => {
  expect(isChanged(draftsOf([line]), [line])).toBe(false);
  expect(isChanged([...draftsOf([line]), draftOf(null, 'new 1')], [line])).toBe(true);
});
