import type { Random } from '../server/src/sample/random.rules.ts';

/** The record that a request is about: its kind, by the address, and its id ('' where there is but one). */
export type Target = { kind: string; id: number | '' };

const mostIds = 200;
const mostTexts = 40;
const longestKept = 2_000;

/** What answers told of the studio, from which later requests are made. */
export class Known {
  private readonly ids = new Map<string, number[]>();
  private readonly texts = new Map<string, string[]>();
  private readonly versions = new Map<string, number>();
  /** The parts of a record: by record, by kind of part, their ids. */
  private readonly families = new Map<string, Map<string, number[]>>();
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  /** Takes in an answer about a target, or a list of its kind. */
  learn(target: Target, answer: unknown): void {
    this.walk(answer, target.kind, target);
  }

  learnVersion(target: Target, version: number): void {
    this.versions.set(nameOf(target), version);
  }

  /** Lets go of what is no longer there. */
  forget(kind: string, id: number): void {
    const ids = this.ids.get(kindOf(kind.replaceAll('_', '-')));
    const at = ids?.indexOf(id) ?? -1;
    // The last one stays, so that what is not there is asked for as well.
    if (ids && at >= 0 && ids.length > 1) ids.splice(at, 1);
  }

  versionOf(target: Target): number | undefined {
    return this.versions.get(nameOf(target));
  }

  /** An id that a field of the name may hold, best one of the parts of the target; one called only `ids` holds the target's kind. */
  idFor(field: string, target: Target): number | undefined {
    const kind = field === 'ids' ? target.kind : kindOf(field);
    const parts = this.familyOf(field, target);
    if (parts.length > 0 && this.random.chance(0.8)) return this.random.pick(parts);
    const kinds = [...this.ids.keys()].filter((each) => isOfKind(kind, each));
    return kinds.length > 0 ? this.random.pick(this.ids.get(this.random.pick(kinds)) ?? []) : undefined;
  }

  /** The ids of all parts of the target that a field of the name holds. */
  familyOf(field: string, target: Target): readonly number[] {
    const family = this.families.get(nameOf(target));
    const kind = kindOf(field);
    const match = [...(family?.keys() ?? [])].find((each) => isOfKind(kind, each));
    return (match && family?.get(match)) || [];
  }

  /** A text that some answer had in a field of the name. */
  textFor(field: string): string | undefined {
    const texts = this.texts.get(field === 'after' ? 'next' : field);
    return texts && this.random.pick(texts);
  }

  private walk(value: unknown, key: string, target: Target): void {
    if (Array.isArray(value)) {
      for (const part of value) this.walk(part, key, target);
    } else if (typeof value === 'object' && value !== null) {
      this.walkFields(value as Record<string, unknown>, key, target);
    } else if (typeof value === 'string' && value !== '' && value.length <= longestKept) {
      keep(this.texts, key, value, mostTexts, this.random);
    } else if (typeof value === 'number' && /Ids?$/.test(key)) {
      keep(this.ids, kindOf(key), value, mostIds, this.random);
    }
  }

  private walkFields(fields: Record<string, unknown>, key: string, target: Target): void {
    const kind = key === 'items' ? target.kind : kindOf(key);
    const { id, version } = fields;
    const isOne = typeof id === 'number';
    const here: Target = { kind, id: isOne ? id : '' };
    if (isOne) keep(this.ids, kind, id, mostIds, this.random);
    if (typeof version === 'number') this.learnVersion(here, version);
    if (isOne) this.learnParts(here, fields);
    for (const [name, part] of Object.entries(fields)) this.walk(part, name, isOne ? here : target);
  }

  private learnParts(record: Target, fields: Record<string, unknown>): void {
    for (const [name, part] of Object.entries(fields)) {
      if (!Array.isArray(part)) continue;
      const ids = part.map((each) => (each as { id?: unknown } | null)?.id).filter((id) => typeof id === 'number');
      if (ids.length === 0) continue;
      const family = this.families.get(nameOf(record)) ?? new Map<string, number[]>();
      this.families.set(nameOf(record), family.set(kindOf(name), ids));
    }
  }
}

/** The kind of record that a word of an address or of a field stands for: 'responsibleUserId' for 'responsible-user'. */
export function kindOf(word: string): string {
  const parted = word.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const bare = parted.replace(/-ids?$/, '');
  return bare
    .replace(/ies$/, 'y')
    .replace(/(us|ss)es$/, '$1')
    .replace(/([^us])s$/, '$1');
}

/** Whether a field of one kind may well hold a record of the other: a responsible-user is a user. */
function isOfKind(wanted: string, kind: string): boolean {
  return wanted === kind || wanted.endsWith(`-${kind}`) || kind.endsWith(`-${wanted}`);
}

function nameOf({ kind, id }: Target): string {
  return `${kind}/${id}`;
}

function keep<Item>(kept: Map<string, Item[]>, name: string, item: Item, most: number, random: Random): void {
  const items = kept.get(name) ?? [];
  kept.set(name, items);
  if (items.includes(item)) return;
  if (items.length < most) items.push(item);
  else items[random.whole(0, most - 1)] = item;
}
