import { listOrders } from '@printrail/contract/hub';
import { getOrder } from '@printrail/contract/orders';
import { getMe, listDepartments, updateUser } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('someone works through what is theirs and their department’s without the mouse', async () => {
  const { page, call } = await visit({ sample: 120 });
  const departmentId = await joinBusiest(call);
  const { items } = await call(listOrders, { query: { mine: true, sort: 'due', limit: 500 } });
  const orders = items;
  expect(orders.length).toBeGreaterThan(2);
  await page.goto('/my-work');
  const rows = page.getByRole('main').getByRole('listitem');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(orders.length);
  await page.getByText(`${orders.length} production orders`).waitFor();

  // Down the list and open; what is open goes along.
  await page.keyboard.press('j');
  const second = await currentNumber();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: `Order ${second}` }).waitFor();
  await page.keyboard.press('j');
  const third = await currentNumber();
  expect(third).not.toBe(second);
  await page.getByRole('complementary', { name: `Order ${third}` }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });

  // The step is done: the order goes on to its next status, and comes back.
  const order = orders.find(({ number }) => number === third);
  await page.keyboard.press('Shift+a');
  await page.getByText(new RegExp(`^${third} is at `)).waitFor();
  const after = await call(getOrder, { params: { id: order?.id ?? 0 } });
  expect(after.statusId).not.toBe(order?.statusId);
  await page.keyboard.press('Control+z');
  await page.getByRole('link', { name: third, exact: true }).waitFor();
  expect(await call(getOrder, { params: { id: order?.id ?? 0 } })).toMatchObject({ statusId: order?.statusId });
  expect(departmentId).toBeGreaterThan(0);

  async function currentNumber(): Promise<string> {
    return (await page.locator('main li[aria-current="true"] a').textContent()) ?? '';
  }
});

test('someone with nothing to do is told what would stand there', async () => {
  const { page } = await visit({ sample: 10 });
  await page.goto('/my-work');
  await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
  await page.getByRole('link', { name: 'See all production orders' }).click();
  await page.getByRole('heading', { name: 'Production' }).waitFor();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('my work keeps nobody out: %o', async (options) => {
  const { page, call } = await visit({ ...options, sample: 60 });
  await joinBusiest(call);
  await page.goto('/my-work');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await expectAccessible(page);
});

/** Puts the owner into the department where most orders lie with nobody named. */
async function joinBusiest(call: Visit['call']): Promise<number> {
  const { user } = await call(getMe, {});
  const { items: orders } = await call(listOrders, { query: { limit: 500 } });
  const { items: departments } = await call(listDepartments, {});
  const lying = (name: string) =>
    orders.filter((order) => order.departmentName === name && order.responsibleUserId === null).length;
  const [busiest] = departments.toSorted((one, other) => lying(other.name) - lying(one.name));
  await call(updateUser, {
    params: { id: user?.id ?? 0 },
    version: user?.version ?? 0,
    body: { departmentIds: [busiest?.id ?? 0] },
  });
  return busiest?.id ?? 0;
}
