import type { PartyKind } from './sample-names.rules.ts';

type Choice = readonly [code: string, chance: number, least: number, most: number];

/** What people come for, how often, and what they then order. */
export type Shoot = {
  weight: number;
  name: string;
  party: PartyKind;
  /** The chance that an earlier client comes again for this. */
  returning: number;
  choices: readonly Choice[];
};

export const shoots: readonly Shoot[] = [
  {
    ...{ weight: 16, name: 'Wedding', party: 'couple', returning: 0.05 },
    choices: [
      ['ALB30', 0.75, 1, 1],
      ['ALB20', 0.4, 1, 2],
      ['P57', 0.5, 10, 40],
      ['P810', 0.45, 1, 6],
      ['CARD50', 0.4, 1, 2],
      ['FA24', 0.25, 1, 1],
      ['FRM24', 0.25, 1, 2],
      ['DIGALL', 0.8, 1, 1],
    ],
  },
  {
    ...{ weight: 24, name: 'Family', party: 'family', returning: 0.5 },
    choices: [
      ['P57', 0.5, 2, 10],
      ['P810', 0.6, 1, 5],
      ['P1114', 0.3, 1, 2],
      ['BOOK', 0.2, 1, 1],
      ['CNV16', 0.3, 1, 2],
      ['GAL', 0.12, 1, 1],
      ['ORN', 0.2, 1, 6],
      ['CAL', 0.2, 1, 4],
      ['DIG1', 0.4, 1, 5],
    ],
  },
  {
    ...{ weight: 18, name: 'Senior portraits', party: 'person', returning: 0.1 },
    choices: [
      ['WAL8', 0.7, 1, 6],
      ['P57', 0.4, 2, 8],
      ['P810', 0.6, 1, 6],
      ['ANN25', 0.5, 1, 4],
      ['FA16', 0.3, 1, 1],
      ['FRM16', 0.25, 1, 1],
      ['SIT', 0.8, 1, 1],
    ],
  },
  {
    ...{ weight: 10, name: 'Newborn', party: 'family', returning: 0.35 },
    choices: [
      ['BOX', 0.35, 1, 1],
      ['P57', 0.5, 4, 12],
      ['ANN25', 0.5, 1, 3],
      ['CNV16', 0.25, 1, 1],
      ['DIGALL', 0.4, 1, 1],
    ],
  },
  {
    ...{ weight: 10, name: 'Headshots', party: 'company', returning: 0.5 },
    choices: [
      ['DIG1', 0.95, 1, 12],
      ['P810', 0.3, 1, 4],
      ['FA16', 0.2, 1, 2],
      ['SIT', 0.7, 1, 1],
    ],
  },
  {
    ...{ weight: 9, name: 'School pictures', party: 'school', returning: 0.75 },
    choices: [
      ['CLASS', 0.95, 20, 180],
      ['WAL8', 0.6, 10, 60],
      ['P57', 0.6, 20, 120],
      ['MUG', 0.2, 2, 20],
    ],
  },
  {
    ...{ weight: 7, name: 'Team and individuals', party: 'school', returning: 0.7 },
    choices: [
      ['TEAM', 0.95, 10, 40],
      ['P57', 0.5, 10, 40],
      ['MUG', 0.3, 2, 16],
    ],
  },
  {
    ...{ weight: 6, name: 'Anniversary', party: 'couple', returning: 0.6 },
    choices: [
      ['FA24', 0.5, 1, 1],
      ['FRM24', 0.4, 1, 1],
      ['CNV24', 0.4, 1, 1],
      ['P810', 0.4, 1, 4],
      ['PROOF', 0.3, 1, 3],
    ],
  },
];
