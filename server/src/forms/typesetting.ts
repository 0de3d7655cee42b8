import createBidi from 'bidi-js';
import LineBreaker from 'linebreak';
import { type Face, faceFor } from './faces.ts';

export type Style = { size: number; weight: 'regular' | 'bold' };

/** A stretch of text in one face and one direction, as it is handed to the font. */
export type Piece = { text: string; face: Face; level: number; width: number };
export type Line = { pieces: readonly Piece[]; width: number; isRightToLeft: boolean };

/** Measures a text in one face. */
export type Measure = (text: string, face: Face, size: number) => number;

type Cluster = { text: string; face: Face; level: number; isSpace: boolean };

const bidi = createBidi();
const clustersOf = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text broken into lines of at most a width: scripts mixed, right-to-left runs in their order, long words split. */
export function linesOf(text: string, style: Style, width: number, measure: Measure): Line[] {
  return plainText(text)
    .split('\n')
    .flatMap((paragraph) => linesOfParagraph(paragraph, style, width, measure));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no form on paper
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g;

function plainText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?|[\f\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(controls, '')
    .trimEnd();
}

function linesOfParagraph(paragraph: string, style: Style, width: number, measure: Measure): Line[] {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph);
  const isRightToLeft = (paragraphs[0]?.level ?? 0) % 2 === 1;
  const widthOf = (clusters: readonly Cluster[]) => sum(piecesOf(clusters, style, measure));
  const lines: Cluster[][] = [];
  let line: Cluster[] = [];
  let used = 0;
  for (const word of wordsOf(paragraph, levels, style.weight)) {
    const bare = trimmed(word);
    const itsWidth = widthOf(bare);
    const parts = itsWidth <= width ? [word] : partsThatFit(word, width, widthOf);
    for (const [index, part] of parts.entries()) {
      if (line.length > 0 && (index > 0 || used + itsWidth > width)) {
        lines.push(line);
        [line, used] = [[], 0];
      }
      line = line.concat(part);
      used += parts.length === 1 ? itsWidth + widthOf(word.slice(bare.length)) : widthOf(part);
    }
  }
  return [...lines, line].map((clusters) => {
    const pieces = inVisualOrder(piecesOf(trimmed(clusters), style, measure));
    return { pieces, width: sum(pieces), isRightToLeft };
  });
}

/** A word wider than a line, in parts that are not. */
function partsThatFit(word: readonly Cluster[], width: number, widthOf: (part: readonly Cluster[]) => number) {
  const parts: Cluster[][] = [[]];
  let used = 0;
  for (const cluster of word) {
    const its = widthOf([cluster]);
    if (used + its > width && used > 0) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(cluster);
    used += its;
  }
  return parts;
}

/** What must stay together on a line, by the line breaking of Unicode; spaces at the end of each. */
function wordsOf(paragraph: string, levels: Uint8Array, weight: Style['weight']): Cluster[][] {
  const breaker = new LineBreaker(paragraph);
  const words: Cluster[][] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    words.push(clustersIn(paragraph.slice(from, next.position), levels.subarray(from), weight));
    from = next.position;
  }
  return words;
}

const invisible = /^\p{Default_Ignorable_Code_Point}+$/u;
const invisibleParts = /\p{Default_Ignorable_Code_Point}/gu;

function clustersIn(word: string, levels: Uint8Array, weight: Style['weight']): Cluster[] {
  let from = 0;
  return lettersOf(word).flatMap((letter) => {
    const level = levels[from] ?? 0;
    from += letter.length;
    if (invisible.test(letter)) return [];
    const isSpace = /^\s+$/.test(letter);
    const text = isSpace ? ' ' : letter;
    const face = faceFor(text, weight);
    if (face) return [{ text, face, level, isSpace }];
    // Without the marks and joiners that no face has; a box where the character itself is missing.
    return Array.from(text.replaceAll(invisibleParts, ''), (character) => {
      const its = faceFor(character, weight);
      return { text: its ? character : missing, face: its ?? faceOfMissing(weight), level, isSpace };
    });
  });
}

const composed = /[\p{M}\p{Cf}\u1100-\u11ff\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/u;

/** The letters of a text, each with its marks. Segmenting is slow, and few words need it. */
function lettersOf(text: string): string[] {
  return composed.test(text) ? Array.from(clustersOf.segment(text), ({ segment }) => segment) : Array.from(text);
}

const missing = '\u25a1';

function faceOfMissing(weight: Style['weight']): Face {
  const face = faceFor(missing, weight);
  if (!face) throw new Error('No face has the box for missing characters.');
  return face;
}

function trimmed(clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.slice(0, clusters.findLastIndex(({ isSpace }) => !isSpace) + 1);
}

function piecesOf(clusters: readonly Cluster[], { size }: Style, measure: Measure): Piece[] {
  const pieces: (Cluster & { text: string })[] = [];
  for (const cluster of clusters) {
    const last = pieces.at(-1);
    const joins =
      last && last.face === cluster.face && last.level === cluster.level && last.isSpace === cluster.isSpace;
    if (joins) last.text += cluster.text;
    else pieces.push({ ...cluster });
  }
  return pieces.map(({ text, face, level }) => {
    const shaped = asTheFontTakesIt(text, level);
    return { text: shaped, face, level, width: measure(shaped, face, size) };
  });
}

const writtenRightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

/**
 * The font library turns letters of right-to-left scripts around by itself, and nothing else: brackets within such text
 * are turned here, and digits of those scripts turned back.
 */
function asTheFontTakesIt(text: string, level: number): string {
  const isRightToLeft = level % 2 === 1;
  const mirrored = isRightToLeft
    ? Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join('')
    : text;
  if (isRightToLeft === writtenRightToLeft.test(text)) return mirrored;
  return lettersOf(mirrored).toReversed().join('');
}

/** Rule L2 of the bidirectional algorithm: from the highest level down, runs at that level or above are turned around. */
function inVisualOrder(pieces: readonly Piece[]): Piece[] {
  const ordered = [...pieces];
  const highest = Math.max(0, ...ordered.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      if ((ordered[from]?.level ?? 0) < level) continue;
      let until = from;
      while ((ordered[until]?.level ?? 0) >= level) until++;
      ordered.splice(from, until - from, ...ordered.slice(from, until).toReversed());
      from = until;
    }
  }
  return ordered;
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { width }) => total + width, 0);
}
