import { text } from 'node:stream/consumers';
import { Obstacle, UsageError } from './command.ts';
import { remark } from './output.ts';

/** The password for a user: from standard input, or typed twice without being shown. */
export async function readPassword(fromInput: boolean): Promise<string> {
  if (fromInput) return (await text(process.stdin)).split(/\r\n|\n|\r/)[0] ?? '';
  if (!process.stdin.isTTY)
    throw new UsageError('There is no terminal to ask for the password; give it with --password-stdin.');
  const password = await typed('Password: ');
  if ((await typed('The same again: ')) !== password)
    throw new Obstacle('The two passwords differ; nothing was changed.');
  return password;
}

const [enter, lineFeed, interrupt, endOfInput, backspace, del] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007f'];

function typed(question: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(question);
  stdin.setEncoding('utf8').setRawMode(true).resume();
  return new Promise((resolve, reject) => {
    let characters: string[] = [];
    const end = (finish: () => void) => {
      stdin.off('data', onData).setRawMode(false).pause();
      remark('');
      finish();
    };
    const onData = (piece: string) => {
      for (const character of piece) {
        if (character === enter || character === lineFeed) return end(() => resolve(characters.join('')));
        if (character === interrupt || character === endOfInput)
          return end(() => reject(new Obstacle('Nothing was changed.')));
        if (character === backspace || character === del) characters = characters.slice(0, -1);
        else if (character >= ' ') characters.push(character);
      }
    };
    stdin.on('data', onData);
  });
}
