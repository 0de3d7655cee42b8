import { areas, type Level, levels } from '@printrail/contract/endpoint';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { mostUsedPasswords } from './most-used-passwords.ts';
import { checkPassword } from './passwords.rules.ts';
import { grantedRights, levelOf, refuseBeyondOwn, rightsOf } from './rights.rules.ts';
import { type Failures, isPaused, networkOf, oneMoreFailure } from './sign-in-limit.rules.ts';

const minute = 60_000;
const none: Failures = { count: 0, until: 0 };

describe('a password', () => {
  const about = { name: 'Olive Marsh', email: 'olive.marsh@lumen-studio.example' };
  const isWeak = (password: string) => {
    try {
      checkPassword(password, about);
      return false;
    } catch (error) {
      return error instanceof Refusal && error.code === 'user.password_weak';
    }
  };

  test.each([
    ...[
      'violet-lamp-over-sand',
      'olive trees by the marsh road',
      'пароль-из-двенадцати',
      'Tr0ub4dor&3xyz',
      '🌲🌊🎞️ moon river',
    ],
  ])('%s is strong enough', (password) => expect(isWeak(password)).toBe(false));

  test.each([
    ...[
      '',
      'eleven char',
      'password1234',
      'PASSWORD1234',
      'Pass word 1234',
      '123456789012',
      'aaaaaaaaaaaaa',
      'abcabcabcabcab',
    ],
    ...[
      '            ',
      'olivemarsh123',
      'Olive.Marsh!2',
      'olive.marsh@lumen-studio.example',
      'marsh-olive-1',
      'Printrail2026',
      'My Photo Studio',
      'Photography!23',
      'Counterstrike',
      'ghjcnjgfhjkm',
    ],
  ])('%s is refused', (password) => expect(isWeak(password)).toBe(true));

  test('is compared with more than 3,000 that are long enough to be allowed', () => {
    const known = [...mostUsedPasswords()];
    expect(known.length).toBeGreaterThan(10_000);
    expect(known.filter((each) => [...each].length < 12 || each !== folded(each).replaceAll(' ', ''))).toEqual([]);
    expect(known.filter((each) => !isWeak(each.toUpperCase()))).toEqual([]);
  });

  test('that is long and random is strong enough, whatever it is made of', () => {
    fc.assert(fc.property(fc.uuid(), (password) => !isWeak(password)));
  });

  test('is judged without an error, whatever it, the name and the address are', () => {
    const text = fc.string({ maxLength: 200, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (password, name, email) => {
        try {
          checkPassword(password, { name, email });
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});

describe('failed tries', () => {
  const failed = (times: number, most = 10, start = none) =>
    Array.from({ length: times }).reduce<Failures>((failures) => oneMoreFailure(failures, most, 1_000), start);

  test('pause after every tenth, each pause longer up to an hour', () => {
    let failures = none;
    let now = 1_000;
    const pauses = [15, 30, 60, 60].map(() => {
      for (let time = 0; time < 10; time++) {
        expect(isPaused(failures, 10, now)).toBe(false);
        failures = oneMoreFailure(failures, 10, now);
      }
      const pause = failures.until - now;
      now = failures.until;
      return pause / minute;
    });
    expect(pauses).toEqual([15, 30, 60, 60]);
  });

  test('are forgotten after a quarter of an hour, or an hour after a pause', () => {
    const nine = failed(9);
    expect(oneMoreFailure(nine, 10, 1_000 + 15 * minute).count).toBe(1);
    const ten = failed(10);
    expect(oneMoreFailure(ten, 10, ten.until + 60 * minute - 1).count).toBe(11);
    expect(oneMoreFailure(ten, 10, ten.until + 60 * minute).count).toBe(1);
  });

  test('that were under way when the pause began change nothing', () => {
    expect(oneMoreFailure(failed(10), 10, 2_000)).toEqual(failed(10));
  });

  test('never are more than ten in any 15 minutes', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20 * minute }), { maxLength: 300 });
    fc.assert(
      fc.property(gaps, (waits) => {
        let [failures, now] = [none, 1_000];
        const tries: number[] = [];
        for (const wait of waits) {
          now += wait;
          if (isPaused(failures, 10, now)) continue;
          failures = oneMoreFailure(failures, 10, now);
          tries.push(now);
        }
        return tries.every((at, index) => at - (tries[index - 10] ?? -Infinity) >= 15 * minute);
      }),
    );
  });
});

test.each([
  ['192.168.1.20', '192.168.1.20'],
  ['::ffff:192.168.1.20', '192.168.1.20'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));

describe('rights', () => {
  const level = fc.constantFrom<Level>(...levels);
  const rights = fc.dictionary(fc.constantFrom(...areas), level);

  test('given are never beyond the own', () => {
    fc.assert(
      fc.property(rights, rights, (own, wanted) => {
        const giver = { isOwner: false, rights: own };
        const isBeyond = areas.some(
          (area) => levels.indexOf(wanted[area] ?? 'none') > levels.indexOf(levelOf(giver, area)),
        );
        const give = () => refuseBeyondOwn(giver, { isOwner: false, rights: wanted });
        if (isBeyond) expect(give).toThrow(Refusal);
        else expect(give).not.toThrow();
      }),
    );
  });

  test('of owners are all there are', () => {
    expect(Object.values(rightsOf({ isOwner: true, rights: {} }))).toEqual(areas.map(() => 'delete'));
    expect(grantedRights({ people: 'none', clients: 'view' })).toEqual({ clients: 'view' });
  });
});
