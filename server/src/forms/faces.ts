import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import { plainFont } from './sfnt.ts';

/** One font file of the typeface: a script, or what is left. */
export type Face = { font: Font; has(character: number): boolean };

type Source = { regular: string; bold: string; only?: RegExp };

const noto = (script: string, only?: RegExp) => source(`noto-sans/files/noto-sans-${script}`, only);

/** In the order in which they are asked for a character; those that take long to open only for what they are there for. */
const sources: readonly Source[] = [
  noto('latin'),
  noto('latin-ext'),
  noto('cyrillic'),
  noto('greek'),
  noto('vietnamese'),
  noto('cyrillic-ext'),
  noto('greek-ext'),
  noto('devanagari', /[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]/),
  source('noto-sans-arabic/files/noto-sans-arabic-arabic', /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/),
  source('noto-sans-hebrew/files/noto-sans-hebrew-hebrew', /[\u0590-\u05ff\ufb1d-\ufb4f]/),
  oneWeight('@librescore/fonts/SourceHanSansCN.min.woff2', /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/),
  oneWeight('@librescore/fonts/SourceHanSansKR.min.woff2', /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]/),
  source('dejavu-sans/files/dejavu-sans-latin'),
];

function source(path: string, only?: RegExp): Source {
  const file = (weight: number) => `@fontsource/${path}-${weight}-normal.woff`;
  return { regular: file(400), bold: file(700), ...(only ? { only } : {}) };
}

function oneWeight(file: string, only: RegExp): Source {
  return { regular: file, bold: file, only };
}

const opened = new Map<string, Face>();

function open(file: string): Face {
  let face = opened.get(file);
  if (!face) {
    const font = create(plainFont(readFileSync(fileURLToPath(import.meta.resolve(file)))));
    const characters = new Set(font.characterSet);
    face = { font, has: (character) => characters.has(character) };
    opened.set(file, face);
  }
  return face;
}

const kept = { regular: new Map<string, Face | undefined>(), bold: new Map<string, Face | undefined>() };

/** The face that has every character of a cluster (a letter with its marks); undefined when none has. */
export function faceFor(cluster: string, weight: 'regular' | 'bold'): Face | undefined {
  const known = kept[weight];
  if (!known.has(cluster)) known.set(cluster, findFace(cluster, weight));
  return known.get(cluster);
}

function findFace(cluster: string, weight: 'regular' | 'bold'): Face | undefined {
  const characters = Array.from(cluster, (character) => character.codePointAt(0) ?? 0);
  const fitting = sources.find(
    ({ only, [weight]: file }) =>
      (only === undefined || only.test(cluster)) && characters.every((character) => open(file).has(character)),
  );
  return fitting && open(fitting[weight]);
}
